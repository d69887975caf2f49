import {
  addDays,
  type CheckedSite,
  emptyHourDay,
  type HourDay,
  isMonitored,
  neighboursOf,
  statisticalHourOf,
} from '@huanzhi/monitoring';
import { factor as factorOf } from '@huanzhi/standards';
import { readHourDays } from '../../../store/monitoring/hours.queries.ts';
import { listMarks } from '../../../store/monitoring/review/enterprise-marks.queries.ts';
import { listSiteFactors, listSites, type Site } from '../../../store/monitoring/sites.queries.ts';
import type { Db } from '../../../store/schema.ts';

/** A site on the day that is reviewed. */
export interface LoadedSite {
  site: Site;
  /** Every factor that is due or has data, by code. */
  factors: { factor: string; unit: string; since: string }[];
  /** The day's blocks by factor; a factor without data has an empty one. */
  blocks: Map<string, HourDay>;
  /** The day before, by factor, where there is one. */
  before: Map<string, HourDay>;
  neighbours: number[];
}

/** All active sites with the hours of a day and of the day before it. */
export async function loadDay(
  db: Db,
  day: string,
  ids?: readonly number[],
): Promise<Map<number, LoadedSite>> {
  const all = await listSites(db);
  const sites = ids === undefined ? all : all.filter((site) => ids.includes(site.id));
  const siteIds = sites.map((site) => site.id);
  const factors = (await listSiteFactors(db, siteIds)).filter((one) => isMonitored(one, day));
  const hourDays = await readHourDays(db, { siteIds, from: addDays(day, -1), to: day });
  const places = all.map((site) => ({ ...site, river: site.props.river ?? null }));
  const loaded = new Map<number, LoadedSite>();
  for (const site of sites) {
    const own = hourDays.filter((one) => one.siteId === site.id);
    const blocks = new Map(own.filter((one) => one.day === day).map((one) => [one.factor, one]));
    const due = factors.filter((one) => one.siteId === site.id);
    const known = new Map(due.map(({ factor, unit, since }) => [factor, { factor, unit, since }]));
    for (const factor of blocks.keys())
      if (!known.has(factor)) known.set(factor, { factor, unit: factorOf(factor)?.unit ?? '', since: day });
    for (const { factor } of due)
      if (!blocks.has(factor)) blocks.set(factor, emptyHourDay(site.id, factor, day));
    loaded.set(site.id, {
      site,
      factors: [...known.values()].sort((a, b) => (a.factor < b.factor ? -1 : 1)),
      blocks,
      before: new Map(own.filter((one) => one.day !== day).map((one) => [one.factor, one])),
      neighbours: neighboursOf({ ...site, river: site.props.river ?? null }, places),
    });
  }
  return loaded;
}

/** What the checks need of loaded sites, with the marks that enterprises made. */
export async function checkedSites(
  db: Db,
  day: string,
  loaded: ReadonlyMap<number, LoadedSite>,
): Promise<CheckedSite[]> {
  const marks = await listMarks(db, day, [...loaded.keys()]);
  return [...loaded.values()].map(({ site, factors, blocks, before, neighbours }) => ({
    siteId: site.id,
    name: site.name,
    kind: site.kind,
    intervalHours: site.intervalHours,
    neighbours,
    notes: marks.filter((mark) => mark.siteId === site.id),
    series: factors.map(({ factor, unit }) => ({
      factor,
      unit,
      today: blocks.get(factor) ?? emptyHourDay(site.id, factor, day),
      before: before.get(factor) ?? null,
    })),
  }));
}

/** The last hour of a statistical day that is over: 24 for past days, 0 for coming ones. */
export function hoursOver(day: string, now: Date): number {
  const current = statisticalHourOf(now.getTime());
  if (day < current.day) return 24;
  return day === current.day ? current.hour - 1 : 0;
}
