import { sql } from 'kysely';
import type { Db } from '../schema.ts';

/** How the gateway treats one station. */
export interface GatewayStation {
  id: number;
  /** Device number as sent, without spaces around. */
  mn: string;
  name: string;
  edition: '2005' | '2017' | '2025';
  crc: 'hj212' | 'modbus' | 'modbus-swapped' | 'off';
  /** Null: any password will do. */
  password: string | null;
  /** Addresses it may send from; empty: any. */
  addresses: string[];
  /** Code as sent → unit of its values, as agreed with the operator. */
  factors: Record<string, { unit: string }>;
  active: boolean;
  /** The place that it measures at, or null. */
  siteId: number | null;
  /** Key of a station that encrypts its data area (2025), 32 hexadecimal digits; null: it does not. */
  sm4Key: string | null;
  /** Minutes within which a packet is due; says when it counts as late (2 times) or off line (6 times). */
  dueMinutes: number;
  /** Set clock and time-outs when it connects (HJ 212-2017 §6.7). */
  opening: boolean;
}

/** A station to be saved; what is left out of the last four stays as it is (in a new one: none, 5 minutes, no). */
export type StationToSave = Omit<GatewayStation, 'id' | 'siteId' | 'sm4Key' | 'dueMinutes' | 'opening'> &
  Partial<Pick<GatewayStation, 'siteId' | 'sm4Key' | 'dueMinutes' | 'opening'>>;

const columns = sql`id, mn, name, edition, crc, password, addresses, factors, active, site_id as "siteId",
  sm4_key as "sm4Key", due_minutes as "dueMinutes", opening`;

/** Every station, inactive ones too. */
export async function listStations(db: Db): Promise<GatewayStation[]> {
  const { rows } = await sql<GatewayStation>`select ${columns} from gateway_station order by id`.execute(db);
  return rows;
}

/** One station, or undefined. */
export async function findStation(db: Db, id: number): Promise<GatewayStation | undefined> {
  const { rows } = await sql<GatewayStation>`select ${columns} from gateway_station where id = ${id}`.execute(
    db,
  );
  return rows[0];
}

/** One station by its device number, or undefined. */
export async function findStationByMn(db: Db, mn: string): Promise<GatewayStation | undefined> {
  const { rows } = await sql<GatewayStation>`select ${columns} from gateway_station where mn = ${mn}`.execute(
    db,
  );
  return rows[0];
}

/**
 * Adds a station or changes the one with the same MN; the number of a station never changes.
 * @returns its number
 * @throws StoreError `duplicate` when two were added in the same instant, `invalid` for an unknown edition, mode or
 *   site, or a key that is none
 */
export async function saveStation(db: Db, station: StationToSave): Promise<number> {
  const { siteId, sm4Key, dueMinutes, opening } = station;
  const { rows } = await sql<{ id: number }>`
    insert into gateway_station (id, mn, name, edition, crc, password, addresses, factors, active, site_id, sm4_key,
      due_minutes, opening)
    select coalesce(max(id), 0) + 1, ${station.mn}, ${station.name}, ${station.edition}, ${station.crc},
      ${station.password}, ${station.addresses}::text[], ${JSON.stringify(station.factors)}::jsonb, ${station.active},
      ${siteId ?? null}::integer, ${sm4Key ?? null}::text, ${dueMinutes ?? 5}::smallint, ${opening ?? false}::boolean
    from gateway_station
    on conflict (mn) do update set name = excluded.name, edition = excluded.edition, crc = excluded.crc,
      password = excluded.password, addresses = excluded.addresses, factors = excluded.factors,
      active = excluded.active,
      site_id = case when ${siteId === undefined} then gateway_station.site_id else excluded.site_id end,
      sm4_key = case when ${sm4Key === undefined} then gateway_station.sm4_key else excluded.sm4_key end,
      due_minutes = case when ${dueMinutes === undefined} then gateway_station.due_minutes else excluded.due_minutes end,
      opening = case when ${opening === undefined} then gateway_station.opening else excluded.opening end
    returning id`.execute(db);
  return rows[0]?.id as number;
}
