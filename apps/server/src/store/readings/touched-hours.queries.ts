import { sql, type Transaction } from 'kysely';
import type { Database, Db } from '../schema.ts';

/** An hour of a station in which packets came. */
export interface TouchedHour {
  stationId: number;
  /** ms since 1970 UTC, on the full hour. */
  start: number;
}

/** Notes hours whose packets must become hours of a site; run it in the transaction that stores the packets. */
export async function touchHours(db: Db, hours: readonly TouchedHour[]): Promise<void> {
  if (hours.length === 0) return;
  await sql`
    insert into touched_hour (station_id, hour_start)
    select station_id, to_timestamp(ms / 1000.0)
    from unnest(${hours.map((one) => one.stationId)}::integer[], ${hours.map((one) => one.start)}::bigint[])
      as u (station_id, ms)`.execute(db);
}

/** Notes all hours of stations in which packets lie, to make their hours again. */
export async function touchHoursWithPackets(
  db: Db,
  stationIds: readonly number[],
  from: number,
  to: number,
): Promise<number> {
  const touched = await sql`
    insert into touched_hour (station_id, hour_start)
    select distinct station_id, date_trunc('hour', at) from packet
    where station_id = any(${stationIds}::integer[]) and at >= to_timestamp(${from}::bigint / 1000.0)
      and at < to_timestamp(${to}::bigint / 1000.0) and cn in (2011, 2051, 2061)`.execute(db);
  return Number(touched.numAffectedRows ?? 0);
}

/**
 * Takes hours that are over off the list, oldest first; run it in the transaction that makes them, so that they are on
 * the list again when it fails.
 * @param now ms since 1970 UTC
 */
export async function takeTouchedHours(
  trx: Transaction<Database>,
  now: number,
  limit: number,
): Promise<TouchedHour[]> {
  const { rows } = await sql<TouchedHour>`
    with taken as (
      delete from touched_hour where ctid = any(array(
        select ctid from touched_hour where hour_start <= to_timestamp(${now - 3_600_000}::bigint / 1000.0)
        order by since limit ${limit} for update skip locked))
      returning station_id, hour_start
    )
    select distinct station_id as "stationId", (extract(epoch from hour_start) * 1000)::bigint as start
    from taken order by 1, 2`.execute(trx);
  return rows;
}

/** A packet of 2011, 2051 or 2061 with the names of its fields. */
export interface StoredPacket {
  stationId: number;
  cn: number;
  /** ms since 1970 UTC */
  at: number;
  receivedAt: number;
  fields: string[];
  readings: (number | null)[];
  marks: string | null;
}

/** The packets of stations in spans of time, from (included) to (included), oldest receipt first. */
export async function packetsInSpans(
  db: Db,
  spans: readonly { stationId: number; from: number; to: number }[],
): Promise<StoredPacket[]> {
  const { rows } = await sql<StoredPacket>`
    select p.station_id as "stationId", p.cn, (extract(epoch from p.at) * 1000)::bigint as at,
      (extract(epoch from p.received_at) * 1000)::bigint as "receivedAt", l.fields, p.readings, p.marks
    from unnest(${spans.map((one) => one.stationId)}::integer[], ${spans.map((one) => one.from)}::bigint[],
      ${spans.map((one) => one.to)}::bigint[]) as u (station_id, from_ms, to_ms)
    join packet p on p.station_id = u.station_id and p.at >= to_timestamp(u.from_ms / 1000.0)
      and p.at <= to_timestamp(u.to_ms / 1000.0) and p.cn in (2011, 2051, 2061)
    join packet_layout l on l.station_id = p.station_id and l.id = p.layout
    order by p.station_id, p.received_at, p.key`.execute(db);
  return rows;
}

/** A station that measures for a site. */
export interface SiteStation {
  id: number;
  mn: string;
  name: string;
  siteId: number;
  edition: '2005' | '2017' | '2025';
  factors: Record<string, { unit: string }>;
  active: boolean;
}

/** Stations that measure for a site: by their own numbers, or those of sites. */
export async function listSiteStations(
  db: Db,
  by: { stationIds?: readonly number[]; siteIds?: readonly number[] },
): Promise<SiteStation[]> {
  const { rows } = await sql<SiteStation>`
    select id, mn, name, site_id as "siteId", edition, factors, active from gateway_station
    where site_id is not null and (id = any(${by.stationIds ?? []}::integer[])
      or site_id = any(${by.siteIds ?? []}::integer[])) order by id`.execute(db);
  return rows;
}

/** A raw packet as evidence. */
export interface RawPacket {
  stationId: number;
  mn: string;
  cn: number;
  /** ISO 8601 */
  at: string;
  receivedAt: string;
  repairs: string | null;
  raw: Buffer;
}

/** The raw packets of stations whose time lies in a span, newest first. */
export async function rawPackets(
  db: Db,
  stationIds: readonly number[],
  from: number,
  to: number,
  limit: number,
): Promise<RawPacket[]> {
  const { rows } = await sql<RawPacket>`
    select p.station_id as "stationId", s.mn, p.cn, p.at, p.received_at as "receivedAt", p.repairs, p.raw
    from packet p join gateway_station s on s.id = p.station_id
    where p.station_id = any(${stationIds}::integer[]) and p.at >= to_timestamp(${from}::bigint / 1000.0)
      and p.at <= to_timestamp(${to}::bigint / 1000.0)
    order by p.at desc, p.cn desc limit ${limit}`.execute(db);
  return rows;
}
