import { chainStart, hashOf } from '../chain.ts';
import { inTransaction, json } from '../database.ts';
import { decodeCursor, type Page, pageOf } from '../keyset.ts';
import type { Db, Row } from '../schema.ts';

export type AuditEntry = Row<'auditLog'>;

/** Name of the chain of the security log among the sealed heads. */
export const auditChain = 'audit';

/** What the security log keeps of an action: who, what, on what, from where, with which result. */
export interface AuditInput {
  /** User id; null when nobody is signed in. */
  actor: string | null;
  actorName: string;
  /** e.g. `session.login`, `user.change`, `plan.publish`, `records.export`. */
  action: string;
  object: string;
  detail: Record<string, unknown>;
  ip: string;
  result: 'ok' | 'refused';
}

/**
 * Appends to the security log in the caller's transaction (or its own). The chain has one head that stays
 * locked until the transaction ends: call it last.
 */
export function appendAudit(db: Db, input: AuditInput, at: Date = new Date()): Promise<AuditEntry> {
  return inTransaction(db, async (trx) => {
    await trx
      .insertInto('chainHead')
      .values({ chain: auditChain, seq: 0, hash: chainStart })
      .onConflict((conflict) => conflict.column('chain').doNothing())
      .execute();
    const head = await trx
      .selectFrom('chainHead')
      .selectAll()
      .where('chain', '=', auditChain)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const entry = { ...input, at: at.toISOString(), seq: head.seq + 1, prevHash: head.hash };
    const hash = hashOf(entry);
    const stored = await trx
      .insertInto('auditLog')
      .values({ ...entry, detail: json(entry.detail), hash })
      .returningAll()
      .executeTakeFirstOrThrow();
    await trx
      .updateTable('chainHead')
      .set({ seq: entry.seq, hash })
      .where('chain', '=', auditChain)
      .execute();
    return stored;
  });
}

/** What was done to one object by the named actions and not refused, the latest first. */
export async function listAuditOf(
  db: Db,
  filter: { object: string; actions: readonly string[]; limit: number },
): Promise<AuditEntry[]> {
  return db
    .selectFrom('auditLog')
    .selectAll()
    .where('object', '=', filter.object)
    .where('action', 'in', filter.actions)
    .where('result', '=', 'ok')
    .orderBy('seq', 'desc')
    .limit(filter.limit)
    .execute();
}

/** The security log, the latest first. */
export async function listAudit(
  db: Db,
  page: { after?: string | null; limit: number },
): Promise<Page<AuditEntry>> {
  let query = db
    .selectFrom('auditLog')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(page.limit + 1);
  if (page.after != null) query = query.where('seq', '<', Number(decodeCursor(page.after).value));
  return pageOf(await query.execute(), page.limit, (row) => ({ value: String(row.seq), id: '' }));
}
