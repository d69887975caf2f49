import type { Answer, Query } from '@huanzhi/contract';
import { type FiguredSite, hourEnd, unitFactor, valueFields } from '@huanzhi/monitoring';
import { factor as factorOf } from '@huanzhi/standards';
import { latestHours } from '../../../store/monitoring/hours.queries.ts';
import {
  type StationOfSite,
  stationCounts,
  stationsOfSite,
} from '../../../store/monitoring/sites/site-stations.queries.ts';
import {
  listSiteFactors,
  listSiteLimits,
  listSites,
  type Site,
  type SiteFactor,
} from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { loadOrgIndex } from '../../org-index.ts';
import type { Session } from '../../session.ts';
import { groupBy } from '../aggregate/group-by.ts';
import { townNames } from '../air/air-sites.ts';
import { mediumOf } from '../packet-hours/medium-of.ts';
import { maySee, siteFor } from './own-sites.ts';

/** The sites that a person may see. */
export async function shownSites(
  env: Env,
  session: Session,
  query: Query<'sites'>,
): Promise<Answer<'sites'>> {
  const sites = await listSites(env.store.db, {
    ...(query.kind === undefined ? {} : { kind: query.kind }),
    inactive: query.inactive === '1',
  });
  const shown = sites.filter((site) => maySee(session, site));
  const ids = shown.map((site) => site.id);
  const { db } = env.store;
  const [show, factors, latest, stations] = await Promise.all([
    shownWithNames(env),
    listSiteFactors(db, ids),
    latestHours(db, ids),
    stationCounts(db, ids),
  ]);
  const latestAt = new Map<number, number>();
  for (const { siteId, day, hour } of latest)
    latestAt.set(siteId, Math.max(hourEnd(day, hour), latestAt.get(siteId) ?? 0));
  const factorsOf = groupBy(factors, (one) => one.siteId);
  const stationsOf = new Map(stations.map((one) => [one.siteId, one]));
  return {
    items: shown.map((site) => {
      const at = latestAt.get(site.id);
      const { active = 0, connected = 0 } = stationsOf.get(site.id) ?? {};
      return {
        ...show(site),
        factors: (factorsOf.get(site.id) ?? []).map(shownFactor),
        latestAt: at === undefined ? null : new Date(at).toISOString(),
        stations: { active, connected },
      };
    }),
    canManage: session.permissions.includes('site.manage'),
  };
}

/** One site with everything that belongs to it. @throws AppError `not-found` */
export async function readSite(env: Env, session: Session, id: number): Promise<Answer<'site'>> {
  const site = await siteFor(env, session, id);
  const { db } = env.store;
  const [show, factors, limits, latest, stations] = await Promise.all([
    shownWithNames(env),
    listSiteFactors(db, [id]),
    listSiteLimits(db, [id]),
    latestHours(db, [id]),
    stationsOfSite(db, id),
  ]);
  return {
    ...show(site),
    factors: factors.map(shownFactor),
    limits,
    latest: latest.map(({ factor, day, hour, value, mark }) => ({
      factor,
      at: new Date(hourEnd(day, hour)).toISOString(),
      value,
      mark,
    })),
    stations: stations.map((station) => ({
      id: station.id,
      mn: station.mn,
      name: station.name,
      active: station.active,
      connected: station.connected,
      lastHeard: station.lastHeard,
      unknownUnits: unknownUnits(site, factors, station),
    })),
    canManage: session.permissions.includes('site.manage'),
  };
}

/** A factor with its name; a code that no table has is its own name. */
export function shownFactor({ factor, unit, since, until = null }: FiguredSite['factors'][number]) {
  return { factor, name: factorOf(factor)?.name ?? factor, unit, since, until };
}

async function shownWithNames(env: Env) {
  const [orgs, towns] = await Promise.all([loadOrgIndex(env), townNames(env)]);
  const nameOf = (id: string | null) => (id === null ? null : orgs.nameOf(id));
  return (site: Site) => ({
    ...site,
    intervalHours: site.intervalHours as Answer<'site'>['intervalHours'],
    props: site.props as Answer<'site'>['props'],
    areaName: towns.get(site.areaCode) ?? null,
    ownerName: nameOf(site.ownerOrg),
    enterpriseName: nameOf(site.enterpriseOrg),
  });
}

/** Codes that a station sends for factors of the site without a unit that can be converted. */
function unknownUnits(site: Site, factors: readonly SiteFactor[], station: StationOfSite): string[] {
  const codes = station.sent.flatMap(({ cn, fields }) =>
    valueFields(cn, fields, mediumOf(site)).flatMap(({ sent, factor }) => {
      const wanted = factors.find((one) => one.factor === factor)?.unit;
      if (wanted === undefined) return [];
      const unit = station.factors[sent]?.unit;
      return unit === undefined || unitFactor(unit, wanted) === null ? [sent] : [];
    }),
  );
  return [...new Set(codes)].sort();
}
