import type { Db } from '../schema.ts';

/** The idempotency key of a record's last event: tells which request did it. */
export async function lastEventKey(db: Db, recordId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('recordEvent')
    .select('idempotencyKey')
    .where('recordId', '=', recordId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.idempotencyKey;
}
