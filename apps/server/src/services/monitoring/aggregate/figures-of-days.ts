import { dayFigures, type FiguredSite, type HourDay } from '@huanzhi/monitoring';
import type { PeriodValue } from '../../../store/monitoring/period-values.queries.ts';
import { groupBy } from './group-by.ts';

/**
 * The day figures of sites.
 * @param report told of a site whose figures cannot be made; without it the error is thrown
 * @returns the figures, and the sites that failed (none of their days is among the figures)
 */
export function figuresOfDays(
  sites: ReadonlyMap<number, FiguredSite>,
  days: readonly { siteId: number; day: string }[],
  blocks: readonly HourDay[],
  report?: (error: unknown) => void,
): { figures: PeriodValue[]; failed: Set<number> } {
  const byDay = groupBy(blocks, (block) => `${block.siteId} ${block.day}`);
  const failed = new Set<number>();
  const figures: PeriodValue[] = [];
  for (const { siteId, day } of days) {
    const site = sites.get(siteId);
    if (site === undefined || failed.has(siteId)) continue;
    try {
      for (const figure of dayFigures(site, day, byDay.get(`${siteId} ${day}`) ?? []))
        figures.push({ siteId, ...figure });
    } catch (error) {
      if (report === undefined) throw error;
      report(new Error(`figures of site ${siteId} on ${day}: ${String(error)}`, { cause: error }));
      failed.add(siteId);
    }
  }
  return { figures: figures.filter((one) => !failed.has(one.siteId)), failed };
}
