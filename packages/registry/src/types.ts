/**
 * The definition language of registries: what a programme declares, and the shapes the kernel computes
 * with. Everything here is plain data, except the named rule functions of a programme (`RegistryRules`).
 * Specification: workflows note §1.
 */

/** A text in both languages of the interface. Chinese is the original. */
export interface LocalText {
  zh: string;
  en: string;
}

/** Role codes of workflows §1.8 that the kernel knows. */
export type RoleCode =
  | 'PUB'
  | 'ENT'
  | 'ENT-R'
  | 'TOWN'
  | 'GRID'
  | 'DEPT'
  | 'DEPT-L'
  | 'OFF'
  | 'SEC'
  | 'LGL'
  | 'DIR'
  | 'ENF'
  | 'ENF-L'
  | 'MON'
  | 'COORD'
  | 'DIST'
  | 'MUN'
  | 'EXP'
  | '3P'
  | 'AUD'
  | 'SECA'
  | 'SYSA'
  | 'SYS';

/** Disclosure classes 主动公开 … 个人敏感/商业秘密 (workflows §1.6). */
export type Sensitivity = 'P0' | 'P1' | 'P2' | 'P3' | 'P4' | 'P5';

export type Light = 'grey' | 'green' | 'yellow' | 'red' | 'blue';

export interface LegalBasis {
  title: string;
  article?: string;
  /** `verified`, `single source`, `recall` or `default` (a value of our own, editable). */
  mark: 'verified' | 'single source' | 'recall' | 'default';
}

interface FieldBase {
  /** camelCase key inside `data`. */
  key: string;
  label: LocalText;
  help?: LocalText;
  required?: boolean;
  /** Disclosure class of this field; the record's own class when left out. */
  sensitivity?: Sensitivity;
  /** Shown in lists by default. */
  list?: boolean;
  /** Filterable and sortable: gets an expression index. */
  searchable?: boolean;
  /** Written only by transitions, never by an edit. */
  readOnly?: boolean;
  /** Column title of the Excel template when it differs from `label.zh`. */
  excel?: { title: string; aliases?: string[] };
}

export type FieldDefinition = FieldBase &
  (
    | { type: 'text'; maxLength?: number; multiline?: boolean; pattern?: string }
    | { type: 'number'; min?: number; max?: number; digits?: number; unit?: string }
    | { type: 'integer'; min?: number; max?: number; unit?: string }
    | { type: 'boolean' }
    | { type: 'date' }
    | { type: 'datetime' }
    | { type: 'month' }
    | { type: 'choice'; options: { value: string; label: LocalText }[] }
    | { type: 'choices'; options: { value: string; label: LocalText }[] }
    | { type: 'org' }
    | { type: 'orgs' }
    | { type: 'user' }
    | { type: 'record'; registry: string }
    | { type: 'point' }
    | { type: 'evidence' }
    | { type: 'items'; fields: FieldDefinition[]; minItems?: number; maxItems?: number }
  );

export type FieldType = FieldDefinition['type'];

export interface StateDefinition {
  key: string;
  label: LocalText;
  /** `open` waits for somebody, `paused` stops clocks, `done` and `void` are ends. */
  kind: 'draft' | 'open' | 'paused' | 'done' | 'void';
  help?: LocalText;
}

/** Where an actor must stand to a record, besides having one of the roles. */
export type ActorRelation =
  | 'any'
  /** belongs to the owner organisation */
  | 'owner'
  /** belongs to the owner or a co-owner organisation */
  | 'owner-or-co'
  /** the record lies in the actor's area (town) */
  | 'area'
  /** created the record */
  | 'creator';

export interface ActorRule {
  role: RoleCode;
  relation: ActorRelation;
}

export type ClockEffect =
  | { clock: string; action: 'start' | 'stop' | 'pause' | 'resume' | 'cancel' }
  /** The new due date is taken from this input field; the first due date stays. */
  | { clock: string; action: 'move'; toInput: string };

export interface TransitionDefinition {
  /** kebab-case, unique in the definition. */
  name: string;
  label: LocalText;
  help?: LocalText;
  from: string[];
  /** Where it leads; `same` leaves the state as it is. */
  to: string | 'same';
  who: ActorRule[];
  /** Names of `RegistryRules.guards` that decide whether the transition is offered to this actor at all. */
  when?: string[];
  /** Names of `RegistryRules.guards`: all must hold; what they refuse, the actor can mend. */
  guards?: string[];
  /**
   * Whether this is what the record waits for, so that it is the turn of whoever may do it: `false` for a
   * side way (withdraw, terminate), or the name of a `RegistryRules.duties`. Left out: a duty unless
   * `danger` or `automatic`.
   */
  duty?: boolean | string;
  /** What the actor fills in. Keys of `data`, or inputs that `effect` consumes. */
  inputs?: FieldDefinition[];
  /** Fields of `data` that must be present (after the inputs are applied). */
  requires?: string[];
  /** At least one piece of evidence must be attached. */
  evidence?: 'required' | 'optional';
  opinion?: 'required' | 'optional';
  clocks?: ClockEffect[];
  /** Name of `RegistryRules.effects`; without one, inputs are copied into `data`. */
  effect?: string;
  /** The actor must not be the one who last did any of these transitions. */
  fourEyes?: string[];
  /** Asks for a confirmation in the page. */
  danger?: boolean;
  /** Done by the engine (SYS) and never offered to a person. */
  automatic?: boolean;
  /** Who has to act next is told (my turn). */
  notify?: ('owner' | 'co' | 'creator' | RoleCode)[];
}

export type DurationUnit = 'wd' | 'd' | 'h' | 'month' | 'fixedDate';

export interface ClockDefinition {
  key: string;
  label: LocalText;
  /** Length in `unit`; with `fixedDate` the due date is read from the data field `dateField`. */
  amount?: number;
  unit: DurationUnit;
  dateField?: string;
  excludeStartDay?: boolean;
  rollIfHoliday?: boolean;
  /** Remaining share or amount at which the light turns yellow. */
  warn?: { ratio?: number; amount?: number };
  basis?: LegalBasis;
}

/** The life of one clock of one record. Dates `YYYY-MM-DD` or instants ISO 8601 (hours). */
export interface ClockState {
  key: string;
  status: 'running' | 'paused' | 'stopped' | 'cancelled';
  startedAt: string;
  due: string;
  /** Due date at the first start; never changes. */
  originalDue: string;
  /** The end before it was rolled off a rest day, when it was: an authority warns on this day. */
  unrolledDue?: string;
  /** Due lies past the known-until date of the holiday table. */
  provisional: boolean;
  pausedAt?: string;
  /** Finished pauses [from, to): needed to compute a provisional date again. */
  pauses?: { from: string; to: string }[];
  stoppedAt?: string;
  /** Stopped after `due`: visible for ever. */
  closedLate?: boolean;
  moves?: { at: string; from: string; to: string; by: string; opinion?: string }[];
}

export interface PermissionRule {
  role: RoleCode;
  relation: ActorRelation;
  /** `export` includes what `read` shows. */
  can: ('create' | 'read' | 'edit' | 'export' | 'import')[];
  /** Highest class the rule shows; fields above it are masked. Default P3. */
  upTo?: Sensitivity;
}

export interface IndicatorDefinition {
  key: string;
  label: LocalText;
  unit: string;
  /** Shown beside the figure. */
  formula: LocalText;
  /** Name of `RegistryRules.indicators`. */
  rule: string;
  version: number;
}

export interface RegistryDefinition {
  /** kebab-case, singular: `task`, `outfall`. Part of URLs and of view names. */
  id: string;
  version: number;
  name: LocalText;
  /** One sentence for the officer. */
  about: LocalText;
  /** Prefix of codes `{PREFIX}-{district}-{yyyy}-{seq6}`. */
  codePrefix: string;
  basis: LegalBasis[];
  sensitivity: Sensitivity;
  fields: FieldDefinition[];
  states: StateDefinition[];
  initial: string;
  transitions: TransitionDefinition[];
  clocks: ClockDefinition[];
  permissions: PermissionRule[];
  /** States in which somebody with an `edit` permission may change `data` directly. */
  editableIn: string[];
  /** Default list columns (field keys or envelope keys), in order. */
  columns: string[];
  /**
   * Columns of the offices' Excel form when it differs from `columns`. `value` is one of: `#` (row number
   * from 1), `state` (its label), `light` (its word), an envelope key (`code`, `title`, `summary`,
   * `areaCode`, `ownerOrg`, `coOrgs`, `ownerUser`, `createdAt`, `updatedAt`; organisations and users by
   * name) or `data.<field>`, written as `formatCell` writes it.
   */
  exportForm?: { header: string; value: string }[];
  /** Tables that offices fill in and send back: each row performs a transition on an existing record. */
  importForms?: ImportForm[];
  indicators: IndicatorDefinition[];
  /** trigger → creates (workflows §21). */
  links?: { on: string; creates: string; title: LocalText }[];
  /** Shown as a nav entry in 台账; `hidden` when another door shows it. */
  nav?: 'registry' | 'hidden';
}

/** How the rows of a table become transitions on existing records. */
export interface ImportForm {
  key: string;
  label: LocalText;
  /** Ways to find the record of a row, tried in order; the first non-empty cell decides. */
  match: { header: string; aliases?: string[]; to: 'code' | 'title' }[];
  /** Name of the transition that a row performs. */
  transition: string;
  columns: ImportColumn[];
  /** Inputs of the transition that are asked once for the whole file when no column gives them. */
  shared?: string[];
}

export interface ImportColumn {
  header: string;
  aliases?: string[];
  /** The input that the cell fills. Without it, `pattern` splits the cell. */
  input?: string;
  /**
   * Regular expression whose named groups are inputs; a cell that it does not match is refused with
   * `expected`.
   */
  pattern?: string;
  /** What the cell should look like; shown with a refusal. */
  expected?: LocalText;
  /** Export value (as in `exportForm`) of the same column: a cell that equals it leaves the row unchanged. */
  current?: string;
  required?: boolean;
}

/** Envelope of every record (workflows §1.1) and its data. */
export interface RegistryRecord {
  id: string;
  registry: string;
  definitionVersion: number;
  code: string | null;
  title: string;
  summary: string;
  areaCode: string;
  ownerOrg: string | null;
  coOrgs: string[];
  ownerUser: string | null;
  state: string;
  stateSince: string;
  clocks: ClockState[];
  light: Light;
  sensitivity: Sensitivity;
  source: {
    system: string;
    externalNo?: string;
    plan?: string;
    planVersion?: string;
    item?: string;
    offset?: number;
  } | null;
  point: { lng: number; lat: number } | null;
  version: number;
  createdBy: string;
  createdAt: string;
  updatedBy: string;
  updatedAt: string;
  data: Record<string, unknown>;
}

/** One line of a record's history. `hash` = H(canonical JSON of the event without `hash`). */
export interface RecordEvent {
  recordId: string;
  seq: number;
  transition: string;
  from: string | null;
  to: string;
  actor: string;
  actorName: string;
  actingFor: string | null;
  at: string;
  opinion: string;
  diff: FieldChange[];
  evidence: string[];
  prevHash: string;
  hash: string;
}

export interface FieldChange {
  path: string;
  before: unknown;
  after: unknown;
}

/** Who asks. Roles carry the area they were granted for (`null`: the whole district). */
export interface Actor {
  userId: string;
  name: string;
  orgId: string;
  /** The organisation and everything below it. */
  orgIds: string[];
  roles: { code: RoleCode; areaCode: string | null }[];
}

/** What the actor sends with a transition. */
export interface TransitionInput {
  inputs: Record<string, unknown>;
  opinion?: string;
  evidence?: string[];
}

/** A refusal, or a mistake in a field; `path` is empty when it concerns the whole. */
export interface Problem {
  /** `data.due`, `data.milestones.0.due`, `inputs.month`, `title`, `evidence`, `opinion`. */
  path: string;
  code: string;
  message: LocalText;
}

export interface RuleContext {
  now: Date;
  actor: Actor;
  history: RecordEvent[];
  calendar: WorkCalendar;
  /** Deputy's case (AB 角): the user for whom the actor acts. */
  actingFor?: string | null;
}

/** What the kernel's functions need besides the actor; a `RuleContext` will do. */
export type KernelContext = Omit<RuleContext, 'actor'>;

/** What judging a state of affairs needs: the instant and the holiday table. */
export type TimeContext = Pick<RuleContext, 'now' | 'calendar'>;

/** What the kernel needs of the working-day engine of `@huanzhi/standards`. */
export interface WorkCalendar {
  /** Adds a duration; `provisional` when the result lies past the known-until date. */
  add(
    start: string,
    amount: number,
    unit: Exclude<DurationUnit, 'fixedDate'>,
    options: { excludeStartDay: boolean; rollIfHoliday: boolean },
  ): { due: string; provisional: boolean };
  isWorkingDay(day: string): boolean;
  /** Working days after `from` up to and including `to` (negative when `to` lies before). */
  workingDaysBetween(from: string, to: string): number;
}

export interface EffectResult {
  data: Record<string, unknown>;
  /** Envelope changes. */
  envelope?: Partial<
    Pick<RegistryRecord, 'title' | 'summary' | 'ownerOrg' | 'coOrgs' | 'ownerUser' | 'areaCode'>
  >;
}

/** A light with the reason, shown beside it. `values` fill the formula. */
export interface LightReason {
  light: Light;
  reason: LocalText;
  formula: LocalText;
  values: Record<string, number | string>;
}

/** The functions of a programme, by the names that its definition uses. All pure. */
export interface RegistryRules {
  guards?: Record<
    string,
    (record: RegistryRecord, input: TransitionInput, context: RuleContext) => Problem[]
  >;
  effects?: Record<
    string,
    (record: RegistryRecord, input: TransitionInput, context: RuleContext) => EffectResult
  >;
  /** Whose-turn conditions that `TransitionDefinition.duty` names. */
  duties?: Record<string, (record: RegistryRecord, context: KernelContext) => boolean>;
  /** Keeps derived data and the envelope in step; runs after create, edit and every transition. */
  derive?: (record: RegistryRecord, context: TimeContext) => EffectResult;
  light?: (record: RegistryRecord, context: TimeContext) => LightReason;
  /** Extra checks on `data` beyond the field rules. */
  validate?: (data: Record<string, unknown>) => Problem[];
  indicators?: Record<
    string,
    (records: RegistryRecord[], context: TimeContext) => { numerator: number; denominator: number }
  >;
}

/** What `programs/<name>/definition.ts` exports as `programme`. */
export interface Programme {
  definition: RegistryDefinition;
  rules: RegistryRules;
  /** Older versions that running records still follow (`definitionVersion`). */
  earlier?: RegistryDefinition[];
}

/** What a new record is made of. The id is made by the caller (UUIDv7). */
export interface NewRecord {
  id: string;
  title: string;
  data: Record<string, unknown>;
  areaCode: string;
  summary?: string;
  ownerOrg?: string | null;
  coOrgs?: string[];
  ownerUser?: string | null;
  sensitivity?: Sensitivity;
  source?: RegistryRecord['source'];
  point?: RegistryRecord['point'];
}

/** Changes of an edit. A field of `data` set to `null` is emptied; what is left out stays. */
export type RecordChanges = { data?: Record<string, unknown> } & Partial<
  Pick<
    RegistryRecord,
    'title' | 'summary' | 'areaCode' | 'ownerOrg' | 'coOrgs' | 'ownerUser' | 'sensitivity' | 'point'
  >
>;

/** A refusal of `create`, `edit` or `apply`: nothing has changed. */
export interface Refused {
  problems: Problem[];
}

/** An action offered to the actor now. */
export interface AllowedTransition {
  name: string;
  /** Refusals that the actor could still mend (missing fields); empty when it may be done at once. */
  problems: Problem[];
}

/** The outcome of `apply`: the next record and the event without its place in the chain. */
export interface Applied {
  record: RegistryRecord;
  event: Omit<RecordEvent, 'seq' | 'prevHash' | 'hash'>;
  /** Organisations and roles that have to be told. */
  notify: { orgIds: string[]; roles: RoleCode[]; users: string[] };
}
