import {
  airMonthFigures,
  airYearFigures,
  DayTable,
  type Figure,
  type FiguredSite,
  plainMonthFigures,
  sectionMonthFigures,
  sectionYearFigures,
} from '@huanzhi/monitoring';
import type { Transaction } from 'kysely';
import {
  type PeriodValue,
  readPeriodValues,
  replacePeriodValues,
  type SitePeriod,
} from '../../../store/monitoring/period-values.queries.ts';
import type { Database } from '../../../store/schema.ts';
import { groupBy } from './group-by.ts';

/** Sites whose year is read in one query. */
const sitesAtOnce = 50;

/** Makes the months and years of these days again, from the day figures that are kept. */
export async function aggregatePeriods(
  trx: Transaction<Database>,
  sites: ReadonlyMap<number, FiguredSite>,
  days: readonly { siteId: number; day: string }[],
): Promise<void> {
  const years = new Map<string, Map<number, Set<string>>>();
  for (const { siteId, day } of days) {
    const year = years.get(day.slice(0, 4)) ?? new Map<number, Set<string>>();
    years.set(day.slice(0, 4), year);
    const months = year.get(siteId) ?? new Set<string>();
    year.set(siteId, months.add(day.slice(0, 7)));
  }
  for (const [year, ofYear] of years) {
    const ids = [...ofYear.keys()];
    for (let start = 0; start < ids.length; start += sitesAtOnce) {
      const some = ids.slice(start, start + sitesAtOnce);
      const found = await readPeriodValues(trx, {
        siteIds: some,
        period: 'day',
        from: `${year}-01-01`,
        to: `${year}-12-31`,
      });
      const bySite = groupBy(found, (one) => one.siteId);
      const periods: SitePeriod[] = [];
      const values: PeriodValue[] = [];
      for (const siteId of some) {
        const site = sites.get(siteId);
        const months = [...(ofYear.get(siteId) ?? [])].sort();
        if (site === undefined) continue;
        periods.push({ siteId, period: 'year', start: `${year}-01-01` });
        for (const month of months) periods.push({ siteId, period: 'month', start: `${month}-01` });
        for (const figure of figuresOfYear(site, Number(year), months, bySite.get(siteId) ?? []))
          values.push({ siteId, ...figure });
      }
      await replacePeriodValues(trx, periods, values);
    }
  }
}

/**
 * The figures of some months and of the year.
 * @param months `YYYY-MM`, those wanted; @param days all day figures of the year
 */
export function figuresOfYear(
  site: FiguredSite,
  year: number,
  months: readonly string[],
  days: readonly Figure[],
): Figure[] {
  if (site.kind === 'air') {
    const table = new DayTable(days);
    return [...months.flatMap((month) => airMonthFigures(month, table)), ...airYearFigures(year, table)];
  }
  const byMonth = groupBy(days, (one) => one.start.slice(0, 7));
  if (site.kind !== 'section')
    return months.flatMap((month) => plainMonthFigures(month, byMonth.get(month) ?? []));
  const all = [...byMonth].map(([month, ofMonth]) => ({
    month,
    figures: sectionMonthFigures(site, month, ofMonth),
  }));
  return [
    ...all.flatMap(({ month, figures }) => (months.includes(month) ? figures : [])),
    ...sectionYearFigures(
      site,
      year,
      all.flatMap(({ figures }) => figures),
    ),
  ];
}
