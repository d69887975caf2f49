/**
 * The tables as TypeScript sees them. Column names are snake_case in SQL and camelCase here
 * (`CamelCasePlugin`, keys inside JSON columns untouched). Instants are ISO 8601 strings in UTC with
 * milliseconds, dates `YYYY-MM-DD`, `numeric` values strings (exact), `bigint` numbers.
 */
import type {
  ClockState,
  FieldChange,
  Light,
  RegistryRecord,
  RoleCode,
  Sensitivity,
} from '@huanzhi/registry';
import type {
  ColumnType,
  Generated,
  Insertable,
  JSONColumnType,
  Kysely,
  Selectable,
  Updateable,
} from 'kysely';

/** A JSON column: read parsed, written as text (`json(value)` of `database.ts`). */
type Json<T extends object | null> = JSONColumnType<T, string | null, string | null>;
/** A `jsonb not null` column. */
type JsonRequired<T extends object> = JSONColumnType<T, string, string>;
/** A column that is written once. */
type Once<T> = ColumnType<T, T, never>;
/** A column that the database fills and nobody changes. */
type Filled<T> = ColumnType<T, T | undefined, never>;

export type OrgKind = 'district' | 'bureau' | 'department' | 'town' | 'enterprise' | 'external';

export interface OrgTable {
  id: Once<string>;
  parentId: string | null;
  name: string;
  shortName: string;
  aliases: Generated<string[]>;
  kind: OrgKind;
  areaCode: string;
  /** Sort key: toned pinyin, syllables separated by blanks. */
  pinyin: string;
  /** Ids from the root to this one, `/id/id/`: `path like parent.path || '%'` finds everything below. */
  path: string;
  active: Generated<boolean>;
}

export interface AppUserTable {
  id: Once<string>;
  /** Lower case, unique. */
  login: string;
  name: string;
  orgId: string;
  passwordHash: string;
  mustChange: Generated<boolean>;
  failedCount: Generated<number>;
  lockedUntil: string | null;
  active: Generated<boolean>;
  createdAt: Filled<string>;
}

export interface UserRoleTable {
  id: Once<string>;
  userId: Once<string>;
  role: Once<RoleCode>;
  /** Town or district code; null: the whole district. */
  areaCode: Once<string | null>;
  validFrom: Once<string>;
  validTo: string | null;
}

export interface SessionTable {
  id: Once<string>;
  /** Hash of the token in the cookie; the token itself is not stored. */
  tokenHash: Once<string>;
  userId: Once<string>;
  createdAt: Filled<string>;
  lastSeen: Generated<string>;
  expiresAt: string;
  revokedAt: string | null;
  ip: Once<string>;
  agent: Once<string>;
}

export interface RecordTable {
  id: Once<string>;
  registry: Once<string>;
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
  clocks: JsonRequired<ClockState[]>;
  light: Light;
  sensitivity: Sensitivity;
  source: Json<RegistryRecord['source']>;
  /** `source.plan`, computed by the database. */
  planId: ColumnType<string | null, never, never>;
  lng: number | null;
  lat: number | null;
  /** Local date of the running clock that is due first. */
  dueOn: string | null;
  /** Lower-case text that `q` looks in: code, title, summary, pinyin and initials of the title. */
  search: string;
  titlePinyin: string;
  version: number;
  createdBy: Once<string>;
  createdAt: Once<string>;
  updatedBy: string;
  updatedAt: string;
  data: JsonRequired<Record<string, unknown>>;
  /** Last event of the chain. */
  headSeq: number;
  headHash: string;
  /** Last event that a seal covers; 0: none. */
  sealedSeq: Generated<number>;
}

/** What must be unique over a registry: idempotency keys of creation, external numbers, codes. */
export interface RecordKeyTable {
  registry: Once<string>;
  kind: Once<'idempotency' | 'source' | 'code'>;
  key: Once<string>;
  recordId: Once<string>;
}

export interface RecordEventTable {
  recordId: Once<string>;
  seq: Once<number>;
  transition: Once<string>;
  fromState: Once<string | null>;
  toState: Once<string>;
  actor: Once<string>;
  actorName: Once<string>;
  actingFor: Once<string | null>;
  at: Once<string>;
  opinion: Once<string>;
  diff: JsonRequired<FieldChange[]>;
  evidence: Once<string[]>;
  prevHash: Once<string>;
  hash: Once<string>;
  idempotencyKey: Once<string>;
}

export interface RecordLinkTable {
  fromRecord: Once<string>;
  toRecord: Once<string>;
  kind: Once<string>;
  createdBy: Once<string>;
  createdAt: Filled<string>;
}

export interface EvidenceTable {
  id: Once<string>;
  recordId: string | null;
  kind: Once<string>;
  fileName: Once<string>;
  mime: Once<string>;
  size: Once<number>;
  sha256: Once<string>;
  capturedAt: Once<string | null>;
  uploadedBy: Once<string>;
  uploadedAt: Filled<string>;
}

/** One seal: the root over the heads of all chains that moved since the seal before. */
export interface SealTable {
  seq: Once<number>;
  /** The local day it closes. */
  day: Once<string>;
  sealedAt: Once<string>;
  heads: Once<number>;
  prevRoot: Once<string>;
  root: Once<string>;
}

export interface SealHeadTable {
  sealSeq: Once<number>;
  /** A record id, or `audit` for the security log. */
  chain: Once<string>;
  seq: Once<number>;
  hash: Once<string>;
}

export interface AuditLogTable {
  seq: Once<number>;
  at: Once<string>;
  actor: Once<string | null>;
  actorName: Once<string>;
  action: Once<string>;
  object: Once<string>;
  detail: JsonRequired<Record<string, unknown>>;
  ip: Once<string>;
  result: Once<'ok' | 'refused'>;
  prevHash: Once<string>;
  hash: Once<string>;
}

/** Last link of a chain that has no record row. */
export interface ChainHeadTable {
  chain: Once<string>;
  seq: number;
  hash: string;
}

export type PlanStatus = 'reading' | 'failed' | 'review' | 'published' | 'superseded';

export interface PlanTable {
  id: Once<string>;
  title: string;
  docNumber: string | null;
  planType: string | null;
  issuer: string | null;
  issueDate: string | null;
  periodFrom: string | null;
  periodTo: string | null;
  areaCode: string;
  /** Of the current version. */
  status: PlanStatus;
  currentVersion: string | null;
  createdBy: Once<string>;
  createdAt: Filled<string>;
}

export interface PlanFileTable {
  id: Once<string>;
  name: Once<string>;
  mime: Once<string>;
  size: Once<number>;
  sha256: Once<string>;
  uploadedBy: Once<string>;
  uploadedAt: Filled<string>;
}

export interface PlanVersionTable {
  id: Once<string>;
  planId: Once<string>;
  number: Once<number>;
  fileId: Once<string>;
  status: PlanStatus;
  /** Why reading failed: `{code, message}`. */
  error: Json<{ code: string; message: { zh: string; en: string } } | null>;
  /** The text that offsets point into; null until read. */
  text: string | null;
  /** What the reader said, untouched. */
  reading: Json<Record<string, unknown> | null>;
  supersedes: string | null;
  createdBy: Once<string>;
  createdAt: Filled<string>;
  publishedBy: string | null;
  publishedAt: string | null;
  /** Raised by every change of its items: optimistic lock of the review. */
  reviewVersion: Generated<number>;
}

export type PlanItemKind = 'section' | 'task' | 'indicator' | 'registry' | 'deadline' | 'document';
export type PlanItemStatus = 'pending' | 'accepted' | 'corrected' | 'added' | 'dropped' | 'split' | 'merged';

/** One reviewable thing of a plan version. */
export interface PlanItemTable {
  id: Once<string>;
  versionId: Once<string>;
  kind: Once<PlanItemKind>;
  /** Reading order; fractions let a split stand between its neighbours. */
  seq: number;
  path: string;
  spanStart: number;
  spanEnd: number;
  original: Json<Record<string, unknown> | null>;
  current: JsonRequired<Record<string, unknown>>;
  status: PlanItemStatus;
  seenBy: string | null;
  seenAt: string | null;
  /** The item that this one was split from or merged into. */
  parentId: string | null;
  /** The record or target it became. */
  publishedAs: string | null;
}

/** State of an item before or after a change; null: it did not exist. */
export type PlanItemState = Omit<Selectable<PlanItemTable>, 'versionId' | 'kind' | 'original'> | null;

/** One reviewer action; an action may touch several items. The undo log. */
export interface PlanItemChangeTable {
  versionId: Once<string>;
  seq: Once<number>;
  actor: Once<string>;
  at: Filled<string>;
  action: Once<string>;
  items: JsonRequired<{ id: string; before: PlanItemState; after: PlanItemState }[]>;
  undone: Generated<boolean>;
}

export type TargetStatus = 'none' | 'met' | 'on-course' | 'at-risk' | 'missed';

export interface TargetTable {
  id: Once<string>;
  planId: Once<string>;
  versionId: Once<string>;
  itemId: Once<string | null>;
  name: string;
  subject: string;
  comparator: string;
  /** A number in text (exact) or a class such as `Ⅲ`. */
  value: string | null;
  value2: string | null;
  unit: string | null;
  deadline: string | null;
  year: number | null;
  stretch: boolean;
  raw: string | null;
  source: string;
  position: number;
  baseline: string | null;
  ownerOrg: string | null;
  indicator: string | null;
  status: Generated<TargetStatus>;
  active: Generated<boolean>;
}

/** A value of a target as known on a day. A later row for the same day replaces nothing: the last counts. */
export interface TargetValueTable {
  id: Once<string>;
  targetId: Once<string>;
  asOf: Once<string>;
  value: Once<string>;
  source: Once<string>;
  recordedBy: Once<string>;
  recordedAt: Filled<string>;
}

export interface CodeCounterTable {
  prefix: Once<string>;
  district: Once<string>;
  year: Once<number>;
  last: number;
}

export type ImportStatus = 'mapping' | 'checked' | 'committed' | 'withdrawn';
export type ImportVerdict = 'new' | 'change' | 'same' | 'reject' | 'conflict';

export interface ImportBatchTable {
  id: Once<string>;
  registry: Once<string>;
  fileName: Once<string>;
  sha256: Once<string>;
  status: ImportStatus;
  columns: Once<string[]>;
  mapping: JsonRequired<Record<string, string | null>>;
  createdBy: Once<string>;
  createdAt: Filled<string>;
  committedAt: string | null;
}

/** Every row of an imported file, rejected ones too. */
export interface ImportRowTable {
  batchId: Once<string>;
  row: Once<number>;
  cells: JsonRequired<Record<string, string>>;
  verdict: ImportVerdict;
  recordId: string | null;
  title: string;
  problems: JsonRequired<object[]>;
  changes: JsonRequired<FieldChange[]>;
}

export interface NotificationTable {
  id: Once<string>;
  userId: Once<string>;
  at: Filled<string>;
  zh: Once<string>;
  en: Once<string>;
  link: Once<string>;
  readAt: string | null;
}

export interface SettingTable {
  key: Once<string>;
  value: ColumnType<unknown, string, string>;
  updatedBy: string | null;
  updatedAt: Generated<string>;
}

export interface SchemaMigrationTable {
  id: Once<number>;
  name: Once<string>;
  checksum: Once<string>;
  appliedAt: Filled<string>;
}

export interface Database {
  org: OrgTable;
  appUser: AppUserTable;
  userRole: UserRoleTable;
  session: SessionTable;
  record: RecordTable;
  recordKey: RecordKeyTable;
  recordEvent: RecordEventTable;
  recordLink: RecordLinkTable;
  evidence: EvidenceTable;
  seal: SealTable;
  sealHead: SealHeadTable;
  auditLog: AuditLogTable;
  chainHead: ChainHeadTable;
  plan: PlanTable;
  planFile: PlanFileTable;
  planVersion: PlanVersionTable;
  planItem: PlanItemTable;
  planItemChange: PlanItemChangeTable;
  target: TargetTable;
  targetValue: TargetValueTable;
  codeCounter: CodeCounterTable;
  importBatch: ImportBatchTable;
  importRow: ImportRowTable;
  notification: NotificationTable;
  setting: SettingTable;
  schemaMigration: SchemaMigrationTable;
}

/** A connection pool or an open transaction: every query function takes one first. */
export type Db = Kysely<Database>;

export type Row<T extends keyof Database> = Selectable<Database[T]>;
export type NewRow<T extends keyof Database> = Insertable<Database[T]>;
export type RowChange<T extends keyof Database> = Updateable<Database[T]>;
