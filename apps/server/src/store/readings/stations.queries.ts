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
}

/** Every station, inactive ones too. */
export async function listStations(db: Db): Promise<GatewayStation[]> {
  const { rows } = await sql<GatewayStation>`
    select id, mn, name, edition, crc, password, addresses, factors, active
    from gateway_station order by id`.execute(db);
  return rows;
}

/**
 * Adds a station or changes the one with the same MN; the number of a station never changes.
 * @returns its number
 * @throws StoreError `duplicate` when two were added in the same instant, `invalid` for an unknown edition or mode
 */
export async function saveStation(db: Db, station: Omit<GatewayStation, 'id'>): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into gateway_station (id, mn, name, edition, crc, password, addresses, factors, active)
    select coalesce(max(id), 0) + 1, ${station.mn}, ${station.name}, ${station.edition}, ${station.crc},
      ${station.password}, ${station.addresses}::text[], ${JSON.stringify(station.factors)}::jsonb, ${station.active}
    from gateway_station
    on conflict (mn) do update set name = excluded.name, edition = excluded.edition, crc = excluded.crc,
      password = excluded.password, addresses = excluded.addresses, factors = excluded.factors,
      active = excluded.active
    returning id`.execute(db);
  return rows[0]?.id as number;
}
