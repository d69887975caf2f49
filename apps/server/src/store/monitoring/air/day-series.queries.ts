import { sql } from 'kysely';
import type { Db } from '../../schema.ts';

/** Which figures of days are wanted: `a34004`, `mean`. */
export interface FigureKind {
  factor: string;
  statistic: string;
}

/** The days of one kind of figure of one site that have a value. */
export interface DayRun extends FigureKind {
  siteId: number;
  /** `INDEX VALUE,…` in order: days after the first day of the span, and the value, a fraction where it is not whole. */
  days: string;
  /** How many of them are, or rest on, figures that a network published. */
  published: number;
}

/**
 * Day figures over a span, one row for each site and kind. A year of a district is 28,000 figures; as rows of their own they
 * would take longer to send and to read than to find.
 */
export async function readDayRuns(
  db: Db,
  filter: { siteIds: readonly number[]; kinds: readonly FigureKind[]; from: string; to: string },
): Promise<DayRun[]> {
  const { siteIds, kinds, from, to } = filter;
  const { rows } = await sql<DayRun>`
    select s.id as "siteId", k.factor, k.statistic, run.days, run.published
    from unnest(${siteIds}::integer[]) as s (id)
    cross join unnest(${kinds.map((one) => one.factor)}::text[], ${kinds.map((one) => one.statistic)}::text[])
      as k (factor, statistic)
    cross join lateral (
      select string_agg((v.start - ${from}::date) || ' ' || coalesce(v.detail ->> 'exact', v.value::text), ','
          order by v.start) as days,
        (count(*) filter (where jsonb_exists(v.detail, 'published')))::integer as published
      from period_value v
      where v.site_id = s.id and v.factor = k.factor and v.statistic = k.statistic and v.period = 'day'
        and v.start between ${from} and ${to} and v.value is not null
    ) as run
    where run.days is not null`.execute(db);
  return rows;
}
