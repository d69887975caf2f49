import type { HourDay } from '@huanzhi/monitoring';
import { sql, type Transaction } from 'kysely';
import type { Database, Db } from '../../schema.ts';
import { numberList } from '../arrays.ts';

/** A series and a day. */
export interface BlockKey {
  siteId: number;
  factor: string;
  day: string;
}

const keyLists = (keys: readonly BlockKey[]) =>
  sql`unnest(${keys.map((one) => one.siteId)}::integer[], ${keys.map((one) => one.factor)}::text[],
    ${keys.map((one) => one.day)}::date[]) as u (site_id, factor, day)`;

/** The days of series as they stand. @param hold keep others from writing them until the transaction ends */
export async function standingDays(db: Db, keys: readonly BlockKey[], hold = false): Promise<HourDay[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<HourDay>`
    select h.site_id as "siteId", h.factor, h.day, h.readings as "values", h.marks, h.verdicts, h.sources
    from ${keyLists(keys)}
    join hour_day h on h.site_id = u.site_id and h.factor = u.factor and h.day = u.day
    order by h.site_id, h.factor, h.day ${hold ? sql`for update of h` : sql``}`.execute(db);
  return rows;
}

const nothing = '.'.repeat(24);

/**
 * Makes the days of series that are not there yet, with nothing in them, so that they can be held: nobody else can write
 * an hour into a day between the look at it and the end of the transaction. See {@link dropEmptyDays}.
 */
export async function makeDays(db: Db, keys: readonly BlockKey[]): Promise<void> {
  if (keys.length === 0) return;
  const textOf = (one: BlockKey) => `${one.siteId} ${one.factor} ${one.day}`;
  // In the order of `putHours`, so that two writers cannot block each other.
  const ordered = [...keys].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
  await sql`
    insert into hour_day (site_id, factor, day, readings, marks, verdicts, sources)
    select site_id, factor, day, array_fill(null::double precision, array[24]), ${'-'.repeat(24)}, ${nothing}, ${nothing}
    from ${keyLists(ordered)} on conflict do nothing`.execute(db);
}

/** Takes away days of series that nothing was written into. */
export async function dropEmptyDays(trx: Transaction<Database>, keys: readonly BlockKey[]): Promise<void> {
  await sql`
    delete from hour_day h using ${keyLists(keys)}
    where h.site_id = u.site_id and h.factor = u.factor and h.day = u.day and h.sources = ${nothing}`.execute(
    trx,
  );
}

/** Which of some days are locked. @param hold keep them from being locked until the transaction ends */
export async function lockedDays(db: Db, days: readonly string[], hold = false): Promise<Set<string>> {
  if (days.length === 0) return new Set();
  const { rows } = await sql<{ day: string; locked: boolean }>`
    select day, locked_at is not null as locked from review_day where day = any(${days}::date[])
    order by day ${hold ? sql`for share` : sql``}`.execute(db);
  return new Set(rows.filter((row) => row.locked).map((row) => row.day));
}

/** What an import wrote into a day of a series. */
export interface WrittenDay extends BlockKey {
  /** 24 characters: `.` not written, `n` written where nothing stood, `c` written over another value. */
  hours: string;
  values: (number | null)[];
  /** 24 characters. */
  marks: string;
}

const columns = sql`w.site_id as "siteId", w.factor, w.day, w.hours, w.readings as "values", w.marks`;

/** Notes what an import wrote; what it wrote into the same days before stays noted. */
export async function noteWritten(
  trx: Transaction<Database>,
  importId: string,
  written: readonly WrittenDay[],
): Promise<void> {
  if (written.length === 0) return;
  const { rows } = await sql<WrittenDay>`
    select ${columns} from ${keyLists(written)}
    join measurement_written w on w.site_id = u.site_id and w.factor = u.factor and w.day = u.day
      and w.import_id = ${importId}`.execute(trx);
  const keyOf = (one: BlockKey) => `${one.siteId} ${one.factor} ${one.day}`;
  const before = new Map(rows.map((one) => [keyOf(one), one]));
  const whole = written.map((one) => merged(before.get(keyOf(one)), one));
  await sql`
    insert into measurement_written (site_id, factor, day, import_id, hours, readings, marks)
    select site_id, factor, day, ${importId}::uuid, hours, readings::double precision[], marks
    from unnest(${whole.map((one) => one.siteId)}::integer[], ${whole.map((one) => one.factor)}::text[],
      ${whole.map((one) => one.day)}::date[], ${whole.map((one) => one.hours)}::text[],
      ${whole.map((one) => numberList(one.values))}::text[], ${whole.map((one) => one.marks)}::text[])
      as u (site_id, factor, day, hours, readings, marks)
    on conflict (site_id, factor, day, import_id)
    do update set hours = excluded.hours, readings = excluded.readings, marks = excluded.marks`.execute(trx);
}

function merged(before: WrittenDay | undefined, now: WrittenDay): WrittenDay {
  if (before === undefined) return now;
  const pick = (was: string, is: string) =>
    [...was].map((one, index) => (now.hours[index] === '.' ? one : is[index])).join('');
  return {
    ...now,
    // An hour that this import itself wrote first was not there before it.
    hours: [...before.hours].map((one, index) => (one === '.' ? now.hours[index] : one)).join(''),
    values: before.values.map((one, index) => (now.hours[index] === '.' ? one : (now.values[index] ?? null))),
    marks: pick(before.marks, now.marks),
  };
}

/** Numbers of the sites that an import wrote hours or published day figures of. */
export async function sitesOfImport(db: Db, importId: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select site_id as id from measurement_written where import_id = ${importId}
    union select site_id from published_day where import_id = ${importId}`.execute(db);
  return rows.map(({ id }) => id);
}

/** How many days of series an import wrote. */
export async function countWritten(db: Db, importId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from measurement_written where import_id = ${importId}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Takes days that are not taken back yet and marks them taken back; in the transaction that does it. */
export async function takeWritten(
  trx: Transaction<Database>,
  importId: string,
  limit: number,
): Promise<WrittenDay[]> {
  const { rows } = await sql<WrittenDay>`
    with next as (
      select site_id, factor, day from measurement_written
      where import_id = ${importId} and not taken_back order by site_id, factor, day limit ${limit}
    )
    update measurement_written w set taken_back = true from next n
    where w.import_id = ${importId} and w.site_id = n.site_id and w.factor = n.factor and w.day = n.day
    returning ${columns}`.execute(trx);
  return rows;
}
