import { sql } from 'kysely';
import type { Db } from '../../schema.ts';

/** An instrument connection of a site and when it was last heard. */
export interface SiteConnection {
  siteId: number;
  name: string;
  /** Null: never. */
  heardAt: string | null;
}

/** The active connections of active sites. */
export async function siteConnections(db: Db): Promise<SiteConnection[]> {
  const { rows } = await sql<SiteConnection>`
    select g.site_id as "siteId", g.name, max(l.received_at) as "heardAt"
    from gateway_station g
    join site s on s.id = g.site_id and s.active
    left join packet_latest l on l.station_id = g.id
    where g.active
    group by g.site_id, g.id, g.name
    order by g.site_id, g.id`.execute(db);
  return rows;
}

/**
 * Series whose values come by themselves, so that one can say when one is missing: the site has an active connection,
 * or its newest hour came over the gateway or was pushed. A factor that has ended is not due any more.
 * @param today `YYYY-MM-DD`
 */
export async function liveSeries(
  db: Db,
  siteIds: readonly number[] | null,
  today: string,
): Promise<{ siteId: number; factor: string }[]> {
  const { rows } = await sql<{ siteId: number; factor: string }>`
    select f.site_id as "siteId", f.factor
    from site_factor f
    join site s on s.id = f.site_id and s.active and s.interval_hours > 0
    left join latest_hour l on l.site_id = f.site_id and l.factor = f.factor
    left join hour_day h on h.site_id = l.site_id and h.factor = l.factor and h.day = l.day
    where (${siteIds}::integer[] is null or f.site_id = any(${siteIds}::integer[]))
      and (f.until is null or f.until >= ${today}::date)
      and (substr(h.sources, l.hour, 1) in ('g', 'p')
        or exists (select 1 from gateway_station g where g.site_id = f.site_id and g.active))
    order by f.site_id, f.factor`.execute(db);
  return rows;
}

/** The last day up to a day on which anything came, of each factor of a site; null when nothing ever did. */
export async function lastDaysWithData(
  db: Db,
  siteId: number,
  upTo: string,
): Promise<{ factor: string; since: string; day: string | null }[]> {
  const { rows } = await sql<{ factor: string; since: string; day: string | null }>`
    select f.factor, f.since,
      (select max(h.day) from hour_day h
        where h.site_id = f.site_id and h.factor = f.factor and h.day <= ${upTo}::date) as day
    from site_factor f where f.site_id = ${siteId} order by f.factor`.execute(db);
  return rows;
}

/** Open alerts of a kind and up to when they were judged. */
export async function openAlerts(
  db: Db,
  kind: string,
): Promise<{ siteId: number; factor: string; lastAt: string }[]> {
  const { rows } = await sql<{ siteId: number; factor: string; lastAt: string }>`
    select site_id as "siteId", factor, last_at as "lastAt" from alert
    where state = 'open' and kind = ${kind} order by site_id, factor`.execute(db);
  return rows;
}
