import type { Answer } from '@huanzhi/contract';
import { addDays, hourEnd, type statisticalHourOf } from '@huanzhi/monitoring';
import { TRANSMISSION_RULE } from '@huanzhi/standards';
import { alertsOfSites } from '../../../store/monitoring/alerts/alerts.queries.ts';
import { latestHours } from '../../../store/monitoring/hours.queries.ts';
import { listSites, type Site } from '../../../store/monitoring/sites.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { loadOrgIndex } from '../../org-index.ts';
import type { Session } from '../../session.ts';
import { maySee } from '../sites/own-sites.ts';
import { loadSources } from './load-sources.ts';
import { sourceDay } from './source-day.ts';

/** The outlets that a person may see, with the verdicts of a day: the last one that is over and has data. */
export async function listSources(
  env: Env,
  session: Session,
  asked: string | undefined,
): Promise<Answer<'sources'>> {
  const { db } = env.store;
  const sites = (await listSites(db, { kind: 'outlet' })).filter((site) => maySee(session, site));
  const ids = sites.map((site) => site.id);
  const newest = newestBySite(await latestHours(db, ids));
  const last = [...newest.values()].map((one) => one.day).reduce<string | null>(later, null);
  const day = asked ?? endedDay(env, last);
  const now = env.clock().toISOString();
  const [all, alerts, show] = await Promise.all([
    loadSources(env, sites, day, day),
    alertsOfSites(db, ids, { from: now, to: now }),
    sourceShower(env),
  ]);
  const through = hoursOver(env, day);
  return {
    day,
    last,
    rule: rateRule,
    items: all.map((data) => {
      const latest = newest.get(data.site.id);
      const open = alerts.filter((one) => one.siteId === data.site.id && one.state === 'open');
      return {
        source: show(data.site),
        latestAt: latest === undefined ? null : new Date(hourEnd(latest.day, latest.hour)).toISOString(),
        result: sourceDay(data, day, through),
        alerts: {
          open: open.length,
          verdicts: open.filter((one) => one.severity === 'verdict').length,
        },
      };
    }),
  };
}

/** The rule of the transmission-effective rate as it is shown. */
export const rateRule = {
  title: TRANSMISSION_RULE.title,
  threshold: String(TRANSMISSION_RULE.threshold),
  mark: TRANSMISSION_RULE.mark,
};

type Hour = ReturnType<typeof statisticalHourOf>;

/** The newest hour of each site over all its factors. */
export function newestBySite(rows: readonly (Hour & { siteId: number })[]): Map<number, Hour> {
  const newest = new Map<number, Hour>();
  for (const { siteId, day, hour } of rows) {
    const known = newest.get(siteId);
    if (known === undefined || hourEnd(day, hour) > hourEnd(known.day, known.hour))
      newest.set(siteId, { day, hour });
  }
  return newest;
}

/** The later of two days. */
export function later(a: string | null, b: string): string {
  return a !== null && a > b ? a : b;
}

/** The last day with data if it is over, else yesterday. */
export function endedDay(env: Env, last: string | null): string {
  const yesterday = addDays(localDay(env.clock()), -1);
  return last !== null && last < yesterday ? last : yesterday;
}

/** How many hours of a day are over, 0 to 24. */
export function hoursOver(env: Env, day: string): number {
  const hours = Math.floor((env.clock().getTime() - hourEnd(day, 0)) / 3_600_000);
  return Math.min(24, Math.max(0, hours));
}

/** Shows outlets with the names of their organisations. */
export async function sourceShower(env: Env) {
  const orgs = await loadOrgIndex(env);
  const nameOf = (id: string | null) => (id === null ? null : orgs.nameOf(id));
  return (site: Site): Answer<'source'>['source'] => ({
    id: site.id,
    code: site.code,
    name: site.name,
    medium: site.props.medium ?? 'water',
    intervalHours: site.intervalHours,
    active: site.active,
    ownerName: nameOf(site.ownerOrg),
    enterpriseName: nameOf(site.enterpriseOrg),
    lon: site.lon,
    lat: site.lat,
  });
}
