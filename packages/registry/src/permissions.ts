import { grantsOf, holdsAny, type Placed, stands } from './relation.ts';
import { fieldsAbove, higher, lower, rank } from './sensitivity.ts';
import type {
  Actor,
  PermissionRule,
  Programme,
  RecordEvent,
  RegistryRecord,
  RoleCode,
  Sensitivity,
} from './types.ts';
import { definitionOf } from './version.ts';

type Right = PermissionRule['can'][number];

/**
 * What an actor may do. `upTo` is the highest class shown, `null` when nothing is. Without a record: what
 * may be done with at least one record that could exist.
 */
export interface Access extends Record<Right, boolean> {
  upTo: Sensitivity | null;
}

/** One way to a record; what a term states must all hold. */
export interface ReadTerm {
  /** Only records up to this class. */
  upTo: Sensitivity;
  /** Owner organisation is one of these. */
  ownerIn?: string[];
  /** Owner or a co-owner organisation is one of these. */
  ownerOrCoIn?: string[];
  /** Area code starts with one of these. */
  areaPrefixes?: string[];
  /** Created by this user. */
  creator?: string;
}

/** The records that an actor may read: those that at least one term admits. No term: none. */
export interface ReadScope {
  terms: ReadTerm[];
}

/** A record as one actor may see it. */
export interface MaskedRecord {
  record: RegistryRecord;
  /** Paths (`liaisonPhone`, `reports.problems`) of fields of `data` withheld: shown as 无权查看. */
  masked: string[];
}

const DEFAULT_UP_TO: Sensitivity = 'P3';
const NONE: readonly Right[] = [];
/** Security and audit administrators look, they never change (workflows §16.3, 6). */
const LOOK_ONLY: readonly Right[] = ['read', 'export'];
const PUBLIC: readonly Right[] = ['read'];
const ALL: readonly Right[] = ['create', 'read', 'edit', 'export', 'import'];

/** Whether a hard denial of workflows §16.3 keeps the actor from changing any record. */
export function mayNeverChange(actor: Actor): boolean {
  return holdsAny(actor, ['SYSA', 'SECA', 'AUD']);
}

/**
 * Rights that the hard denials leave, whatever a definition grants: a holder of SYSA sees no business
 * data at all, holders of AUD or SECA change nothing. They bind the person, not only the role, so that the
 * three administrators stay apart.
 */
function rightsLeft(actor: Actor, role: RoleCode): readonly Right[] {
  if (holdsAny(actor, ['SYSA'])) return NONE;
  if (mayNeverChange(actor)) return LOOK_ONLY;
  return role === 'PUB' ? PUBLIC : ALL;
}

/** Highest class that a rule shows after the hard denials: the public P1, a town P3 beyond its own. */
function ceiling(rule: PermissionRule): Sensitivity {
  const upTo = rule.upTo ?? DEFAULT_UP_TO;
  if (rule.role === 'PUB') return lower(upTo, 'P1');
  if (rule.role === 'TOWN' && rule.relation === 'any') return lower(upTo, 'P3');
  return upTo;
}

const reaches = (actor: Actor, rule: PermissionRule, record: Placed | undefined): boolean =>
  record === undefined ? grantsOf(actor, rule.role).length > 0 : stands(actor, rule, record);

/**
 * What the actor may do in a registry, or with one record when it is given. Default deny.
 * A record above the actor's class may not be touched in any way.
 */
export function permissionsFor(programme: Programme, actor: Actor, record?: RegistryRecord): Access {
  const access: Access = {
    create: false,
    read: false,
    edit: false,
    export: false,
    import: false,
    upTo: null,
  };
  for (const rule of definitionOf(programme, record).permissions) {
    if (!reaches(actor, rule, record)) continue;
    const upTo = ceiling(rule);
    if (record !== undefined && rank(record.sensitivity) > rank(upTo)) continue;
    const left = rightsLeft(actor, rule.role);
    for (const right of rule.can) {
      if (!left.includes(right)) continue;
      access[right] = true;
      if (right === 'read') access.upTo = access.upTo === null ? upTo : higher(access.upTo, upTo);
    }
  }
  return access;
}

/** The records of a registry that the actor may read, as terms that the store turns into SQL. */
export function readScope(programme: Programme, actor: Actor): ReadScope {
  const terms = programme.definition.permissions
    .filter((rule) => rule.can.includes('read') && rightsLeft(actor, rule.role).includes('read'))
    .flatMap((rule) => readTerms(actor, rule));
  return { terms };
}

function readTerms(actor: Actor, rule: PermissionRule): ReadTerm[] {
  const grants = grantsOf(actor, rule.role);
  if (grants.length === 0) return [];
  const upTo = ceiling(rule);
  switch (rule.relation) {
    case 'any':
    case 'area': {
      const areas = grants.flatMap((grant) => (grant.areaCode === null ? [] : [grant.areaCode]));
      return areas.length < grants.length ? [{ upTo }] : [{ upTo, areaPrefixes: areas }];
    }
    case 'owner':
      return [{ upTo, ownerIn: actor.orgIds }];
    case 'owner-or-co':
      return [{ upTo, ownerOrCoIn: actor.orgIds }];
    case 'creator':
      return [{ upTo, creator: actor.userId }];
  }
}

/**
 * The record without the fields of `data` that lie above the actor's class.
 * @returns `null` when the actor may not read the record at all.
 */
export function maskRecord(programme: Programme, record: RegistryRecord, actor: Actor): MaskedRecord | null {
  const masked = maskedPaths(programme, record, actor);
  if (masked === null) return null;
  return { record: { ...record, data: without(record.data, masked) }, masked };
}

/**
 * The history without the values that the actor may not see in the record itself: their `before` and
 * `after` are `null`. Such events no longer match their hashes; chains are proved in the server.
 * @returns an empty list when the actor may not read the record.
 */
export function maskHistory(
  programme: Programme,
  record: RegistryRecord,
  events: readonly RecordEvent[],
  actor: Actor,
): RecordEvent[] {
  const masked = maskedPaths(programme, record, actor);
  if (masked === null) return [];
  const top = masked.filter((path) => !path.includes('.'));
  const nested = masked.filter((path) => path.includes('.'));
  return events.map((event) => ({
    ...event,
    diff: event.diff.map((change) => {
      const field = /^data\.([^.]+)/.exec(change.path)?.[1];
      if (field === undefined) return change;
      if (top.includes(field)) return { ...change, before: null, after: null };
      const inside = nested.filter((path) => path.startsWith(`${field}.`));
      if (inside.length === 0) return change;
      const clean = (value: unknown): unknown => without({ [field]: value }, inside)[field];
      return { ...change, before: clean(change.before), after: clean(change.after) };
    }),
  }));
}

function maskedPaths(programme: Programme, record: RegistryRecord, actor: Actor): string[] | null {
  const { read, upTo } = permissionsFor(programme, actor, record);
  if (!read || upTo === null) return null;
  return fieldsAbove(definitionOf(programme, record).fields, record.sensitivity, upTo);
}

function without(data: Record<string, unknown>, paths: readonly string[]): Record<string, unknown> {
  const here = paths.filter((path) => !path.includes('.'));
  const kept = Object.entries(data).filter(([key]) => !here.includes(key));
  return Object.fromEntries(
    kept.map(([key, value]) => {
      const below = paths
        .filter((path) => path.startsWith(`${key}.`))
        .map((path) => path.slice(key.length + 1));
      if (below.length === 0) return [key, value];
      if (isObject(value)) return [key, without(value, below)];
      if (!Array.isArray(value)) return [key, value];
      const items: unknown[] = value;
      return [key, items.map((item) => (isObject(item) ? without(item, below) : item))];
    }),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
