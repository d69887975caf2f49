export { factorOfName, mediumOfTitles } from './factor-names.ts';
export { type FileProblem, type FileProblemCode, fileProblem } from './file-problem.ts';
export type { FileDayFigure, FileRow, FileValue } from './file-row.ts';
export {
  type RowReader,
  readRow,
  rowReader,
  timeProblem,
} from './judge-row.ts';
export { type HourLabel, type RowTime, readRowTime, type TimeCells, type TimeChoices } from './read-time.ts';
export { type CellReading, readCell, readMark } from './read-value.ts';
export { type SiteUnit, settleValue } from './settle-value.ts';
export {
  type ColumnRole,
  formOf,
  recogniseTable,
  type TableColumn,
  type TableLayout,
  titleScore,
  yearOfFileName,
} from './table-layout.ts';
export { type MeasuredPlace, powerBetween, usualUnit } from './units.ts';
