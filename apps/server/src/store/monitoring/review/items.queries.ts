import { sql, type Transaction } from 'kysely';
import type { Database, Db } from '../../schema.ts';

/** `M`: its hours were judged differently. */
export type ItemVerdict = 'V' | 'I' | 'Q' | 'M';

/** Why an item is there, as the checks said it. */
export interface StoredReason {
  kind: string;
  hours: number[];
  text: { zh: string; en: string };
}

/** Hours that wait for a reviewer, or were judged. */
export interface ReviewItem {
  id: string;
  day: string;
  siteId: number;
  factors: string[];
  hours: number[];
  kinds: string[];
  why: StoredReason[];
  /** Raw values and marks of the hours when the item was found; a later check sees by it whether they changed. */
  raw: string;
  verdict: ItemVerdict | null;
  reason: string;
  note: string;
  decidedBy: string | null;
  decidedAt: string | null;
}

const columns = sql`id, day, site_id as "siteId", factors, hours, kinds, why, raw, verdict, reason, note,
  decided_by as "decidedBy", decided_at as "decidedAt"`;

/** The items of a day, by site, factor and hour. */
export async function listItems(db: Db, day: string, siteIds?: readonly number[]): Promise<ReviewItem[]> {
  const { rows } = await sql<ReviewItem>`
    select ${columns} from review_item
    where day = ${day} and (${siteIds ?? null}::integer[] is null or site_id = any(${siteIds ?? null}::integer[]))
    order by site_id, factors, hours`.execute(db);
  return rows;
}

/** Adds items and removes others in one go. */
export async function replaceItems(
  trx: Transaction<Database>,
  gone: readonly string[],
  added: readonly ReviewItem[],
): Promise<void> {
  if (gone.length > 0) await sql`delete from review_item where id = any(${gone}::uuid[])`.execute(trx);
  if (added.length === 0) return;
  await sql`
    insert into review_item (id, day, site_id, factors, hours, kinds, why, raw)
    select id, day, site_id, factors::text[], hours::smallint[], kinds::text[], why::jsonb, raw
    from unnest(${added.map((one) => one.id)}::uuid[], ${added.map((one) => one.day)}::date[],
      ${added.map((one) => one.siteId)}::integer[], ${added.map((one) => `{${one.factors.join(',')}}`)}::text[],
      ${added.map((one) => `{${one.hours.join(',')}}`)}::text[], ${added.map((one) => `{${one.kinds.join(',')}}`)}::text[],
      ${added.map((one) => JSON.stringify(one.why))}::text[], ${added.map((one) => one.raw)}::text[])
      as u (id, day, site_id, factors, hours, kinds, why, raw)`.execute(trx);
}

/** Puts down what was said about items, or takes it back (all null). */
export async function decideItems(
  trx: Transaction<Database>,
  items: readonly Pick<ReviewItem, 'id' | 'verdict' | 'reason' | 'note' | 'decidedBy' | 'decidedAt'>[],
): Promise<void> {
  if (items.length === 0) return;
  await sql`
    update review_item i set verdict = u.verdict, reason = u.reason, note = u.note, decided_by = u.decided_by,
      decided_at = u.decided_at
    from unnest(${items.map((one) => one.id)}::uuid[], ${items.map((one) => one.verdict)}::text[],
      ${items.map((one) => one.reason)}::text[], ${items.map((one) => one.note)}::text[],
      ${items.map((one) => one.decidedBy)}::uuid[], ${items.map((one) => one.decidedAt)}::timestamptz[])
      as u (id, verdict, reason, note, decided_by, decided_at)
    where i.id = u.id`.execute(trx);
}

/** How many items of a day were decided in all, and by an instant. */
export async function countDecided(
  db: Db,
  day: string,
  by: string,
): Promise<{ all: number; decided: number; inTime: number }> {
  const { rows } = await sql<{ all: number; decided: number; inTime: number }>`
    select count(*) as "all", count(decided_at) as decided, count(*) filter (where decided_at <= ${by}) as "inTime"
    from review_item where day = ${day}`.execute(db);
  return rows[0] ?? { all: 0, decided: 0, inTime: 0 };
}
