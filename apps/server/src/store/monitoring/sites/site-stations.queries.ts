import { sql } from 'kysely';
import type { Db } from '../../schema.ts';

/** An instrument of a site: when it last spoke, and the fields of its packets of the last weeks. */
export interface StationOfSite {
  id: number;
  mn: string;
  name: string;
  active: boolean;
  factors: Record<string, { unit: string }>;
  connected: boolean;
  lastHeard: string | null;
  /** What its newest packets of hours and minutes carry. */
  sent: { cn: number; fields: string[] }[];
}

/** The instruments of a site. */
export async function stationsOfSite(db: Db, siteId: number): Promise<StationOfSite[]> {
  const { rows } = await sql<StationOfSite>`
    select s.id, s.mn, s.name, s.active, s.factors, coalesce(t.connected_since is not null, false) as connected,
      t.last_heard as "lastHeard",
      coalesce((select jsonb_agg(jsonb_build_object('cn', l.cn, 'fields', y.fields))
        from packet_latest l join packet_layout y on y.station_id = l.station_id and y.id = l.layout
        where l.station_id = s.id and l.cn in (2011, 2051, 2061)), '[]') as sent
    from gateway_station s left join station_state t on t.station_id = s.id
    where s.site_id = ${siteId} order by s.id`.execute(db);
  return rows;
}

/** Of each site that has active instruments: how many, and how many of them are connected. */
export async function stationCounts(
  db: Db,
  siteIds: readonly number[],
): Promise<{ siteId: number; active: number; connected: number }[]> {
  const { rows } = await sql<{ siteId: number; active: number; connected: number }>`
    select s.site_id as "siteId", count(*)::integer as active, count(t.connected_since)::integer as connected
    from gateway_station s left join station_state t on t.station_id = s.id
    where s.active and s.site_id = any(${siteIds}::integer[]) group by s.site_id`.execute(db);
  return rows;
}
