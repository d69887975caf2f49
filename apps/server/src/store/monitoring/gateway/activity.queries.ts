import { sql } from 'kysely';
import type { Db } from '../../schema.ts';

/** What a station was last seen doing. Instants are ms since 1970 UTC. */
export interface StationState {
  stationId: number;
  /** Address and port of its last connection. */
  peer: string;
  /** Since when it is connected; null: it is not. */
  connectedSince: number | null;
  /** Any proper frame, heartbeats too. */
  lastHeard: number;
  /** Receipt of its last packet of data. */
  lastPacket: number | null;
  /** What that packet was about. */
  lastDataAt: number | null;
  /** Its clock minus ours, ms; null while no QN told it. */
  clockMs: number | null;
}

/** Counts of a station on a day; station 0 is whoever is no station. */
export interface StationDayCounts {
  stationId: number;
  /** `YYYY-MM-DD`, Asia/Shanghai. */
  day: string;
  /** Packets of data that were accepted, those that came again included. */
  packets: number;
  repaired: number;
  quarantined: number;
  /** Repair → packets. */
  repairs: Record<string, number>;
  /** Reason of quarantine → pieces. */
  reasons: Record<string, number>;
}

/** All states. */
export async function readStationStates(db: Db): Promise<StationState[]> {
  const { rows } = await sql<StationState>`
    select station_id as "stationId", peer,
      (extract(epoch from connected_since) * 1000)::double precision as "connectedSince",
      (extract(epoch from last_heard) * 1000)::double precision as "lastHeard",
      (extract(epoch from last_packet) * 1000)::double precision as "lastPacket",
      (extract(epoch from last_data_at) * 1000)::double precision as "lastDataAt", clock_ms as "clockMs"
    from station_state`.execute(db);
  return rows;
}

/** Puts states; the one of a station that is there is replaced. */
export async function putStationStates(db: Db, states: readonly StationState[]): Promise<void> {
  if (states.length === 0) return;
  const instants = (key: 'connectedSince' | 'lastHeard' | 'lastPacket' | 'lastDataAt') =>
    states.map((one) => (one[key] === null ? null : new Date(one[key]).toISOString()));
  await sql`
    insert into station_state (station_id, peer, connected_since, last_heard, last_packet, last_data_at, clock_ms)
    select * from unnest(${states.map((one) => one.stationId)}::integer[], ${states.map((one) => one.peer)}::text[],
      ${instants('connectedSince')}::timestamptz[], ${instants('lastHeard')}::timestamptz[],
      ${instants('lastPacket')}::timestamptz[], ${instants('lastDataAt')}::timestamptz[],
      ${states.map((one) => one.clockMs)}::integer[])
    on conflict (station_id) do update
    set peer = excluded.peer, connected_since = excluded.connected_since, last_heard = excluded.last_heard,
      last_packet = excluded.last_packet, last_data_at = excluded.last_data_at, clock_ms = excluded.clock_ms`.execute(
    db,
  );
}

/** Nobody is connected: said when a gateway starts, whatever the last one left behind. */
export async function clearConnections(db: Db): Promise<void> {
  await sql`update station_state set connected_since = null where connected_since is not null`.execute(db);
}

/** The counts of a day. */
export async function readStationDays(db: Db, day: string): Promise<StationDayCounts[]> {
  const { rows } = await sql<StationDayCounts>`
    select station_id as "stationId", day, packets, repaired, quarantined, repairs, reasons
    from station_day where day = ${day}`.execute(db);
  return rows;
}

/** Puts counts; those of a station and day that are there are replaced. */
export async function putStationDays(db: Db, counts: readonly StationDayCounts[]): Promise<void> {
  if (counts.length === 0) return;
  await sql`
    insert into station_day (station_id, day, packets, repaired, quarantined, repairs, reasons)
    select * from unnest(${counts.map((one) => one.stationId)}::integer[], ${counts.map((one) => one.day)}::date[],
      ${counts.map((one) => one.packets)}::integer[], ${counts.map((one) => one.repaired)}::integer[],
      ${counts.map((one) => one.quarantined)}::integer[],
      ${counts.map((one) => JSON.stringify(one.repairs))}::jsonb[],
      ${counts.map((one) => JSON.stringify(one.reasons))}::jsonb[])
    on conflict (station_id, day) do update
    set packets = excluded.packets, repaired = excluded.repaired, quarantined = excluded.quarantined,
      repairs = excluded.repairs, reasons = excluded.reasons`.execute(db);
}
