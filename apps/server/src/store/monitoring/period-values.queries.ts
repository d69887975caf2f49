import { sql } from 'kysely';
import type { Db } from '../schema.ts';

/** Site number of the figures of the district as a whole. */
export const districtSite = 0;

/**
 * One figure of a day, month or year. `statistic`: `mean`, `mda8`, `max1h`, `p90`, `p95`, `p98`, `sum`, `weighted`
 * (flow-weighted), `index` (factor `AQI`), `class` (factor `GB3838`, value the rank 1 to 6), `leq-d`, `leq-n`.
 */
export interface PeriodValue {
  siteId: number;
  factor: string;
  statistic: string;
  period: 'day' | 'month' | 'year';
  /** First day, `YYYY-MM-DD`. */
  start: string;
  /** Decimal text; null when the standard's completeness is not met or nothing is there. */
  value: string | null;
  /** Hours (of a day) or days (of a month or year) that count, that came, that should have come. */
  valid: number;
  received: number;
  expected: number;
  /** Enough for the standard. */
  complete: boolean;
  /** E.g. `{primary: ['a34004'], level: 2}` of an index. */
  detail: Record<string, unknown> | null;
}

/** Figures of sites in a span of starts. */
export async function readPeriodValues(
  db: Db,
  filter: {
    siteIds: readonly number[];
    period: PeriodValue['period'];
    from: string;
    to: string;
    factors?: readonly string[];
    statistics?: readonly string[];
  },
): Promise<PeriodValue[]> {
  const { rows } = await sql<PeriodValue>`
    select site_id as "siteId", factor, statistic, period, start, value, valid, received, expected, complete, detail
    from period_value
    where site_id = any(${filter.siteIds}::integer[]) and period = ${filter.period}
      and start between ${filter.from} and ${filter.to}
      and (${filter.factors ?? null}::text[] is null or factor = any(${filter.factors ?? null}::text[]))
      and (${filter.statistics ?? null}::text[] is null or statistic = any(${filter.statistics ?? null}::text[]))
    order by site_id, factor, statistic, start`.execute(db);
  return rows;
}

/** Puts figures; one that is there is replaced. */
export async function putPeriodValues(db: Db, values: readonly PeriodValue[]): Promise<void> {
  if (values.length === 0) return;
  await sql`
    insert into period_value (site_id, factor, statistic, period, start, value, valid, received, expected, complete,
      detail)
    select * from unnest(${values.map((one) => one.siteId)}::integer[], ${values.map((one) => one.factor)}::text[],
      ${values.map((one) => one.statistic)}::text[], ${values.map((one) => one.period)}::text[],
      ${values.map((one) => one.start)}::date[], ${values.map((one) => one.value)}::numeric[],
      ${values.map((one) => one.valid)}::integer[], ${values.map((one) => one.received)}::integer[],
      ${values.map((one) => one.expected)}::integer[], ${values.map((one) => one.complete)}::boolean[],
      ${values.map((one) => (one.detail === null ? null : JSON.stringify(one.detail)))}::jsonb[])
    on conflict (site_id, period, start, factor, statistic) do update
    set value = excluded.value, valid = excluded.valid, received = excluded.received, expected = excluded.expected,
      complete = excluded.complete, detail = excluded.detail, computed_at = now()`.execute(db);
}
