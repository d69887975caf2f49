import { sql, type Transaction } from 'kysely';
import { newId } from '../../ids.ts';
import type { Database, Db } from '../../schema.ts';
import { appendReviewEvents } from './events.queries.ts';

/** An hour on its way in, as `putHours` takes it. */
interface Entry {
  siteId: number;
  factor: string;
  day: string;
  hour: number;
  value: number | null;
  mark: string;
  source: string;
}

/** A value that came after its day was locked: kept, shown, and part of no figure. */
export interface LateHour extends Entry {
  id: string;
  arrivedAt: string;
  arrivedBy: string | null;
  status: 'waiting' | 'taken' | 'declined' | 'replaced';
}

const columns = sql`l.id, l.site_id as "siteId", l.factor, l.day, l.hour, l.reading as value, l.mark, l.source,
  l.arrived_at as "arrivedAt", l.arrived_by as "arrivedBy", l.status`;

/**
 * Takes the hours of locked days out of a load: they must not change figures that a person has signed. Those that say
 * something new are kept in `late_hour` with an event; a newer late value replaces one that still waits. The rows of
 * the days are held, so that no day is locked while its hours are being written.
 * @returns what may be written, how many hours of locked days said nothing new, how many were kept
 */
export async function holdBackLocked<E extends Entry>(
  trx: Transaction<Database>,
  entries: readonly E[],
  by: string | null,
): Promise<{ open: readonly E[]; same: number; late: number }> {
  const days = [...new Set(entries.map((entry) => entry.day))];
  const { rows } = await sql<{ day: string; locked: boolean }>`
    select day, locked_at is not null as locked from review_day where day = any(${days}::date[])
    order by day for share`.execute(trx);
  const locked = new Set(rows.filter((row) => row.locked).map((row) => row.day));
  if (locked.size === 0) return { open: entries, same: 0, late: 0 };
  const held = new Map<string, E>();
  for (const entry of entries)
    if (locked.has(entry.day)) held.set(`${entry.siteId} ${entry.factor} ${entry.day} ${entry.hour}`, entry);
  const late = await newToThem(trx, [...held.values()]);
  await keepLate(trx, late, by);
  return {
    open: entries.filter((entry) => !locked.has(entry.day)),
    same: held.size - late.length,
    late: late.length,
  };
}

/** Entries that neither stand in the day nor wait as they are. */
async function newToThem<E extends Entry>(trx: Transaction<Database>, entries: readonly E[]): Promise<E[]> {
  if (entries.length === 0) return [];
  const { rows } = await sql<{ at: number; known: boolean }>`
    select u.at, coalesce(
      (select substr(h.sources, u.hour, 1) <> '.' and substr(h.marks, u.hour, 1) = u.mark
         and h.readings[u.hour] is not distinct from u.value
       from hour_day h where h.site_id = u.site_id and h.factor = u.factor and h.day = u.day), false)
      or exists (select 1 from late_hour l
        where l.site_id = u.site_id and l.factor = u.factor and l.day = u.day and l.hour = u.hour
          and l.status in ('waiting', 'declined') and l.mark = u.mark and l.reading is not distinct from u.value)
      as known
    from unnest(${entries.map((_, at) => at)}::integer[], ${entries.map((one) => one.siteId)}::integer[],
      ${entries.map((one) => one.factor)}::text[], ${entries.map((one) => one.day)}::date[],
      ${entries.map((one) => one.hour)}::integer[], ${entries.map((one) => one.value)}::double precision[],
      ${entries.map((one) => one.mark)}::text[]) as u (at, site_id, factor, day, hour, value, mark)`.execute(
    trx,
  );
  const known = new Set(rows.filter((row) => row.known).map((row) => row.at));
  return entries.filter((_, at) => !known.has(at));
}

async function keepLate(
  trx: Transaction<Database>,
  late: readonly Entry[],
  by: string | null,
): Promise<void> {
  if (late.length === 0) return;
  await sql`
    with incoming as (
      select * from unnest(${late.map(() => newId())}::uuid[], ${late.map((one) => one.siteId)}::integer[],
        ${late.map((one) => one.factor)}::text[], ${late.map((one) => one.day)}::date[],
        ${late.map((one) => one.hour)}::smallint[], ${late.map((one) => one.value)}::double precision[],
        ${late.map((one) => one.mark)}::text[], ${late.map((one) => one.source)}::text[])
        as u (id, site_id, factor, day, hour, reading, mark, source)
    ), replaced as (
      update late_hour l set status = 'replaced' from incoming i
      where l.site_id = i.site_id and l.factor = i.factor and l.day = i.day and l.hour = i.hour
        and l.status = 'waiting'
    )
    insert into late_hour (id, site_id, factor, day, hour, reading, mark, source, arrived_by)
    select id, site_id, factor, day, hour, reading, mark, source, ${by}::uuid from incoming`.execute(trx);
  const at = new Date().toISOString();
  const step = newId();
  await appendReviewEvents(
    trx,
    late.map((one) => ({
      step,
      at,
      actor: by,
      kind: 'late' as const,
      day: one.day,
      siteId: one.siteId,
      factor: one.factor,
      hours: [one.hour],
      after: `${one.value ?? ''} ${one.mark}`.trim(),
    })),
  );
}

/** Late values of a day that wait for a decision, by site, factor and hour. */
export async function listLateHours(
  db: Db,
  where: { day: string; siteId?: number; factor?: string; hours?: readonly number[] },
): Promise<LateHour[]> {
  const { rows } = await sql<LateHour>`
    select ${columns} from late_hour l
    where l.day = ${where.day} and l.status = 'waiting'
      and (${where.siteId ?? null}::integer is null or l.site_id = ${where.siteId ?? null})
      and (${where.factor ?? null}::text is null or l.factor = ${where.factor ?? null})
      and (${where.hours ?? null}::smallint[] is null or l.hour = any(${where.hours ?? null}::smallint[]))
    order by l.site_id, l.factor, l.hour`.execute(db);
  return rows;
}

/** Puts down what became of late values. */
export async function closeLateHours(
  trx: Transaction<Database>,
  ids: readonly string[],
  status: 'taken' | 'declined',
): Promise<void> {
  await sql`update late_hour set status = ${status} where id = any(${ids}::uuid[])`.execute(trx);
}

/** Days of a span with late values that wait. */
export async function daysWithLate(db: Db, from: string, to: string): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select distinct day from late_hour where status = 'waiting' and day between ${from} and ${to} order by 1`.execute(
    db,
  );
  return rows.map(({ day }) => day);
}

/**
 * Notes that verdicts fell because the values under them were replaced.
 * @param dropped hours of open days with the verdict they had
 */
export async function noteDroppedVerdicts(
  trx: Transaction<Database>,
  dropped: readonly { siteId: number; factor: string; day: string; hour: number; verdict: string }[],
): Promise<void> {
  if (dropped.length === 0) return;
  const at = new Date().toISOString();
  const step = newId();
  await appendReviewEvents(
    trx,
    dropped.map((one) => ({
      step,
      at,
      actor: null,
      kind: 'data-changed' as const,
      day: one.day,
      siteId: one.siteId,
      factor: one.factor,
      hours: [one.hour],
      before: one.verdict,
      after: '.',
    })),
  );
}
