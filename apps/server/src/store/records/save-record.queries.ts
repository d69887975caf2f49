import {
  type Applied,
  genesisHash,
  hashEvent,
  type RecordEvent,
  type RegistryRecord,
} from '@huanzhi/registry';
import type { Transaction } from 'kysely';
import { inTransaction, json } from '../database.ts';
import { StoreError } from '../errors.ts';
import type { Database, Db } from '../schema.ts';
import { changedColumns, toEvent, toRecord } from './record-row.ts';

/** What a save gives back; `replayed` when the idempotency key had been used before and nothing was written. */
export interface SavedRecord {
  record: RegistryRecord;
  event: RecordEvent;
  replayed: boolean;
}

/** The first state of a record and its first event, from the kernel's `create`. */
export interface RecordCreation {
  record: RegistryRecord;
  event: Applied['event'];
  /** Chosen by the caller, unique in the registry: the same key again gives the record of the first time. */
  idempotencyKey: string;
  /** `system` and `externalNo` of a record that another system already numbered, joined by the caller. */
  sourceKey?: string;
}

/**
 * Creates a record with its first event in one transaction (a new one unless `db` is one).
 * @throws StoreError `duplicate` when the source key or the code belongs to another record
 */
export function createRecord(db: Db, creation: RecordCreation): Promise<SavedRecord> {
  return inTransaction(db, async (trx) => {
    const { record } = creation;
    const earlier = await claimKey(trx, record, 'idempotency', creation.idempotencyKey);
    if (earlier !== null) {
      const first = await replay(trx, earlier, creation.idempotencyKey);
      if (first === null) throw new StoreError('duplicate', 'The key belongs to another action.');
      return first;
    }
    if (creation.sourceKey !== undefined) await claimOrRefuse(trx, record, 'source', creation.sourceKey);
    if (record.code !== null) await claimOrRefuse(trx, record, 'code', record.code);
    const event = chained(creation.event, 1, genesisHash(record.id));
    await trx
      .insertInto('record')
      .values({
        ...changedColumns(record),
        id: record.id,
        registry: record.registry,
        createdBy: record.createdBy,
        createdAt: record.createdAt,
        headSeq: event.seq,
        headHash: event.hash,
      })
      .execute();
    await insertEvent(trx, event, creation.idempotencyKey);
    return { record, event, replayed: false };
  });
}

/** A change of one record. */
export interface RecordChange {
  registry: string;
  recordId: string;
  /** The version that the person saw; left out by the engine's own changes. */
  expectedVersion?: number;
  /** Unique for the record: the same key again changes nothing and gives the first event. */
  idempotencyKey: string;
  /**
   * Computes the next record and the event from the locked current one. Must be pure: it throws to refuse,
   * and nothing is written then.
   */
  change: (current: RegistryRecord, history: RecordEvent[]) => Pick<Applied, 'record' | 'event'>;
}

/**
 * Locks the record, checks the version, computes the change, appends its event to the chain and writes the
 * record, in one transaction (a new one unless `db` is one).
 * @throws StoreError `not-found`; `version` with `details.current` when somebody was faster
 */
export function changeRecord(db: Db, request: RecordChange): Promise<SavedRecord> {
  return inTransaction(db, async (trx) => {
    const row = await trx
      .selectFrom('record')
      .selectAll()
      .where('id', '=', request.recordId)
      .where('registry', '=', request.registry)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new StoreError('not-found', 'There is no such record.');
    const earlier = await replay(trx, request.recordId, request.idempotencyKey);
    if (earlier !== null) return earlier;
    if (request.expectedVersion !== undefined && request.expectedVersion !== row.version) {
      throw new StoreError('version', 'The record was changed meanwhile.', {
        expected: request.expectedVersion,
        current: row.version,
      });
    }
    const current = toRecord(row);
    const applied = request.change(current, await history(trx, request.recordId));
    const record = { ...applied.record, version: row.version + 1 };
    if (record.code !== null && row.code === null) await claimOrRefuse(trx, record, 'code', record.code);
    const event = chained(applied.event, row.headSeq + 1, row.headHash);
    await trx
      .updateTable('record')
      .set({ ...changedColumns(record), headSeq: event.seq, headHash: event.hash })
      .where('id', '=', record.id)
      .execute();
    await insertEvent(trx, event, request.idempotencyKey);
    return { record, event, replayed: false };
  });
}

/** The events of a record from the first. */
export async function history(db: Db, recordId: string): Promise<RecordEvent[]> {
  const rows = await db
    .selectFrom('recordEvent')
    .selectAll()
    .where('recordId', '=', recordId)
    .orderBy('seq')
    .execute();
  return rows.map(toEvent);
}

/** Takes a key for the record; gives the id of the record that had it before, or null. */
async function claimKey(
  trx: Transaction<Database>,
  record: RegistryRecord,
  kind: 'idempotency' | 'source' | 'code',
  key: string,
): Promise<string | null> {
  const taken = await trx
    .insertInto('recordKey')
    .values({ registry: record.registry, kind, key, recordId: record.id })
    .onConflict((conflict) => conflict.columns(['registry', 'kind', 'key']).doNothing())
    .returning('recordId')
    .executeTakeFirst();
  if (taken !== undefined) return null;
  const holder = await trx
    .selectFrom('recordKey')
    .select('recordId')
    .where('registry', '=', record.registry)
    .where('kind', '=', kind)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return holder.recordId;
}

async function claimOrRefuse(
  trx: Transaction<Database>,
  record: RegistryRecord,
  kind: 'source' | 'code',
  key: string,
): Promise<void> {
  const holder = await claimKey(trx, record, kind, key);
  if (holder !== null && holder !== record.id) {
    throw new StoreError('duplicate', `Another record has the same ${kind}: ${key}`, {
      kind,
      key,
      recordId: holder,
    });
  }
}

async function replay(
  trx: Transaction<Database>,
  recordId: string,
  key: string,
): Promise<SavedRecord | null> {
  const found = await trx
    .selectFrom('recordEvent')
    .selectAll()
    .where('recordId', '=', recordId)
    .where('idempotencyKey', '=', key)
    .executeTakeFirst();
  if (found === undefined) return null;
  const row = await trx.selectFrom('record').selectAll().where('id', '=', recordId).executeTakeFirstOrThrow();
  return { record: toRecord(row), event: toEvent(found), replayed: true };
}

function chained(event: Applied['event'], seq: number, prevHash: string): RecordEvent {
  const whole = { ...event, at: new Date(event.at).toISOString(), seq, prevHash };
  return { ...whole, hash: hashEvent(whole) };
}

async function insertEvent(
  trx: Transaction<Database>,
  event: RecordEvent,
  idempotencyKey: string,
): Promise<void> {
  await trx
    .insertInto('recordEvent')
    .values({
      recordId: event.recordId,
      seq: event.seq,
      transition: event.transition,
      fromState: event.from,
      toState: event.to,
      actor: event.actor,
      actorName: event.actorName,
      actingFor: event.actingFor,
      at: event.at,
      opinion: event.opinion,
      diff: json(event.diff),
      evidence: event.evidence,
      prevHash: event.prevHash,
      hash: event.hash,
      idempotencyKey,
    })
    .execute();
}
