export { factorOfName, mediumOfTitles } from './factor-names.ts';
export { type FileProblem, type FileProblemCode, fileProblem } from './file-problem.ts';
export {
  type FileRow,
  type FileValue,
  type RowReader,
  readRow,
  rowReader,
  type SiteUnit,
  settleValue,
  timeProblem,
} from './judge-row.ts';
export { type HourLabel, type RowTime, readRowTime, type TimeCells, type TimeChoices } from './read-time.ts';
export { type CellReading, readCell, readMark } from './read-value.ts';
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
