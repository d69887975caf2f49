import type { Figure } from '@huanzhi/monitoring';
import { sql, type Transaction } from 'kysely';
import type { Database, Db } from '../schema.ts';

/** Site number of the figures of the district as a whole. */
export const districtSite = 0;

/** One figure of a day, month or year of a site; see {@link Figure} for what its parts mean. */
export interface PeriodValue extends Figure {
  siteId: number;
}

/** Figures of sites in a span of starts. */
export async function readPeriodValues(
  db: Db,
  filter: {
    siteIds: readonly number[];
    period: PeriodValue['period'];
    from: string;
    to: string;
    /** Only these starts within the span. */
    days?: readonly string[];
    factors?: readonly string[];
    statistics?: readonly string[];
  },
): Promise<PeriodValue[]> {
  const { rows } = await sql<PeriodValue>`
    select site_id as "siteId", factor, statistic, period, start, value, valid, received, expected, complete, detail
    from period_value
    where site_id = any(${filter.siteIds}::integer[]) and period = ${filter.period}
      and start between ${filter.from} and ${filter.to}
      and (${filter.days ?? null}::date[] is null or start = any(${filter.days ?? null}::date[]))
      and (${filter.factors ?? null}::text[] is null or factor = any(${filter.factors ?? null}::text[]))
      and (${filter.statistics ?? null}::text[] is null or statistic = any(${filter.statistics ?? null}::text[]))
    order by site_id, factor, statistic, start`.execute(db);
  return rows;
}

/** One day, month or year of a site. */
export interface SitePeriod {
  siteId: number;
  period: PeriodValue['period'];
  start: string;
}

/** Takes all figures of some periods away and puts others in their place; run it in a transaction. */
export async function replacePeriodValues(
  trx: Transaction<Database>,
  periods: readonly SitePeriod[],
  values: readonly PeriodValue[],
): Promise<void> {
  if (periods.length > 0) {
    await sql`
      delete from period_value v
      using unnest(${periods.map((one) => one.siteId)}::integer[], ${periods.map((one) => one.period)}::text[],
        ${periods.map((one) => one.start)}::date[]) as u (site_id, period, start)
      where v.site_id = u.site_id and v.period = u.period and v.start = u.start`.execute(trx);
  }
  if (values.length === 0) return;
  await sql`
    insert into period_value (site_id, factor, statistic, period, start, value, valid, received, expected, complete,
      detail)
    select * from unnest(${values.map((one) => one.siteId)}::integer[], ${values.map((one) => one.factor)}::text[],
      ${values.map((one) => one.statistic)}::text[], ${values.map((one) => one.period)}::text[],
      ${values.map((one) => one.start)}::date[], ${values.map((one) => one.value)}::numeric[],
      ${values.map((one) => one.valid)}::integer[], ${values.map((one) => one.received)}::integer[],
      ${values.map((one) => one.expected)}::integer[], ${values.map((one) => one.complete)}::boolean[],
      ${values.map((one) => (one.detail === null ? null : JSON.stringify(one.detail)))}::jsonb[])`.execute(
    trx,
  );
}

/** Days in a span for which a site has figures. */
export async function daysWithFigures(
  db: Db,
  siteIds: readonly number[],
  from: string,
  to: string,
): Promise<{ siteId: number; day: string }[]> {
  const { rows } = await sql<{ siteId: number; day: string }>`
    select distinct site_id as "siteId", start as day from period_value
    where site_id = any(${siteIds}::integer[]) and period = 'day' and start between ${from} and ${to}`.execute(
    db,
  );
  return rows;
}
