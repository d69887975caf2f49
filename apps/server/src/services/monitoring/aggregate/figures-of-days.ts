import { dayFigures, type FiguredSite, type HourDay } from '@huanzhi/monitoring';
import type { StandingFigure } from '../../../store/monitoring/measurements/published-days.queries.ts';
import type { PeriodValue } from '../../../store/monitoring/period-values.queries.ts';
import { groupBy } from './group-by.ts';

/** What the figures of days are made from: hours in blocks, and figures that a network published. */
interface DayData {
  blocks: readonly HourDay[];
  published: readonly StandingFigure[];
}

/**
 * The day figures of sites.
 * @param report told of a site whose figures cannot be made; without it the error is thrown
 * @returns the figures, and the sites that failed (none of their days is among the figures)
 */
export function figuresOfDays(
  sites: ReadonlyMap<number, FiguredSite>,
  days: readonly { siteId: number; day: string }[],
  data: DayData,
  report?: (error: unknown) => void,
): { figures: PeriodValue[]; failed: Set<number> } {
  const keyOf = (one: { siteId: number; day: string }) => `${one.siteId} ${one.day}`;
  const blocks = groupBy(data.blocks, keyOf);
  const published = groupBy(data.published, keyOf);
  const failed = new Set<number>();
  const figures: PeriodValue[] = [];
  for (const { siteId, day } of days) {
    const site = sites.get(siteId);
    if (site === undefined || failed.has(siteId)) continue;
    try {
      const key = keyOf({ siteId, day });
      for (const figure of dayFigures(site, day, blocks.get(key) ?? [], published.get(key) ?? []))
        figures.push({ siteId, ...figure });
    } catch (error) {
      if (report === undefined) throw error;
      report(new Error(`figures of site ${siteId} on ${day}: ${String(error)}`, { cause: error }));
      failed.add(siteId);
    }
  }
  return { figures: figures.filter((one) => !failed.has(one.siteId)), failed };
}
