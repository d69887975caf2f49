import { sql } from 'kysely';
import type { Db } from '../schema.ts';
import { numberList } from './arrays.ts';

/** The means of 15 minutes of one hour. */
export interface QuarterEntry {
  siteId: number;
  factor: string;
  /** Statistical day, `YYYY-MM-DD`. */
  day: string;
  /** 1 to 24, by its end. */
  hour: number;
  /** Four, in the unit of the site's factor; null: too few minutes. */
  means: readonly (number | null)[];
}

/** The means of 15 minutes of one series and day. */
export interface QuarterDay {
  siteId: number;
  factor: string;
  day: string;
  /** 96, the first from 00:00. */
  means: (number | null)[];
}

/** Puts the means of hours in the place of those that stand there; days that are locked stay as they are. */
export async function putQuarters(db: Db, entries: readonly QuarterEntry[]): Promise<void> {
  const days = new Map<string, { siteId: number; factor: string; day: string; hours: QuarterEntry[] }>();
  for (const entry of entries) {
    const { siteId, factor, day } = entry;
    const key = `${siteId} ${factor} ${day}`;
    const known = days.get(key) ?? { siteId, factor, day, hours: [] };
    known.hours.push(entry);
    days.set(key, known);
  }
  // In one order always, so that two writers cannot block each other.
  for (const [, { siteId, factor, day, hours }] of [...days].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await sql`
      insert into quarter_day (site_id, factor, day, readings)
      select ${siteId}, ${factor}, ${day}::date, array_fill(null::double precision, array[96])
      where not exists (select from review_day where day = ${day}::date and locked_at is not null)
      on conflict do nothing`.execute(db);
    for (const { hour, means } of hours) {
      const first = hour * 4 - 3;
      await sql`
        update quarter_day set readings[${sql.lit(first)}:${sql.lit(first + 3)}] = ${numberList(means)}::double precision[]
        where site_id = ${siteId} and factor = ${factor} and day = ${day}::date
          and not exists (select from review_day where day = ${day}::date and locked_at is not null)`.execute(
        db,
      );
    }
  }
}

/** The means of one factor of sites in a span of days. */
export async function readQuarterDays(
  db: Db,
  filter: { siteIds: readonly number[]; factor: string; from: string; to: string },
): Promise<QuarterDay[]> {
  if (filter.siteIds.length === 0) return [];
  const { rows } = await sql<QuarterDay>`
    select site_id as "siteId", factor, day, readings as means from quarter_day
    where site_id = any(${filter.siteIds}::integer[]) and factor = ${filter.factor}
      and day between ${filter.from} and ${filter.to}
    order by site_id, day`.execute(db);
  return rows;
}
