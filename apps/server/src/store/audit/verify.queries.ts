import { verifyChain } from '@huanzhi/registry';
import { sql } from 'kysely';
import { chainStart, hashOf } from '../chain.ts';
import { toEvent } from '../records/record-row.ts';
import type { Db, Row } from '../schema.ts';
import { auditChain } from './audit-log.queries.ts';
import { type SealedHead, sealRoot } from './seal.queries.ts';

/** A place where history is not what it was. */
export interface ChainFault {
  /** A record id, `audit` for the security log, or `seal`. */
  recordId: string;
  seq: number;
  reason: string;
}

/** What was walked and what was found. Everything is intact when `broken` is empty. */
export interface AuditReport {
  records: number;
  events: number;
  auditEntries: number;
  seals: number;
  broken: ChainFault[];
}

const batch = 2_000;
const nil = '00000000-0000-0000-0000-000000000000';

/**
 * Recomputes every hash chain (each record's history, the security log, the seals) and compares the ends with
 * the records and the sealed heads. Reads one snapshot, so it may run while others write.
 */
export function auditVerify(store: { db: Db }): Promise<AuditReport> {
  return store.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const broken: ChainFault[] = [];
      const events = await verifyRecords(trx, broken);
      const auditEntries = await verifyAuditLog(trx, broken);
      const seals = await verifySeals(trx, broken);
      return { ...events, auditEntries, seals, broken };
    });
}

async function verifyRecords(db: Db, broken: ChainFault[]): Promise<{ records: number; events: number }> {
  let records = 0;
  let events = 0;
  let after = nil;
  for (;;) {
    const heads = await db
      .selectFrom('record')
      .select(['id', 'state', 'headSeq', 'headHash'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(batch)
      .execute();
    const last = heads.at(-1);
    if (last === undefined) break;
    const rows = await db
      .selectFrom('recordEvent')
      .selectAll()
      .where('recordId', '>', after)
      .where('recordId', '<=', last.id)
      .orderBy('recordId')
      .orderBy('seq')
      .execute();
    const byRecord = new Map<string, Row<'recordEvent'>[]>(heads.map((head) => [head.id, []]));
    for (const row of rows) byRecord.get(row.recordId)?.push(row);
    for (const head of heads) verifyRecord(head, byRecord.get(head.id) ?? [], broken);
    records += heads.length;
    events += rows.length;
    after = last.id;
  }
  return { records, events };
}

const reasons = {
  record: 'belongs to another record',
  sequence: 'an event is missing, twice or out of order',
  link: 'does not continue the event before it',
  content: 'was changed after it was written',
  end: 'the last event of the record is not the last event of its history',
};

function verifyRecord(
  head: Pick<Row<'record'>, 'id' | 'state' | 'headSeq' | 'headHash'>,
  rows: Row<'recordEvent'>[],
  broken: ChainFault[],
): void {
  const events = rows.map(toEvent);
  const found = verifyChain(head.id, events, { seq: head.headSeq, hash: head.headHash });
  const last = events.at(-1);
  if (found !== null) broken.push({ recordId: head.id, seq: found.seq, reason: reasons[found.reason] });
  else if (last?.seq !== head.headSeq)
    broken.push({ recordId: head.id, seq: head.headSeq, reason: reasons.end });
  else if (last.to !== head.state) {
    const reason = 'the state of the record is not the one that its history led to';
    broken.push({ recordId: head.id, seq: head.headSeq, reason });
  }
}

async function verifyAuditLog(db: Db, broken: ChainFault[]): Promise<number> {
  let prevHash = chainStart;
  let seq = 0;
  for (;;) {
    const rows = await db
      .selectFrom('auditLog')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(batch)
      .execute();
    if (rows.length === 0) break;
    for (const row of rows) {
      const { hash, ...entry } = row;
      if (row.seq !== seq + 1)
        broken.push({ recordId: auditChain, seq: seq + 1, reason: 'an entry is missing' });
      else if (row.prevHash !== prevHash) {
        broken.push({ recordId: auditChain, seq: row.seq, reason: 'does not continue the entry before it' });
      }
      if (hashOf(entry) !== hash) {
        broken.push({ recordId: auditChain, seq: row.seq, reason: 'was changed after it was written' });
      }
      prevHash = hash;
      seq = row.seq;
    }
  }
  await requireHead(db, auditChain, seq, prevHash, broken);
  return seq;
}

async function verifySeals(db: Db, broken: ChainFault[]): Promise<number> {
  const seals = await db.selectFrom('seal').selectAll().orderBy('seq').execute();
  let prevRoot = chainStart;
  for (const [index, seal] of seals.entries()) {
    const fault = (reason: string) => broken.push({ recordId: 'seal', seq: seal.seq, reason });
    if (seal.seq !== index + 1 || seal.prevRoot !== prevRoot) fault('does not continue the seal before it');
    const heads: SealedHead[] = await db
      .selectFrom('sealHead')
      .select(['chain', 'seq', 'hash'])
      .where('sealSeq', '=', seal.seq)
      .execute();
    heads.sort((a, b) => (a.chain < b.chain ? -1 : 1));
    if (sealRoot(seal, heads) !== seal.root) fault('was changed after it was written');
    prevRoot = seal.root;
  }
  await requireHead(db, 'seal', seals.length, prevRoot, broken);
  await verifySealedHeads(db, broken);
  return seals.length;
}

/** A chain that was rewritten as a whole is consistent in itself but not with what was sealed. */
async function verifySealedHeads(db: Db, broken: ChainFault[]): Promise<void> {
  const lost = await sql<{ chain: string; seq: number }>`
    select head.chain, head.seq
      from seal_head as head
      left join record_event as event on event.record_id::text = head.chain and event.seq = head.seq
      left join audit_log as entry on head.chain = ${auditChain} and entry.seq = head.seq
     where coalesce(event.hash, entry.hash, '') <> head.hash`.execute(db);
  for (const row of lost.rows) {
    broken.push({ recordId: row.chain, seq: row.seq, reason: 'is not the event that was sealed' });
  }
}

async function requireHead(
  db: Db,
  chain: string,
  seq: number,
  hash: string,
  broken: ChainFault[],
): Promise<void> {
  const head = await db.selectFrom('chainHead').selectAll().where('chain', '=', chain).executeTakeFirst();
  if ((head?.seq ?? 0) !== seq || (head?.hash ?? chainStart) !== hash) {
    broken.push({ recordId: chain, seq, reason: 'the end of the chain is not where it was' });
  }
}
