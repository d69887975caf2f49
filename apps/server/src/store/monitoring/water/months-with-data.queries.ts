import { sql } from 'kysely';
import type { Db } from '../../schema.ts';

/** The first and last month before another with a mean of any of these sections; null without any. */
export async function monthsWithData(
  db: Db,
  siteIds: readonly number[],
  before: string,
): Promise<{ first: string; last: string } | null> {
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select min(start) as first, max(start) as last from period_value
    where site_id = any(${siteIds}::integer[]) and period = 'month' and statistic = 'mean' and value is not null
      and start < ${before}`.execute(db);
  const [row] = rows;
  return row?.first == null || row.last === null ? null : { first: row.first, last: row.last };
}
