import type { Body } from '@huanzhi/contract';
import {
  type Actor,
  type Applied,
  apply,
  create,
  edit,
  type NewRecord,
  type Programme,
  permissionsFor,
  type RecordChanges,
  type Refused,
  type RegistryRecord,
  type TransitionInput,
} from '@huanzhi/registry';
import { inTransaction } from '../../store/database.ts';
import { isId, newId } from '../../store/ids.ts';
import type { Db } from '../../store/index.ts';
import { nextCodeNumber } from '../../store/records/codes.queries.ts';
import { evidenceOf } from '../../store/records/evidence.queries.ts';
import { recordCode } from '../../store/records/record-code.queries.ts';
import { changeRecord, createRecord, type SavedRecord } from '../../store/records/save-record.queries.ts';
import { district } from '../district.ts';
import { type Env, localDay } from '../env.ts';
import { AppError, problem } from '../errors.ts';
import { notifyOf } from '../notifications.ts';
import type { Session } from '../session.ts';
import { kernelContext } from './kernel.ts';
import { readable, recordFor } from './read-records.ts';
import { shownDetail } from './shown-record.ts';

/** Creates a record by hand. The same idempotency key again gives the record of the first time. */
export async function createByHand(env: Env, session: Session, registry: string, body: Body<'createRecord'>) {
  const programme = readable(env, session, registry);
  if (!permissionsFor(programme, session.actor).create) throw new AppError('forbidden');
  const saved = await storeNew(env, env.store.db, programme, session.actor, {
    idempotencyKey: `${session.user.id}:${body.idempotencyKey}`,
    wanted: {
      id: newId(),
      title: body.title,
      data: body.data,
      areaCode: body.areaCode ?? (await district(env)).code,
      ...(body.summary === undefined ? {} : { summary: body.summary }),
      ...(body.ownerOrg === undefined ? {} : { ownerOrg: body.ownerOrg }),
      ...(body.coOrgs === undefined ? {} : { coOrgs: body.coOrgs }),
    },
  });
  return shownDetail(env, programme, session.actor, saved.record);
}

/** What `storeNew` stores. */
export interface Creation {
  wanted: NewRecord;
  idempotencyKey: string;
  sourceKey?: string;
}

/**
 * Creates a record through the kernel and stores it with its code and first event.
 * @param db a transaction when the record is part of something larger
 * @throws AppError `validation-failed`, `forbidden`
 */
export async function storeNew(
  env: Env,
  db: Db,
  programme: Programme,
  actor: Actor,
  creation: Creation,
): Promise<SavedRecord> {
  const outcome = accepted(create(programme, creation.wanted, actor, kernelContext(env)));
  return inTransaction(db, async (trx) => {
    const saved = await createRecord(trx, {
      ...withCode(outcome, await codeFor(env, trx, programme, outcome.record)),
      idempotencyKey: creation.idempotencyKey,
      ...(creation.sourceKey === undefined ? {} : { sourceKey: creation.sourceKey }),
    });
    // Nobody is told of a draft: what it asks is not settled.
    if (!saved.replayed && !isDraft(programme, saved.record)) {
      await notifyOf(trx, programme, saved, outcome.notify, actor);
    }
    return saved;
  });
}

/** Corrects fields of a record; the version must be the one that the person saw. */
export async function editByHand(
  env: Env,
  session: Session,
  registry: string,
  id: string,
  body: Body<'editRecord'>,
) {
  const { programme } = await recordFor(env, session, registry, id);
  const changes: RecordChanges = {
    data: body.data,
    ...(body.title === undefined ? {} : { title: body.title }),
  };
  const saved = await storeEdit(env, env.store.db, programme, session.actor, {
    recordId: id,
    version: body.version,
    idempotencyKey: body.idempotencyKey,
    changes,
    reason: body.reason,
  });
  return shownDetail(env, programme, session.actor, saved.record);
}

/** What `storeEdit` changes. */
export interface Edit {
  recordId: string;
  version?: number;
  idempotencyKey: string;
  changes: RecordChanges;
  reason: string;
}

/** Edits a record through the kernel; the reason stands in the event. @throws AppError */
export function storeEdit(
  env: Env,
  db: Db,
  programme: Programme,
  actor: Actor,
  request: Edit,
): Promise<SavedRecord> {
  return changeRecord(db, {
    registry: programme.definition.id,
    recordId: request.recordId,
    ...(request.version === undefined ? {} : { expectedVersion: request.version }),
    idempotencyKey: keyOf(actor, 'edit', request.idempotencyKey),
    change: (current, history) => {
      const outcome = accepted(edit(programme, current, request.changes, actor, kernelContext(env, history)));
      return { ...outcome, event: { ...outcome.event, opinion: request.reason } };
    },
  });
}

/** Does a step of the life-cycle. Sending it twice does it once. */
export async function actOnRecord(
  env: Env,
  session: Session,
  registry: string,
  id: string,
  name: string,
  body: Body<'transition'>,
) {
  const { programme } = await recordFor(env, session, registry, id);
  const saved = await storeTransition(env, env.store.db, programme, session.actor, {
    recordId: id,
    version: body.version,
    idempotencyKey: body.idempotencyKey,
    name,
    input: {
      inputs: body.inputs,
      ...(body.opinion === undefined ? {} : { opinion: body.opinion }),
      ...(body.evidence === undefined ? {} : { evidence: body.evidence }),
    },
  });
  return shownDetail(env, programme, session.actor, saved.record);
}

/** What `storeTransition` does. */
export interface Step {
  recordId: string;
  version?: number;
  idempotencyKey: string;
  name: string;
  input: TransitionInput;
}

/**
 * Does a transition through the kernel, gives the code when the record leaves its draft, tells who has to
 * act next.
 * @throws AppError `transition-refused`, `validation-failed`; StoreError `version`
 */
export function storeTransition(
  env: Env,
  db: Db,
  programme: Programme,
  actor: Actor,
  step: Step,
): Promise<SavedRecord> {
  return inTransaction(db, async (trx) => {
    await checkEvidence(trx, step.recordId, step.input.evidence ?? []);
    const area = (await district(env)).code;
    const series = { prefix: programme.definition.codePrefix, district: area, year: yearOf(env) };
    const needsCode = (await recordCode(trx, step.recordId)) === null;
    const code = needsCode ? codeText(series, await nextCodeNumber(trx, series)) : null;
    let notify: Applied['notify'] | undefined;
    const saved = await changeRecord(trx, {
      registry: programme.definition.id,
      recordId: step.recordId,
      ...(step.version === undefined ? {} : { expectedVersion: step.version }),
      idempotencyKey: keyOf(actor, step.name, step.idempotencyKey),
      change: (current, history) => {
        const outcome = accepted(
          apply(programme, current, step.name, step.input, actor, kernelContext(env, history)),
        );
        notify = outcome.notify;
        return withCode(outcome, isRegistered(programme, outcome.record) ? code : null);
      },
    });
    if (notify !== undefined) await notifyOf(trx, programme, saved, notify, actor);
    return saved;
  });
}

/** A key belongs to one person and one action, so that nobody answers for another's. */
function keyOf(actor: Actor, action: string, key: string): string {
  return `${actor.userId}:${action}:${key}`;
}

async function checkEvidence(db: Db, recordId: string, ids: string[]): Promise<void> {
  const known = await evidenceOf(db, recordId, ids.filter(isId));
  if (new Set(ids).size !== known.length) {
    throw new AppError('validation-failed', [
      problem(
        'evidence',
        'unknown-evidence',
        '附件不属于这条记录',
        'The evidence does not belong to this record',
      ),
    ]);
  }
}

const stateRefusals = new Set(['wrong-state', 'four-eyes', 'unknown-transition']);

/** What the kernel gave, or its refusal as ours. @throws AppError */
function accepted(outcome: Applied | Refused): Applied {
  if (!('problems' in outcome)) return outcome;
  const first = outcome.problems[0]?.code ?? '';
  if (first === 'forbidden') throw new AppError('forbidden', outcome.problems);
  throw new AppError(stateRefusals.has(first) ? 'transition-refused' : 'validation-failed', outcome.problems);
}

const yearOf = (env: Env) => Number(localDay(env.clock()).slice(0, 4));

/** `{PREFIX}-{district}-{yyyy}-{seq6}` (workflows §1.5). */
function codeText(series: { prefix: string; district: string; year: number }, number: number): string {
  return `${series.prefix}-${series.district}-${series.year}-${String(number).padStart(6, '0')}`;
}

function isDraft(programme: Programme, record: RegistryRecord): boolean {
  return programme.definition.states.find((state) => state.key === record.state)?.kind === 'draft';
}

/** A record gets its code when it is no draft any more. */
function isRegistered(programme: Programme, record: RegistryRecord): boolean {
  const kind = programme.definition.states.find((state) => state.key === record.state)?.kind;
  return record.code === null && kind !== 'draft' && kind !== 'void';
}

async function codeFor(
  env: Env,
  db: Db,
  programme: Programme,
  record: RegistryRecord,
): Promise<string | null> {
  if (!isRegistered(programme, record)) return null;
  const series = {
    prefix: programme.definition.codePrefix,
    district: (await district(env)).code,
    year: yearOf(env),
  };
  return codeText(series, await nextCodeNumber(db, series));
}

function withCode(outcome: Applied, code: string | null): Pick<Applied, 'record' | 'event'> {
  if (code === null) return { record: outcome.record, event: outcome.event };
  return {
    record: { ...outcome.record, code },
    event: { ...outcome.event, diff: [...outcome.event.diff, { path: 'code', before: null, after: code }] },
  };
}
