import type { PublishedFigure, PublishedStatistic } from '@huanzhi/monitoring';
import { sql, type Transaction } from 'kysely';
import type { Database, Db } from '../../schema.ts';
import { markDirty } from '../hours.queries.ts';
import { lockedDays } from './written-hours.queries.ts';

/** Which figure of which day of a site. */
export interface PublishedKey {
  siteId: number;
  factor: string;
  statistic: PublishedStatistic;
  /** `YYYY-MM-DD` */
  day: string;
}

/** A published day figure on its way in. */
export interface PublishedEntry extends PublishedKey {
  /** In `unit`, that of the site's factor. */
  value: number;
  unit: string;
  /** Row of the file. */
  row: number;
}

/** A published day figure as it stands. */
export interface StandingFigure extends PublishedFigure {
  siteId: number;
}

/** The newest of each figure that is not taken back, of single days of sites; by site, day, factor and statistic. */
export async function readPublishedDays(
  db: Db,
  days: readonly { siteId: number; day: string }[],
): Promise<StandingFigure[]> {
  if (days.length === 0) return [];
  const { rows } = await sql<StandingFigure>`
    select distinct on (p.site_id, p.day, p.factor, p.statistic) p.site_id as "siteId", p.day, p.factor, p.statistic,
      p.value, p.unit, p.import_id as import, p.row
    from unnest(${days.map((one) => one.siteId)}::integer[], ${days.map((one) => one.day)}::date[]) as u (site_id, day)
    join published_day p on p.site_id = u.site_id and p.day = u.day and p.taken_back_at is null
    order by p.site_id, p.day, p.factor, p.statistic, p.kept_at desc, p.import_id desc`.execute(db);
  return rows;
}

/** Days in a span on which sites have published figures that stand. */
export async function daysWithPublished(
  db: Db,
  siteIds: readonly number[],
  from: string,
  to: string,
): Promise<{ siteId: number; day: string }[]> {
  const { rows } = await sql<{ siteId: number; day: string }>`
    select distinct site_id as "siteId", day from published_day
    where site_id = any(${siteIds}::integer[]) and day between ${from} and ${to} and taken_back_at is null`.execute(
    db,
  );
  return rows;
}

/** Keeps the figures that an import brings beside those that stood before, and asks for their days to be made again. */
export async function putPublishedDays(
  trx: Transaction<Database>,
  importId: string,
  entries: readonly PublishedEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    insert into published_day (site_id, day, factor, statistic, import_id, row, value, unit)
    select site_id, day, factor, statistic, ${importId}::uuid, row, value, unit
    from unnest(${entries.map((one) => one.siteId)}::integer[], ${entries.map((one) => one.day)}::date[],
      ${entries.map((one) => one.factor)}::text[], ${entries.map((one) => one.statistic)}::text[],
      ${entries.map((one) => one.row)}::integer[], ${entries.map((one) => String(one.value))}::numeric[],
      ${entries.map((one) => one.unit)}::text[]) as u (site_id, day, factor, statistic, row, value, unit)`.execute(
    trx,
  );
  await markDirty(trx, distinctDays(entries));
}

/**
 * Takes the figures of an import back, those of locked days left out; what stood before them stands again.
 * @returns how many were taken back
 */
export async function takeBackPublished(trx: Transaction<Database>, importId: string): Promise<number> {
  const standing = sql`from published_day where import_id = ${importId} and taken_back_at is null`;
  const { rows: days } = await sql<{ day: string }>`select distinct day ${standing} order by day`.execute(
    trx,
  );
  const locked = await lockedDays(
    trx,
    days.map(({ day }) => day),
    true,
  );
  const { rows } = await sql<{ siteId: number; day: string }>`
    update published_day set taken_back_at = now()
    where import_id = ${importId} and taken_back_at is null and day <> all(${[...locked]}::date[])
    returning site_id as "siteId", day`.execute(trx);
  await markDirty(trx, distinctDays(rows));
  return rows.length;
}

function distinctDays(days: readonly { siteId: number; day: string }[]): { siteId: number; day: string }[] {
  return [...new Map(days.map(({ siteId, day }) => [`${siteId} ${day}`, { siteId, day }])).values()];
}
