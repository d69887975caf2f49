import { sql, type Transaction } from 'kysely';
import { newId } from '../ids.ts';
import type { Database, Db } from '../schema.ts';

/** Packets of a minute or a moment (HJ 212-2017: 2051, 2011); an hour is made of them when no 2061 came. */
const minuteCommands = sql.raw('(2011, 2051)');
/** Packets that an hour can be made of. */
const hourCommands = sql.raw('(2011, 2051, 2061)');

/** What is removed: minute and real-time packets, all other packets, both at once, pieces in quarantine. */
export type RemovalKind = 'minutes' | 'packets' | 'all' | 'quarantine';

/** A span of time, ms since 1970 UTC; `to` is not part of it. */
export interface Span {
  from: number;
  to: number;
}

/** A partition of the packets. */
export interface PacketPartition {
  name: string;
  /** ISO 8601; null: no border. */
  from: string | null;
  to: string | null;
  bytes: number;
}

/** The partitions of the packets, oldest first. */
export async function packetPartitions(db: Db): Promise<PacketPartition[]> {
  const { rows } = await sql<PacketPartition>`
    select name, substring(bounds from 'FROM \\(''([^'']+)''\\)')::timestamptz as "from",
      substring(bounds from 'TO \\(''([^'']+)''\\)')::timestamptz as "to", bytes
    from (
      select c.relname::text as name, pg_get_expr(c.relpartbound, c.oid) as bounds,
        pg_total_relation_size(c.oid)::bigint as bytes
      from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'packet'::regclass
    ) as p order by 2 nulls first`.execute(db);
  return rows;
}

/** Whether a partition holds any packet. */
export async function hasPackets(db: Db, partition: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from ${sql.table(partition)}) as found`.execute(db);
  return rows[0]?.found === true;
}

/**
 * Whether something must be able to prove itself by the packets of a span: a locked day (with the day before and after,
 * since hours are made of packets on either side of midnight), or an alert that became a matter. A day in the span
 * cannot be locked before the transaction ends.
 */
export async function needsProof(trx: Transaction<Database>, span: Span, days: DaySpan): Promise<boolean> {
  const reviewed = await sql<{ locked: boolean }>`
    select locked_at is not null as locked from review_day
    where day between ${days.first}::date - 1 and ${days.last}::date + 1 for share`.execute(trx);
  if (reviewed.rows.some(({ locked }) => locked)) return true;
  const dayMs = 86_400_000;
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from alert where lead_record is not null
      and first_at < to_timestamp(${span.to + dayMs}::bigint / 1000.0)
      and last_at >= to_timestamp(${span.from - dayMs}::bigint / 1000.0)) as found`.execute(trx);
  return rows[0]?.found === true;
}

/** Days `YYYY-MM-DD`, both included. */
export interface DaySpan {
  first: string;
  last: string;
}

/** Whether hours of a span still wait to be made of its packets. */
export async function awaitsHours(db: Db, span: Span): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from touched_hour where hour_start >= to_timestamp(${span.from}::bigint / 1000.0)
      and hour_start < to_timestamp(${span.to}::bigint / 1000.0)) as found`.execute(db);
  return rows[0]?.found === true;
}

/** Empties a partition. @returns how many packets it held @throws an error of the driver when it is in use for 5 s */
export async function emptyPartition(trx: Transaction<Database>, name: string): Promise<number> {
  const { rows } = await sql<{ removed: number }>`
    select empty_packet_partition(${name}) as removed`.execute(trx);
  return rows[0]?.removed ?? 0;
}

/**
 * Stations whose minutes of a day prove nothing: every hour of it, and the three after it whose rhythm is told by its
 * last minutes, came as an hourly packet (2061) with all the codes that the minutes have. Hours are made of those then.
 */
async function stationsWithHourlyPackets(trx: Transaction<Database>, { from, to }: Span): Promise<number[]> {
  const hours = Math.round((to - from) / 3_600_000) + 3;
  const { rows } = await sql<{ id: number }>`
    with minutes as (
      select p.station_id, array_agg(distinct split_part(f, '-', 1)) as codes
      from (
        select distinct station_id, layout from packet
        where station_id = any(array(select id from gateway_station)) and cn in ${minuteCommands}
          and at >= to_timestamp(${from}::bigint / 1000.0) and at < to_timestamp(${to}::bigint / 1000.0)
      ) p
      join packet_layout l on l.station_id = p.station_id and l.id = p.layout
      cross join lateral unnest(l.fields) as f
      group by p.station_id
    ), hourly as (
      select p.station_id, p.at, array_agg(distinct split_part(f, '-', 1)) as codes
      from packet p join packet_layout l on l.station_id = p.station_id and l.id = p.layout
      cross join lateral unnest(l.fields) as f
      where p.station_id = any(array(select station_id from minutes)) and p.cn = 2061
        and p.at >= to_timestamp(${from}::bigint / 1000.0)
        and p.at < to_timestamp(${to + 3 * 3_600_000}::bigint / 1000.0)
        and p.at = date_trunc('hour', p.at)
      group by p.station_id, p.at
    )
    select m.station_id as id from minutes m
    join hourly h on h.station_id = m.station_id and h.codes @> m.codes
    group by m.station_id having count(*) = ${hours}::integer`.execute(trx);
  return rows.map(({ id }) => id);
}

/**
 * Removes packets of one kind in a span. Of a span that something must prove itself by, all stays that an hour was made
 * of.
 * @returns how many went and how many of the kind stay
 */
export async function removePackets(
  trx: Transaction<Database>,
  kind: 'minutes' | 'packets',
  span: Span,
  needed: boolean,
): Promise<{ removed: number; kept: number }> {
  const all = sql`array(select id from gateway_station)`;
  const stations =
    needed && kind === 'minutes' ? sql`${await stationsWithHourlyPackets(trx, span)}::integer[]` : all;
  const ofKind = kind === 'minutes' ? sql`cn in ${minuteCommands}` : sql`cn not in ${minuteCommands}`;
  const removable = kind === 'packets' && needed ? sql`cn not in ${hourCommands}` : ofKind;
  const inSpan = sql`at >= to_timestamp(${span.from}::bigint / 1000.0) and at < to_timestamp(${span.to}::bigint / 1000.0)`;
  const gone = await sql`
    delete from packet where station_id = any(${stations}) and ${inSpan} and ${removable}`.execute(trx);
  const removed = Number(gone.numAffectedRows ?? 0);
  if (!needed) return { removed, kept: 0 };
  const left = await sql<{ kept: number }>`
    select count(*) as kept from packet where station_id = any(${all}) and ${inSpan} and ${ofKind}`.execute(
    trx,
  );
  return { removed, kept: left.rows[0]?.kept ?? 0 };
}

/** Removes the oldest pieces in quarantine, so many at most. @returns null when none was older */
export async function removeQuarantined(
  trx: Transaction<Database>,
  before: number,
  limit: number,
): Promise<{ removed: number; first: string; last: string } | null> {
  const { rows } = await sql<{ removed: number; first: string | null; last: string | null }>`
    with gone as (
      delete from quarantine where id = any(array(
        select id from quarantine where received_at < to_timestamp(${before}::bigint / 1000.0)
        order by received_at limit ${limit}))
      returning received_at
    )
    select count(*) as removed, min(received_at) as first, max(received_at) as last from gone`.execute(trx);
  const [row] = rows;
  if (row === undefined || row.first === null || row.last === null) return null;
  return { removed: row.removed, first: row.first, last: row.last };
}

/** The instant (ISO 8601) of the oldest packet of a span, or null: each station's is found by its index. */
export async function oldestPacket(db: Db, { from, to }: Span): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`
    select min(oldest.at) as at from gateway_station s
    cross join lateral (select p.at from packet p where p.station_id = s.id
      and p.at >= to_timestamp(${from}::bigint / 1000.0) and p.at < to_timestamp(${to}::bigint / 1000.0)
      order by p.at limit 1) as oldest`.execute(db);
  return rows[0]?.at ?? null;
}

/** What was removed in one transaction. */
export interface Removal {
  kind: RemovalKind;
  from: string;
  to: string;
  removed: number;
  /** Of the same kind and days, since something must prove itself by them. */
  kept: number;
  /** ISO 8601 */
  at: string;
}

/** Notes what was removed; run it in the transaction that removes it. */
export async function noteRemoval(trx: Transaction<Database>, one: Removal): Promise<void> {
  await sql`
    insert into packet_removal (id, kind, from_day, to_day, removed, kept, at)
    values (${newId()}::uuid, ${one.kind}, ${one.from}, ${one.to}, ${one.removed}, ${one.kept}, ${one.at})`.execute(
    trx,
  );
}

const summed = sql`kind, min(from_day) as "from", max(to_day) as "to", sum(removed)::bigint as removed,
  sum(kept)::bigint as kept, max(at) as at`;

/** Takes what the security log does not say yet, one entry a kind; run it in the transaction that says it. */
export async function takeUnaudited(trx: Transaction<Database>): Promise<Removal[]> {
  const { rows } = await sql<Removal>`
    with taken as (update packet_removal set audited = true where not audited returning *)
    select ${summed} from taken group by kind order by kind`.execute(trx);
  return rows;
}

/** What was removed lately, one line a kind and day (local), the newest first. */
export async function listRemovals(db: Db, limit: number): Promise<Removal[]> {
  const { rows } = await sql<Removal>`
    select ${summed} from packet_removal
    group by kind, (at at time zone 'UTC' + interval '8 hours')::date order by max(at) desc, kind limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** The last day whose minute packets were removed, or null: hours up to it are not made of minutes again. */
export async function minutesRemovedTo(db: Db): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select max(to_day) as day from packet_removal where kind in ('minutes', 'all')`.execute(db);
  return rows[0]?.day ?? null;
}
