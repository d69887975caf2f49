import type { Block } from '../clean-text.ts';

/** What a column of a table of tasks or targets holds. */
export type ColumnRole =
  | 'number'
  | 'group'
  | 'title'
  | 'content'
  | 'lead'
  | 'support'
  | 'responsible'
  | 'time'
  | 'name'
  | 'measure'
  | 'baseline'
  | 'value'
  | 'property'
  | 'score'
  | 'other';

export interface Column {
  role: ColumnRole;
  /** The year in the header (2027年目标), or null. */
  year: number | null;
}

/** A cell: its pieces in the cleaned text (several where a page end divides it), none when empty. */
export type Cell = readonly Block[];

/** A value of a target with the year of its column. */
export interface TargetValue {
  cell: Cell;
  year: number | null;
}

/** A line of a table: the header, a heading over several rows, a task, a target, or the rest of the row before. */
export interface TableRow {
  kind: 'header' | 'group' | 'task' | 'target';
  start: number;
  end: number;
  /** Begins a table. */
  first: boolean;
  /** The printed number without marks, or null. */
  number: string | null;
  /** Name of the task, of the group or of the target. */
  title: Cell;
  content: Cell;
  units: readonly { role: 'lead' | 'support' | 'responsible'; cell: Cell }[];
  times: readonly Cell[];
  measure: Cell;
  values: readonly TargetValue[];
}

/** A row of a table before it is known what its cells say. */
export interface RawRow {
  start: number;
  end: number;
  cells: readonly Cell[];
}

/** One cell of two: pieces that follow each other in the text become one, a page end between them divides them. */
export function joinCells(a: Cell, b: Cell): Cell {
  const last = a.at(-1);
  const [next, ...rest] = b;
  if (!last || !next || last.end !== next.start) return [...a, ...b];
  return [...a.slice(0, -1), { start: last.start, end: next.end }, ...rest];
}
