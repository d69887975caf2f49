import { type RawBuilder, sql } from 'kysely';
import { copyIn } from '../copy.ts';
import { StoreError } from '../errors.ts';
import type { Db } from '../schema.ts';
import type { Packet } from './packet.ts';
import { packetColumns, packetRows } from './packet-rows.ts';

/** What became of a batch. */
export interface StoredBatch {
  inserted: number;
  /** Indexes of packets whose key is there already with other bytes: not stored. */
  different: number[];
}

const texts = (items: readonly (string | null)[]): string =>
  `{${items.map((item) => (item === null ? 'NULL' : `"${item.replace(/["\\]/g, '\\$&')}"`)).join(',')}}`;
/** Array texts in an array: lists of different lengths cannot be one array of two dimensions. */
const lists = (items: readonly (readonly number[])[]): string =>
  `{${items.map((item) => `"{${item.map((one) => (Number.isNaN(one) ? 'NULL' : one)).join(',')}}"`).join(',')}}`;
/** An array of numbers in PostgreSQL's text form; null becomes NULL. */
const numbers = (items: readonly (number | string | null)[]): string =>
  `{${items.map((item) => item ?? 'NULL').join(',')}}`;

/**
 * Stores packets and brings the latest packet of each station, command and layout up to date; run it in a transaction.
 * A packet whose station, time, command and key are there already is not stored again.
 * @param allNew whether they are likely all new: then COPY is tried first, which cannot pass over one that is there
 * @throws StoreError `invalid` when the database refuses a value of one of them; nothing is stored then
 */
export async function storePackets(
  db: Db,
  packets: readonly Packet[],
  allNew: boolean,
): Promise<StoredBatch> {
  if (packets.length === 0) return { inserted: 0, different: [] };
  const stored =
    allNew && (await copyPackets(db, packets)) ? allOf(packets) : await mergePackets(db, packets);
  await updateLatest(db, packets);
  return stored;
}

const allOf = (packets: readonly Packet[]): StoredBatch => ({ inserted: packets.length, different: [] });

const copyStatement = `copy packet (${packetColumns.join(', ')}) from stdin (format binary)` as const;

/** @returns false when one of them is there already; then none is stored */
async function copyPackets(db: Db, packets: readonly Packet[]): Promise<boolean> {
  await sql`savepoint before_copy`.execute(db);
  try {
    await copyIn(db, copyStatement, packetRows(packets));
    return true;
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'duplicate')) throw error;
    await sql`rollback to savepoint before_copy`.execute(db);
    return false;
  }
}

/** The bytes of all packets go as one binary parameter, cut in the database: far cheaper than an array of `bytea`. */
async function mergePackets(db: Db, packets: readonly Packet[]): Promise<StoredBatch> {
  const incoming = rowsOf(packets);
  const added = await sql`
    insert into packet (station_id, cn, layout, at, key, received_at, readings, marks, repairs, raw)
    select station_id, cn, layout, at, key, received_at, readings, marks, repairs, raw from ${incoming}
    on conflict do nothing`.execute(db);
  const inserted = Number(added.numAffectedRows ?? 0);
  if (inserted === packets.length) return allOf(packets);
  const found = await sql<{ index: number }>`
    select i.index::integer as index from ${incoming}
    join packet p on p.station_id = i.station_id and p.at = i.at and p.cn = i.cn and p.key = i.key
    where p.raw <> i.raw order by i.index`.execute(db);
  return { inserted, different: found.rows.map((row) => row.index) };
}

function rowsOf(packets: readonly Packet[]): RawBuilder<unknown> {
  const blob = Buffer.concat(packets.map((packet) => packet.raw));
  let end = 1;
  const starts = packets.map((packet) => {
    const start = end;
    end += packet.raw.length;
    return start;
  });
  return sql`(
    select station_id, cn, layout, to_timestamp(at_ms / 1000.0) as at, key,
      to_timestamp(received_ms / 1000.0) as received_at, readings::double precision[] as readings, marks, repairs,
      substring(${blob}::bytea from start for size) as raw, number - 1 as index
    from unnest(
      ${numbers(packets.map((packet) => packet.stationId))}::integer[],
      ${numbers(packets.map((packet) => packet.cn))}::smallint[],
      ${numbers(packets.map((packet) => packet.layout))}::integer[],
      ${numbers(packets.map((packet) => packet.at))}::bigint[],
      ${numbers(packets.map((packet) => packet.key))}::bigint[],
      ${numbers(packets.map((packet) => packet.receivedAt))}::bigint[],
      ${lists(packets.map((packet) => packet.readings))}::text[],
      ${texts(packets.map((packet) => packet.marks))}::text[],
      ${texts(packets.map((packet) => packet.repairs))}::text[],
      ${numbers(starts)}::integer[],
      ${numbers(packets.map((packet) => packet.raw.length))}::integer[]
    ) with ordinality
      as u (station_id, cn, layout, at_ms, key, received_ms, readings, marks, repairs, start, size, number)
  ) i`;
}

/** An instrument whose clock is ahead must not hide what it sends once its clock is right. */
const aheadLimit = 3_600_000;

async function updateLatest(db: Db, packets: readonly Packet[]): Promise<void> {
  const newest = new Map<string, Packet>();
  for (const packet of packets) {
    if (packet.readings.length === 0 || packet.at > packet.receivedAt + aheadLimit) continue;
    const series = `${packet.stationId} ${packet.cn} ${packet.layout}`;
    const other = newest.get(series);
    if (other === undefined || packet.at >= other.at) newest.set(series, packet);
  }
  if (newest.size === 0) return;
  // In one order always, so that two gateways on one database cannot block each other.
  const ordered = [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, packet]) => packet);
  await sql`
    insert into packet_latest as l (station_id, cn, layout, at, received_at, readings, marks)
    select station_id, cn, layout, to_timestamp(at_ms / 1000.0), to_timestamp(received_ms / 1000.0),
      readings::double precision[], marks
    from unnest(
      ${numbers(ordered.map((packet) => packet.stationId))}::integer[],
      ${numbers(ordered.map((packet) => packet.cn))}::smallint[],
      ${numbers(ordered.map((packet) => packet.layout))}::integer[],
      ${numbers(ordered.map((packet) => packet.at))}::bigint[],
      ${numbers(ordered.map((packet) => packet.receivedAt))}::bigint[],
      ${lists(ordered.map((packet) => packet.readings))}::text[],
      ${texts(ordered.map((packet) => packet.marks))}::text[]
    ) as u (station_id, cn, layout, at_ms, received_ms, readings, marks)
    on conflict (station_id, cn, layout) do update
    set at = excluded.at, received_at = excluded.received_at, readings = excluded.readings, marks = excluded.marks
    where excluded.at >= l.at`.execute(db);
}

/** A line of {@link latestReadings}. */
export interface LatestReading {
  cn: number;
  /** Code and suffix, e.g. `w01018-Rtd`. */
  field: string;
  /** Instant of the data, ISO 8601. */
  at: string;
  receivedAt: string;
  /** Null: sent without a number. */
  value: number | null;
  mark: string;
}

/** The latest value of every series of a station, by command and field. */
export async function latestReadings(db: Db, stationId: number): Promise<LatestReading[]> {
  const { rows } = await sql<LatestReading>`
    select distinct on (cn, field) cn, field, at, received_at as "receivedAt", value, mark
    from reading_latest where station_id = ${stationId}
    order by cn, field, at desc`.execute(db);
  return rows;
}
