import {
  emptyHourDay,
  type HourDay,
  type HourMark,
  type HourSource,
  type HourVerdict,
} from '@huanzhi/monitoring';
import { sql, type Transaction } from 'kysely';
import { inTransaction } from '../database.ts';
import { newId } from '../ids.ts';
import type { Database, Db } from '../schema.ts';
import { numberList } from './arrays.ts';
import { askRecheck } from './review/days.queries.ts';
import { holdBackLocked, noteDroppedVerdicts } from './review/late-hours.queries.ts';

/** One hour on its way in. */
export interface HourEntry {
  siteId: number;
  factor: string;
  /** `YYYY-MM-DD`, the statistical day. */
  day: string;
  /** 1 to 24. */
  hour: number;
  /** In the unit of the site's factor; null: something came that is no number, or `mark` says what. */
  value: number | null;
  mark: HourMark;
  source: Exclude<HourSource, '.'>;
}

/** What became of hours that were put. */
export interface PutHours {
  inserted: number;
  /** Stood there with another value or mark; what stood there is kept in `hour_revision`. */
  changed: number;
  same: number;
  /** Came for a locked day: kept as late values that wait for two reviewers, the day stays as it is. */
  late: number;
}

const rowColumns = sql`site_id as "siteId", factor, day, readings as "values", marks, verdicts, sources`;

/** Days of series, by site, factor and day. */
export async function readHourDays(
  db: Db,
  filter: { siteIds: readonly number[]; factors?: readonly string[]; from: string; to: string },
): Promise<HourDay[]> {
  const { rows } = await sql<HourDay>`
    select ${rowColumns} from hour_day
    where site_id = any(${filter.siteIds}::integer[]) and day between ${filter.from} and ${filter.to}
      and (${filter.factors ?? null}::text[] is null or factor = any(${filter.factors ?? null}::text[]))
    order by site_id, factor, day`.execute(db);
  return rows;
}

/**
 * All factors of sites on single days, by site, day and factor. Only the days asked for are touched, however far
 * apart they lie.
 */
export async function readSiteDays(
  db: Db,
  days: readonly { siteId: number; day: string }[],
): Promise<HourDay[]> {
  const { rows } = await sql<HourDay>`
    select h.site_id as "siteId", h.factor, h.day, h.readings as "values", h.marks, h.verdicts, h.sources
    from unnest(${days.map((one) => one.siteId)}::integer[], ${days.map((one) => one.day)}::date[]) as u (site_id, day)
    join latest_hour l on l.site_id = u.site_id
    join hour_day h on h.site_id = u.site_id and h.factor = l.factor and h.day = u.day
    order by 1, 3, 2`.execute(db);
  return rows;
}

/** Days in a span on which sites have hours. */
export async function daysWithHours(
  db: Db,
  siteIds: readonly number[],
  from: string,
  to: string,
): Promise<{ siteId: number; day: string }[]> {
  const { rows } = await sql<{ siteId: number; day: string }>`
    select distinct site_id as "siteId", day from hour_day
    where site_id = any(${siteIds}::integer[]) and day between ${from} and ${to}`.execute(db);
  return rows;
}

/** The newest hour of each series that has one. */
export interface LatestHour {
  siteId: number;
  factor: string;
  day: string;
  hour: number;
  value: number | null;
  mark: HourMark;
}

/** The newest hours of sites. */
export async function latestHours(db: Db, siteIds: readonly number[]): Promise<LatestHour[]> {
  const { rows } = await sql<LatestHour>`
    select site_id as "siteId", factor, day, hour, reading as value, mark from latest_hour
    where site_id = any(${siteIds}::integer[]) order by site_id, factor`.execute(db);
  return rows;
}

const keyOf = (one: { siteId: number; factor: string; day: string }) =>
  `${one.siteId} ${one.factor} ${one.day}`;

/**
 * Puts hours where they belong. An hour that stands there with another value or mark is replaced, and what stood
 * there is kept in `hour_revision`. Marks the days to be aggregated again (`dirty_day`) and brings the newest hour
 * of each series up to date. The last of several entries for one hour counts. A verdict falls with the value that it
 * was given on. Hours of locked days are held back, see `holdBackLocked`.
 * @param by who did it; null for instruments
 * @param intoLocked write into locked days too: two reviewers agreed
 */
export function putHours(
  db: Db,
  entries: readonly HourEntry[],
  by: string | null = null,
  intoLocked = false,
): Promise<PutHours> {
  return inTransaction(db, async (trx) => {
    const { open, same, late } = intoLocked
      ? { open: entries, same: 0, late: 0 }
      : await holdBackLocked(trx, entries, by);
    const written = await writeHours(trx, open, by);
    return { ...written, same: written.same + same, late };
  });
}

async function writeHours(
  trx: Transaction<Database>,
  entries: readonly HourEntry[],
  by: string | null,
): Promise<Omit<PutHours, 'late'>> {
  const result = { inserted: 0, changed: 0, same: 0 };
  if (entries.length === 0) return result;
  const blocks = new Map<string, { block: HourDay; entries: Map<number, HourEntry> }>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const known = blocks.get(key) ?? {
      block: emptyHourDay(entry.siteId, entry.factor, entry.day),
      entries: new Map<number, HourEntry>(),
    };
    known.entries.set(entry.hour, entry);
    blocks.set(key, known);
  }
  // In one order always, so that two writers cannot block each other.
  const ordered = [...blocks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  for (const { block, entries: hours } of ordered) for (const entry of hours.values()) setHour(block, entry);
  const added = await insertBlocks(
    trx,
    ordered.map(({ block }) => block),
  );
  const dirty = new Map<string, { siteId: number; day: string }>();
  const touch = ({ siteId, day }: HourDay) => dirty.set(`${siteId} ${day}`, { siteId, day });
  const present = ordered.filter(({ block }) => {
    if (!added.has(keyOf(block))) return true;
    touch(block);
    return false;
  });
  for (const { block, entries: hours } of ordered) if (added.has(keyOf(block))) result.inserted += hours.size;
  const standing = new Map(
    (
      await lockBlocks(
        trx,
        present.map(({ block }) => block),
      )
    ).map((one) => [keyOf(one), one]),
  );
  const changed: HourDay[] = [];
  const replaced: Replaced[] = [];
  const dropped: (HourEntry & { verdict: string })[] = [];
  for (const { block, entries: hours } of present) {
    const current = standing.get(keyOf(block));
    if (current === undefined) throw new Error(`hour_day ${keyOf(block)} vanished`);
    let moved = false;
    for (const entry of hours.values()) {
      const index = entry.hour - 1;
      const was = { value: current.values[index] ?? null, mark: current.marks[index] ?? '-' };
      const source = current.sources[index] ?? '.';
      if (source !== '.' && was.value === entry.value && was.mark === entry.mark) {
        result.same += 1;
        continue;
      }
      if (source === '.') result.inserted += 1;
      else {
        result.changed += 1;
        replaced.push({ ...entry, value: was.value, mark: was.mark, source });
        const verdict = current.verdicts[index] ?? '.';
        if (verdict !== '.') dropped.push({ ...entry, verdict });
      }
      setHour(current, entry);
      moved = true;
    }
    if (moved) {
      changed.push(current);
      touch(current);
    }
  }
  await updateBlocks(trx, changed);
  await keepReplaced(trx, replaced, by);
  await noteDroppedVerdicts(trx, dropped);
  await updateLatest(trx, entries);
  await markDirty(trx, [...dirty.values()]);
  await askRecheck(trx, [...new Set([...dirty.values()].map(({ day }) => day))]);
  return result;
}

function setHour(block: HourDay, entry: HourEntry): void {
  const index = entry.hour - 1;
  const put = (text: string, character: string) => text.slice(0, index) + character + text.slice(index + 1);
  block.values[index] = entry.value;
  block.marks = put(block.marks, entry.mark);
  block.sources = put(block.sources, entry.source);
  block.verdicts = put(block.verdicts, '.');
}

async function insertBlocks(trx: Transaction<Database>, blocks: readonly HourDay[]): Promise<Set<string>> {
  const { rows } = await sql<{ siteId: number; factor: string; day: string }>`
    insert into hour_day (site_id, factor, day, readings, marks, verdicts, sources)
    select site_id, factor, day, readings::double precision[], marks, verdicts, sources
    from unnest(${blocks.map((one) => one.siteId)}::integer[], ${blocks.map((one) => one.factor)}::text[],
      ${blocks.map((one) => one.day)}::date[], ${blocks.map((one) => numberList(one.values))}::text[],
      ${blocks.map((one) => one.marks)}::text[], ${blocks.map((one) => one.verdicts)}::text[],
      ${blocks.map((one) => one.sources)}::text[]) as u (site_id, factor, day, readings, marks, verdicts, sources)
    on conflict do nothing
    returning site_id as "siteId", factor, day`.execute(trx);
  return new Set(rows.map(keyOf));
}

async function lockBlocks(trx: Transaction<Database>, blocks: readonly HourDay[]): Promise<HourDay[]> {
  if (blocks.length === 0) return [];
  const { rows } = await sql<HourDay>`
    select h.site_id as "siteId", h.factor, h.day, h.readings as "values", h.marks, h.verdicts, h.sources
    from hour_day h
    join unnest(${blocks.map((one) => one.siteId)}::integer[], ${blocks.map((one) => one.factor)}::text[],
      ${blocks.map((one) => one.day)}::date[]) as u (site_id, factor, day)
      on u.site_id = h.site_id and u.factor = h.factor and u.day = h.day
    order by h.site_id, h.factor, h.day for update of h`.execute(trx);
  return rows;
}

async function updateBlocks(trx: Transaction<Database>, blocks: readonly HourDay[]): Promise<void> {
  if (blocks.length === 0) return;
  await sql`
    update hour_day h set readings = u.readings::double precision[], marks = u.marks, verdicts = u.verdicts,
      sources = u.sources, updated_at = now()
    from unnest(${blocks.map((one) => one.siteId)}::integer[], ${blocks.map((one) => one.factor)}::text[],
      ${blocks.map((one) => one.day)}::date[], ${blocks.map((one) => numberList(one.values))}::text[],
      ${blocks.map((one) => one.marks)}::text[], ${blocks.map((one) => one.verdicts)}::text[],
      ${blocks.map((one) => one.sources)}::text[]) as u (site_id, factor, day, readings, marks, verdicts, sources)
    where h.site_id = u.site_id and h.factor = u.factor and h.day = u.day`.execute(trx);
}

interface Replaced extends Omit<HourEntry, 'mark' | 'source'> {
  mark: string;
  source: string;
}

async function keepReplaced(
  trx: Transaction<Database>,
  hours: readonly Replaced[],
  by: string | null,
): Promise<void> {
  if (hours.length === 0) return;
  await sql`
    insert into hour_revision (id, site_id, factor, day, hour, reading, mark, source, replaced_by)
    select id, site_id, factor, day, hour, reading, mark, source, ${by}::uuid
    from unnest(${hours.map(() => newId())}::uuid[], ${hours.map((one) => one.siteId)}::integer[],
      ${hours.map((one) => one.factor)}::text[], ${hours.map((one) => one.day)}::date[],
      ${hours.map((one) => one.hour)}::smallint[], ${hours.map((one) => one.value)}::double precision[],
      ${hours.map((one) => one.mark)}::text[], ${hours.map((one) => one.source)}::text[])
      as u (id, site_id, factor, day, hour, reading, mark, source)`.execute(trx);
}

async function updateLatest(trx: Transaction<Database>, entries: readonly HourEntry[]): Promise<void> {
  const newest = new Map<string, HourEntry>();
  for (const entry of entries) {
    const series = `${entry.siteId} ${entry.factor}`;
    const other = newest.get(series);
    if (other === undefined || `${entry.day} ${entry.hour + 100}` >= `${other.day} ${other.hour + 100}`)
      newest.set(series, entry);
  }
  const ordered = [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  await sql`
    insert into latest_hour as l (site_id, factor, day, hour, reading, mark)
    select * from unnest(${ordered.map((one) => one.siteId)}::integer[], ${ordered.map((one) => one.factor)}::text[],
      ${ordered.map((one) => one.day)}::date[], ${ordered.map((one) => one.hour)}::smallint[],
      ${ordered.map((one) => one.value)}::double precision[], ${ordered.map((one) => one.mark)}::text[])
    on conflict (site_id, factor) do update
    set day = excluded.day, hour = excluded.hour, reading = excluded.reading, mark = excluded.mark
    where (excluded.day, excluded.hour) >= (l.day, l.hour)`.execute(trx);
}

/**
 * Asks for days to be aggregated again.
 * @param delay seconds before which they are not taken
 */
export async function markDirty(
  db: Db,
  days: readonly { siteId: number; day: string }[],
  delay = 0,
): Promise<void> {
  if (days.length === 0) return;
  await sql`
    insert into dirty_day (site_id, day, since)
    select site_id, day, now() + make_interval(secs => ${delay}::integer)
    from unnest(${days.map((one) => one.siteId)}::integer[], ${days.map((one) => one.day)}::date[])
      as u (site_id, day)`.execute(db);
}

/**
 * Takes days that wait to be aggregated off the list, oldest first; run it in the transaction that aggregates them,
 * so that they are on the list again when it fails.
 */
export async function takeDirty(
  trx: Transaction<Database>,
  limit: number,
): Promise<{ siteId: number; day: string }[]> {
  const { rows } = await sql<{ siteId: number; day: string }>`
    with taken as (
      delete from dirty_day where ctid = any(array(
        select ctid from dirty_day where since <= now() order by since limit ${limit} for update skip locked))
      returning site_id, day
    )
    select distinct site_id as "siteId", day from taken order by 1, 2`.execute(trx);
  return rows;
}

/**
 * Sets the reviewer's word for hours of one series and day, and marks the day dirty; the raw values stay.
 * @param hours 1 to 24
 * @returns the day as it is now, or undefined when there is none
 */
export function setVerdicts(
  db: Db,
  where: { siteId: number; factor: string; day: string },
  hours: readonly number[],
  verdict: HourVerdict,
): Promise<HourDay | undefined> {
  return inTransaction(db, async (trx) => {
    const [block] = await lockBlocks(trx, [emptyHourDay(where.siteId, where.factor, where.day)]);
    if (block === undefined) return undefined;
    block.verdicts = [...block.verdicts]
      .map((was, index) => (hours.includes(index + 1) ? verdict : was))
      .join('');
    await updateBlocks(trx, [block]);
    await markDirty(trx, [where]);
    return block;
  });
}
