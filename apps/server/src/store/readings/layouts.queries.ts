import { sql } from 'kysely';
import type { Db } from '../schema.ts';

/** The order of values in the packets of a station, e.g. `['w01018-Rtd', 'w21003-Rtd']`. */
export interface PacketLayout {
  stationId: number;
  id: number;
  fields: string[];
}

/** The layouts of one station, or of all. */
export async function listLayouts(db: Db, stationId: number | null): Promise<PacketLayout[]> {
  const { rows } = await sql<PacketLayout>`
    select station_id as "stationId", id, fields from packet_layout where ${stationId}::integer is null or station_id = ${stationId}::integer`.execute(
    db,
  );
  return rows;
}

/**
 * The number of a layout; a new one gets the next of its station.
 * @throws StoreError `duplicate` when another layout of the station was added in the same instant
 */
export async function layoutId(db: Db, stationId: number, fields: readonly string[]): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with known as (
      select id from packet_layout where station_id = ${stationId} and fields = ${fields}::text[]
    ), added as (
      insert into packet_layout (station_id, id, fields)
      select ${stationId}::integer, coalesce(max(id), 0) + 1, ${fields}::text[]
      from packet_layout where station_id = ${stationId} having not exists (select 1 from known)
      returning id
    )
    select id from known union all select id from added`.execute(db);
  return rows[0]?.id as number;
}
