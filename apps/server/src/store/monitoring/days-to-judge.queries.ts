import { sql, type Transaction } from 'kysely';
import type { Database, Db } from '../schema.ts';

/** Days that wait to be judged, with the newest note of each. */
export interface WaitingDay {
  siteId: number;
  day: string;
}

/** Asks for days to be judged; run it in the transaction that makes their figures. */
export async function addDaysToJudge(trx: Transaction<Database>, days: readonly WaitingDay[]): Promise<void> {
  if (days.length === 0) return;
  await sql`
    insert into day_to_judge (site_id, day)
    select * from unnest(${days.map((one) => one.siteId)}::integer[], ${days.map((one) => one.day)}::date[])`.execute(
    trx,
  );
}

/** The days that wait, oldest first, and the mark by which {@link daysAreJudged} knows them. */
export async function listDaysToJudge(
  db: Db,
  limit: number,
): Promise<{ days: WaitingDay[]; upTo: string | null }> {
  const { rows } = await sql<WaitingDay & { upTo: string }>`
    with first as (select site_id, day, since from day_to_judge order by since limit ${limit})
    select site_id as "siteId", day, max(since)::text as "upTo" from first group by 1, 2 order by 1, 2`.execute(
    db,
  );
  const upTo = rows.reduce<string | null>(
    (last, row) => (last === null || row.upTo > last ? row.upTo : last),
    null,
  );
  return { days: rows.map(({ siteId, day }) => ({ siteId, day })), upTo };
}

/** They were judged; what was asked for since stays. */
export async function daysAreJudged(db: Db, days: readonly WaitingDay[], upTo: string): Promise<void> {
  await sql`
    delete from day_to_judge j
    using unnest(${days.map((one) => one.siteId)}::integer[], ${days.map((one) => one.day)}::date[]) as u (site_id, day)
    where j.site_id = u.site_id and j.day = u.day and j.since <= ${upTo}::timestamptz`.execute(db);
}
