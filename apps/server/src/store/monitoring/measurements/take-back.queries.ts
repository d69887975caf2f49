import type { HourDay } from '@huanzhi/monitoring';
import { sql, type Transaction } from 'kysely';
import { newId } from '../../ids.ts';
import type { Database } from '../../schema.ts';
import { numberList } from '../arrays.ts';
import { markDirty } from '../hours.queries.ts';
import { askRecheck } from '../review/days.queries.ts';
import type { ImportSource } from './imports.queries.ts';
import { type BlockKey, lockedDays, standingDays, type WrittenDay } from './written-hours.queries.ts';

interface HourKey extends BlockKey {
  hour: number;
}

interface Earlier extends HourKey {
  value: number | null;
  mark: string;
  source: string;
}

const keyOf = (one: BlockKey) => `${one.siteId} ${one.factor} ${one.day}`;

/**
 * Takes back hours of an import that still stand as it wrote them: from its source, with its value and mark, without a
 * verdict, on a day that is not locked. What an hour was before comes back from `hour_revision`; the value that is
 * taken back goes there. Figures of the days are made again.
 * @param from the import, and which way it came in
 * @param by in whose name: who brought the values in; the security log has who withdrew them
 */
export async function takeBack(
  trx: Transaction<Database>,
  written: readonly WrittenDay[],
  { id, source }: { id: string; source: ImportSource },
  by: string,
): Promise<void> {
  const locked = await lockedDays(trx, [...new Set(written.map(({ day }) => day))], true);
  const open = new Map(written.filter(({ day }) => !locked.has(day)).map((one) => [keyOf(one), one]));
  const blocks = await standingDays(trx, [...open.values()], true);
  const taken = blocks.flatMap((block) => {
    const note = open.get(keyOf(block));
    return note === undefined ? [] : standingHours(block, note, source);
  });
  if (taken.length === 0) return;
  const earlier = new Map(
    (
      await earlierHours(
        trx,
        id,
        taken.filter((one) => one.replaced),
      )
    ).map((one) => [`${keyOf(one)} ${one.hour}`, one]),
  );
  await keepTaken(trx, taken, by, source);
  const byBlock = new Map(blocks.map((block) => [keyOf(block), block]));
  for (const one of taken) {
    const block = byBlock.get(keyOf(one));
    if (block !== undefined) setHour(block, one.hour, earlier.get(`${keyOf(one)} ${one.hour}`));
  }
  const touched = [...new Set(taken.map(keyOf))].flatMap((key) => byBlock.get(key) ?? []);
  await storeBlocks(trx, touched);
  await renewLatest(trx, touched);
  await markDirty(trx, [
    ...new Map(touched.map(({ siteId, day }) => [`${siteId} ${day}`, { siteId, day }])).values(),
  ]);
  await askRecheck(trx, [...new Set(touched.map(({ day }) => day))]);
}

function standingHours(block: HourDay, note: WrittenDay, source: ImportSource) {
  return [...note.hours].flatMap((how, index) => {
    const stands =
      how !== '.' &&
      block.sources[index] === source &&
      block.verdicts[index] === '.' &&
      block.marks[index] === note.marks[index] &&
      (block.values[index] ?? null) === (note.values[index] ?? null);
    const { siteId, factor, day } = block;
    return stands
      ? [
          {
            siteId,
            factor,
            day,
            hour: index + 1,
            value: note.values[index] ?? null,
            mark: note.marks[index] ?? '-',
            replaced: how === 'c',
          },
        ]
      : [];
  });
}

function setHour(block: HourDay, hour: number, was: Earlier | undefined): void {
  const put = (text: string, character: string) => text.slice(0, hour - 1) + character + text.slice(hour);
  block.values[hour - 1] = was?.value ?? null;
  block.marks = put(block.marks, was?.mark ?? '-');
  block.sources = put(block.sources, was?.source ?? '.');
}

const hourLists = (hours: readonly HourKey[]) =>
  sql`${hours.map((one) => one.siteId)}::integer[], ${hours.map((one) => one.factor)}::text[],
    ${hours.map((one) => one.day)}::date[], ${hours.map((one) => one.hour)}::smallint[]`;

/**
 * What hours were before an import wrote them. The pushes of a day may have written an hour more than once: what was
 * pushed since the import began and is in no other import is their own and goes with them.
 */
async function earlierHours(
  trx: Transaction<Database>,
  importId: string,
  hours: readonly HourKey[],
): Promise<Earlier[]> {
  if (hours.length === 0) return [];
  const { rows } = await sql<Earlier>`
    with replaced as (
      select r.*, lag(r.replaced_at) over (
        partition by r.site_id, r.factor, r.day, r.hour order by r.replaced_at, r.id) as written_at
      from unnest(${hourLists(hours)}) as u (site_id, factor, day, hour)
      join hour_revision r on r.site_id = u.site_id and r.factor = u.factor and r.day = u.day and r.hour = u.hour
    )
    select distinct on (r.site_id, r.factor, r.day, r.hour) r.site_id as "siteId", r.factor, r.day, r.hour,
      r.reading as value, r.mark, r.source
    from replaced r join measurement_import i on i.id = ${importId}
    where i.source <> 'p' or r.source <> 'p' or r.written_at is null or r.written_at < i.created_at
      or exists (select from measurement_written w
        where w.site_id = r.site_id and w.factor = r.factor and w.day = r.day and w.import_id <> i.id
          and substr(w.hours, r.hour, 1) <> '.' and substr(w.marks, r.hour, 1) = r.mark
          and w.readings[r.hour] is not distinct from r.reading)
    order by r.site_id, r.factor, r.day, r.hour, r.replaced_at desc, r.id desc`.execute(trx);
  return rows;
}

async function keepTaken(
  trx: Transaction<Database>,
  hours: readonly (HourKey & { value: number | null; mark: string })[],
  by: string,
  source: ImportSource,
): Promise<void> {
  await sql`
    insert into hour_revision (id, site_id, factor, day, hour, reading, mark, source, replaced_by)
    select id, site_id, factor, day, hour, reading, mark, ${source}, ${by}::uuid
    from unnest(${hours.map(() => newId())}::uuid[], ${hourLists(hours)},
      ${hours.map((one) => one.value)}::double precision[], ${hours.map((one) => one.mark)}::text[])
      as u (id, site_id, factor, day, hour, reading, mark)`.execute(trx);
}

const nothing = '.'.repeat(24);

/** Writes blocks; a day on which nothing is left is not kept. */
async function storeBlocks(trx: Transaction<Database>, blocks: readonly HourDay[]): Promise<void> {
  await sql`
    update hour_day h set readings = u.readings::double precision[], marks = u.marks, sources = u.sources,
      updated_at = now()
    from unnest(${blocks.map((one) => one.siteId)}::integer[], ${blocks.map((one) => one.factor)}::text[],
      ${blocks.map((one) => one.day)}::date[], ${blocks.map((one) => numberList(one.values))}::text[],
      ${blocks.map((one) => one.marks)}::text[], ${blocks.map((one) => one.sources)}::text[])
      as u (site_id, factor, day, readings, marks, sources)
    where h.site_id = u.site_id and h.factor = u.factor and h.day = u.day`.execute(trx);
  const empty = blocks.filter(({ sources }) => sources === nothing);
  await sql`
    delete from hour_day h using unnest(${empty.map((one) => one.siteId)}::integer[],
      ${empty.map((one) => one.factor)}::text[], ${empty.map((one) => one.day)}::date[]) as u (site_id, factor, day)
    where h.site_id = u.site_id and h.factor = u.factor and h.day = u.day`.execute(trx);
}

/** The newest hour of series after some of their hours went. */
async function renewLatest(trx: Transaction<Database>, blocks: readonly HourDay[]): Promise<void> {
  const series = [...new Map(blocks.map((one) => [`${one.siteId} ${one.factor}`, one])).values()];
  const lists = sql`unnest(${series.map((one) => one.siteId)}::integer[],
    ${series.map((one) => one.factor)}::text[]) as u (site_id, factor)`;
  await sql`
    delete from latest_hour l using ${lists} where l.site_id = u.site_id and l.factor = u.factor`.execute(
    trx,
  );
  await sql`
    insert into latest_hour (site_id, factor, day, hour, reading, mark)
    select u.site_id, u.factor, h.day, h.hour, h.readings[h.hour], substr(h.marks, h.hour, 1)
    from ${lists}
    cross join lateral (
      select day, length(rtrim(sources, '.')) as hour, readings, marks from hour_day
      where site_id = u.site_id and factor = u.factor and sources <> ${nothing}
      order by day desc limit 1
    ) h
    on conflict (site_id, factor) do nothing`.execute(trx);
}
