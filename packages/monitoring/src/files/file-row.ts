import type { HourMark } from '../hours/hour-day.ts';
import type { PublishedStatistic } from '../periods/published.ts';
import type { FileProblem } from './file-problem.ts';

/** A value of a row as it stands in the file. */
export interface FileValue {
  /** Title of its column. */
  column: string;
  factor: string;
  /** Decimal text; null for `mark` `/` (not monitored) and `!` (invalid). */
  text: string | null;
  /** A non-detect: half of `text` counts. */
  halved: boolean;
  /** As printed; null: the site's own. */
  unit: string | null;
  mark: HourMark;
}

/** A published day figure of a row as it stands in the file. */
export interface FileDayFigure extends FileValue {
  statistic: PublishedStatistic;
}

/** A row as it stands in the file, before anything is known of its site. */
export interface FileRow {
  /** Text of the site column; empty without one. */
  site: string;
  /** Null when the time could not be read; `problems` says why. */
  day: string | null;
  hour: number | null;
  values: FileValue[];
  /** Figures of the day: of a row that ends it, or that names no hour. In other rows they are running figures. */
  published: FileDayFigure[];
  problems: FileProblem[];
  /** Cells of values with nothing in them. */
  missing: number;
}
