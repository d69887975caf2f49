import { findSite, listSites, type Site } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';
import { loadOrgIndex } from '../../org-index.ts';

/** A station as the interface shows it. */
export interface ShownSite {
  id: number;
  code: string;
  name: string;
  tier: Site['tier'];
  assessed: boolean;
  active: boolean;
  areaCode: string;
  areaName: string | null;
  lon: number | null;
  lat: number | null;
}

/** Air stations by name; inactive ones too, when the past is asked for. */
export function listAirSites(env: Env, inactive = false): Promise<Site[]> {
  return listSites(env.store.db, { kind: 'air', inactive });
}

/** A station by its number. @throws AppError `not-found` when it is no air station */
export async function airSite(env: Env, id: number): Promise<Site> {
  const site = await findSite(env.store.db, id);
  if (site === undefined || site.kind !== 'air') throw new AppError('not-found');
  return site;
}

/** Names of towns by area code, and a way to show a station with the name of its town. */
export async function siteShower(env: Env): Promise<(site: Site) => ShownSite> {
  const names = await townNames(env);
  return (site) => ({
    id: site.id,
    code: site.code,
    name: site.name,
    tier: site.tier,
    assessed: site.assessed,
    active: site.active,
    areaCode: site.areaCode,
    areaName: names.get(site.areaCode) ?? null,
    lon: site.lon,
    lat: site.lat,
  });
}

/** Short names of the towns by area code. */
export async function townNames(env: Env): Promise<Map<string, string>> {
  const { all } = await loadOrgIndex(env);
  return new Map(
    all.filter((org) => org.kind === 'town').map((org) => [org.areaCode, org.shortName || org.name]),
  );
}
