import { sql, type Transaction } from 'kysely';
import { inTransaction } from '../database.ts';
import { newId } from '../ids.ts';
import { pinyinKey } from '../pinyin.ts';
import type { Database, Db } from '../schema.ts';

/** Kinds of places: 空气站, 断面, 排放口, 噪声点, 扬尘工地. */
export type SiteKind = 'air' | 'section' | 'outlet' | 'noise' | 'dust';

/** 国控, 市控, 区控, 镇控. */
export type SiteTier = 'national' | 'municipal' | 'district' | 'town';

/** What only some kinds have. */
export interface SiteProps {
  /** section: which limits of GB 3838 apply. */
  water?: 'river' | 'lake';
  /** section: class to be reached, `Ⅲ`. */
  targetClass?: string;
  /** section: name of the river or lake. */
  river?: string;
  /** noise: zone class of GB 3096, `4a`. */
  zoneClass?: string;
  /** outlet: what comes out. */
  medium?: 'water' | 'gas';
  /** What DataTime of its instruments names: the start of a period (HJ 212, without this), or its end. */
  packetLabel?: 'start' | 'end';
}

/** A place that is monitored (监测点位). */
export interface Site {
  id: number;
  code: string;
  name: string;
  kind: SiteKind;
  areaCode: string;
  /** Who answers for it: a town for a section, a bureau for a station. */
  ownerOrg: string | null;
  /** The enterprise of an outlet. */
  enterpriseOrg: string | null;
  tier: SiteTier | null;
  /** Counts in the figures of the district; a control station does not. */
  assessed: boolean;
  lon: number | null;
  lat: number | null;
  /** Hours between two values: 1, 4, 24; 0 for samples without a rhythm. */
  intervalHours: number;
  props: SiteProps;
  active: boolean;
}

const columns = sql`id, code, name, kind, area_code as "areaCode", owner_org as "ownerOrg",
  enterprise_org as "enterpriseOrg", tier, assessed, lon, lat, interval_hours as "intervalHours", props, active`;

/** Sites by kind (all without one), by pinyin; inactive ones only when asked for. */
export async function listSites(
  db: Db,
  filter: { kind?: SiteKind; ids?: readonly number[]; inactive?: boolean } = {},
): Promise<Site[]> {
  const { rows } = await sql<Site>`
    select ${columns} from site
    where (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
      and (${filter.ids ?? null}::integer[] is null or id = any(${filter.ids ?? null}::integer[]))
      and (active or ${filter.inactive ?? false})
    order by pinyin, id`.execute(db);
  return rows;
}

/** One site, or undefined. */
export async function findSite(db: Db, id: number): Promise<Site | undefined> {
  const { rows } = await sql<Site>`select ${columns} from site where id = ${id}`.execute(db);
  return rows[0];
}

/** One site by its code, or undefined. */
export async function findSiteByCode(db: Db, code: string): Promise<Site | undefined> {
  const { rows } = await sql<Site>`select ${columns} from site where code = ${code}`.execute(db);
  return rows[0];
}

/**
 * Adds a site or changes the one with the same code; the number of a site never changes.
 * @returns its number
 * @throws StoreError `invalid` for an unknown kind or owner
 */
export function saveSite(db: Db, site: Omit<Site, 'id'>): Promise<number> {
  return inTransaction(db, async (trx) => {
    // The next number is the highest and one: two that are added at once must wait for each other. Readers need not.
    await sql`lock table site in share row exclusive mode`.execute(trx);
    return putSite(trx, site);
  });
}

async function putSite(trx: Transaction<Database>, site: Omit<Site, 'id'>): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into site (id, code, name, kind, area_code, owner_org, enterprise_org, tier, assessed, lon, lat,
      interval_hours, props, active, pinyin)
    select coalesce(max(id), 0) + 1, ${site.code}, ${site.name}, ${site.kind}, ${site.areaCode},
      ${site.ownerOrg}::uuid, ${site.enterpriseOrg}::uuid, ${site.tier}, ${site.assessed}, ${site.lon}, ${site.lat},
      ${site.intervalHours}, ${JSON.stringify(site.props)}::jsonb, ${site.active}, ${pinyinKey(site.name)}
    from site
    on conflict (code) do update set name = excluded.name, kind = excluded.kind, area_code = excluded.area_code,
      owner_org = excluded.owner_org, enterprise_org = excluded.enterprise_org, tier = excluded.tier,
      assessed = excluded.assessed, lon = excluded.lon, lat = excluded.lat,
      interval_hours = excluded.interval_hours, props = excluded.props, active = excluded.active,
      pinyin = excluded.pinyin
    returning id`.execute(trx);
  return rows[0]?.id as number;
}

/** A factor of a site and the unit in which its values are kept. */
export interface SiteFactor {
  siteId: number;
  factor: string;
  unit: string;
  /** From this day on values are expected, `YYYY-MM-DD`. */
  since: string;
  /** Last day on which they are; null or absent: no end. */
  until?: string | null;
}

/** The factors of sites, by code. */
export async function listSiteFactors(db: Db, siteIds: readonly number[]): Promise<SiteFactor[]> {
  const { rows } = await sql<SiteFactor>`
    select site_id as "siteId", factor, unit, since, until from site_factor
    where site_id = any(${siteIds}::integer[]) order by site_id, factor`.execute(db);
  return rows;
}

/**
 * Adds factors; known ones keep their unit, their last day and the earlier of both first days. Days that a factor is now expected on are
 * marked dirty: a pollutant that is expected and missing is not one that is not monitored.
 */
export async function addSiteFactors(db: Db, factors: readonly SiteFactor[]): Promise<void> {
  if (factors.length === 0) return;
  await sql`
    with added as (
      insert into site_factor (site_id, factor, unit, since)
      select * from unnest(${factors.map((one) => one.siteId)}::integer[],
        ${factors.map((one) => one.factor)}::text[], ${factors.map((one) => one.unit)}::text[],
        ${factors.map((one) => one.since)}::date[])
      on conflict (site_id, factor) do update set since = excluded.since where excluded.since < site_factor.since
      returning site_id, since
    )
    insert into dirty_day (site_id, day)
    select distinct h.site_id, h.day from (select site_id, min(since) as since from added group by site_id) a
    join hour_day h on h.site_id = a.site_id and h.day >= a.since`.execute(db);
}

/**
 * Sets the last day on which values of a factor are expected; null takes the end back. Days whose figures depend on it
 * are marked dirty. @throws StoreError `invalid` for a day before its first
 */
export async function endSiteFactor(
  db: Db,
  { siteId, factor, until }: { siteId: number; factor: string; until: string | null },
): Promise<void> {
  await sql`
    with before as (select until from site_factor where site_id = ${siteId} and factor = ${factor}),
    ended as (
      update site_factor set until = ${until}::date where site_id = ${siteId} and factor = ${factor} returning site_id
    )
    insert into dirty_day (site_id, day)
    select distinct h.site_id, h.day from ended e join hour_day h on h.site_id = e.site_id, before b
    where h.day > least(b.until, ${until}::date)`.execute(db);
}

/** A limit of a factor at one site, with its period of validity. */
export interface SiteLimit {
  id: string;
  siteId: number;
  factor: string;
  period: 'hour' | 'day' | 'month';
  /** Decimal text; one of both is always there (pH has two). */
  lower: string | null;
  upper: string | null;
  validFrom: string;
  /** Last day; null: still valid. */
  validTo: string | null;
  /** Permit or standard with clause. */
  basis: string;
  mark: 'verified' | 'single source' | 'recall' | 'local';
}

/** Limits of sites; with a day only those that hold on it. */
export async function listSiteLimits(db: Db, siteIds: readonly number[], day?: string): Promise<SiteLimit[]> {
  const { rows } = await sql<SiteLimit>`
    select id, site_id as "siteId", factor, period, lower, upper, valid_from as "validFrom", valid_to as "validTo",
      basis, mark
    from site_limit
    where site_id = any(${siteIds}::integer[])
      and (${day ?? null}::date is null
        or (valid_from <= ${day ?? null}::date and (valid_to is null or valid_to >= ${day ?? null}::date)))
    order by site_id, factor, period, valid_from`.execute(db);
  return rows;
}

/** Adds a limit; gives its id. @throws StoreError `invalid` without any bound */
export async function addSiteLimit(db: Db, limit: Omit<SiteLimit, 'id'>, by: string | null): Promise<string> {
  const id = newId();
  await sql`
    insert into site_limit (id, site_id, factor, period, lower, upper, valid_from, valid_to, basis, mark, created_by)
    values (${id}, ${limit.siteId}, ${limit.factor}, ${limit.period}, ${limit.lower}::numeric, ${limit.upper}::numeric,
      ${limit.validFrom}, ${limit.validTo}, ${limit.basis}, ${limit.mark}, ${by}::uuid)`.execute(db);
  return id;
}

/** Ends a limit with a day; a limit is never deleted, since it judged data. */
export async function endSiteLimit(db: Db, id: string, lastDay: string): Promise<void> {
  await sql`update site_limit set valid_to = ${lastDay} where id = ${id}`.execute(db);
}
