/**
 * The result of reading a plan: the `plan-gold/1` layout (the parts a reader can know), with the position
 * of every item in the text.
 *
 * Offsets are 0-based UTF-16 indices into the text that was read. `offset` marks where an item begins;
 * `span` is the half-open range `[start, end)` of the text it was read from.
 */

/** Half-open range of the text. */
export type Span = readonly [start: number, end: number];

export type DeadlineKind = 'by' | 'during' | 'at' | 'recurring';

export interface Recurrence {
  freq: 'yearly' | 'quarterly' | 'monthly' | 'bimonthly' | 'weekly' | 'daily' | 'periodic' | 'irregular';
  month?: number;
  day?: number;
  before?: boolean;
}

/** A date or period that the text sets. Dates are `YYYY-MM-DD`. */
export interface Deadline {
  text: string;
  kind: DeadlineKind;
  date: string | null;
  start: string | null;
  end: string | null;
  recurrence: Recurrence | null;
  offset: number;
  span: Span;
  /** 力争 / 争取: an aim rather than a duty. */
  stretch?: boolean;
  /** ISO 8601 duration when the text names only a length of time (争取用三年时间 → P3Y). */
  duration?: string;
  /** The year was taken from the document, not from this phrase. */
  inferredYear?: boolean;
  optional?: boolean;
}

export type SectionKind = 'line' | 'run-in' | 'sentence' | 'bullet';

/** A numbered heading (or an unnumbered task paragraph, `number` null) in text order. */
export interface PlanSection {
  id: string;
  /** Numbers from the root joined by `/`, e.g. `二/(一)/4/(1)`, `三/¶2`, `一/¶b3`. */
  path: string;
  number: string | null;
  title: string;
  level: number;
  offset: number;
  /** From the number (or first character) to the end of the section's own text, sub-sections excluded. */
  span: Span;
  kind: SectionKind;
  isTask: boolean;
  optional?: boolean;
}

export type UnitRole = 'lead' | 'support' | 'responsible';

/** A unit name as printed, with its place. */
export interface UnitMention {
  role: UnitRole;
  name: string;
  span: Span;
}

export interface PlanTask {
  id: string;
  sectionId: string;
  path: string;
  title: string;
  titleKind: 'line' | 'run-in' | 'sentence';
  offset: number;
  span: Span;
  /** The body text of the task without the unit clause, line breaks of the page removed. */
  content: string;
  leads: string[];
  supports: string[];
  responsible: string[];
  unitsText: string | null;
  /** The same units with role and place, in text order. */
  units: UnitMention[];
  deadlines: Deadline[];
}

export type Comparator = '>=' | '<=' | '=' | '~' | '>' | '<' | 'between' | 'qualitative';

export type IndicatorKind =
  | 'rate'
  | 'quantity'
  | 'cumulative'
  | 'concentration'
  | 'per-capita'
  | 'class'
  | 'qualitative'
  | 'project-scale'
  | 'capability'
  | 'quota'
  | 'constraint'
  | 'form-limit'
  | 'score';

export interface PlanIndicator {
  id: string;
  name: string;
  subject: string;
  comparator: Comparator;
  /** A number, a class such as `Ⅲ`, or null for a qualitative target (then `raw` holds the words). */
  value: number | string | null;
  value2?: number;
  unit: string | null;
  /** `YYYY-MM-DD`, an ISO duration, or null. */
  deadline: string | null;
  path: string;
  /** The words of the document that set the target. */
  source: string;
  offset: number;
  span: Span;
  kind: IndicatorKind;
  stretch: boolean;
  raw?: string;
  per?: string;
  alternativeOf?: string;
  repeatOf?: string;
}

/** A list, system, platform, network, regime, report, plan or pilot that the plan names. */
export interface PlanRegistry {
  id: string;
  name: string;
  kind: string;
  core: boolean;
  path: string;
  offset: number;
  span: Span;
}

/** One numbered condition or scored item of an application guide. */
export interface PlanCriterion {
  id: string;
  subject: string;
  kind: string;
  number: number;
  startsWith: string;
  offset: number;
  span: Span;
}

export interface PlanDocument {
  title: string;
  titleInferred?: boolean;
  coverTitle?: string;
  docType: string;
  status: '印发' | '征求意见稿' | null;
  docNumber: string | null;
  issuers: string[];
  issuersInferred: boolean;
  issueDate: string | null;
  issueDateText: string | null;
  period: { start: string | null; end: string | null; text: string | null };
  region: string;
  level: 'city' | 'city-bureau' | 'district' | 'district-bureau' | 'town' | null;
  recipients: string[];
  basisDocs: string[];
  annexes: string[];
  deadlines: Deadline[];
}

/**
 * Something a reviewer should look at: the rule that read an item was not sure. `item` is the id of the
 * section, task, indicator or deadline's owner; `code` is stable and has a text in the pages.
 */
export interface Doubt {
  item: string;
  field: string;
  code:
    | 'no-unit'
    | 'no-deadline'
    | 'year-inferred'
    | 'numbering-gap'
    | 'numbering-restart'
    | 'two-readings'
    | 'unit-name-odd'
    | 'value-without-unit'
    | 'title-inferred'
    | 'line-joined';
  span: Span;
}

export interface PlanReading {
  schema: 'plan-gold/1';
  file: string;
  sha256: string;
  charCount: number;
  document: PlanDocument;
  sections: PlanSection[];
  tasks: PlanTask[];
  indicators: PlanIndicator[];
  registries: PlanRegistry[];
  criteria: PlanCriterion[];
  entities: { places: string[]; projects: string[]; enterprises: string[] };
  doubts: Doubt[];
}

export interface ReadOptions {
  /** The name of the file, copied to the result. */
  file?: string;
  /** The day the document was received (`YYYY-MM-DD`); used only when no year can be found in the text. */
  receivedOn?: string;
}
