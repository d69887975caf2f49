import { sql } from 'kysely';
import type { Db } from '../../schema.ts';

/** First and last day with figures of days among sites, `YYYY-MM-DD`; undefined when there are none. */
export async function spanOfDays(
  db: Db,
  siteIds: readonly number[],
): Promise<{ first: string; last: string } | undefined> {
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select min(first) as first, max(last) as last
    from unnest(${siteIds}::integer[]) as s (id)
    cross join lateral (
      select min(start) as first, max(start) as last from period_value where site_id = s.id and period = 'day'
    ) as span`.execute(db);
  const { first, last } = rows[0] ?? {};
  return first == null || last == null ? undefined : { first, last };
}
