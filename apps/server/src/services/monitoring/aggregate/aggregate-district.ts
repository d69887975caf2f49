import { airMonthFigures, airYearFigures, areaDayFigures, DayTable, isMonitored } from '@huanzhi/monitoring';
import type { Transaction } from 'kysely';
import {
  districtSite,
  type PeriodValue,
  readPeriodValues,
  replacePeriodValues,
} from '../../../store/monitoring/period-values.queries.ts';
import { listSiteFactors, listSites } from '../../../store/monitoring/sites.queries.ts';
import type { Database } from '../../../store/schema.ts';
import { groupBy } from './group-by.ts';

/**
 * Makes the district's figures of these days, their months and years from the day figures of its assessed air
 * stations. A station takes part in a factor from the day it is expected on; a closed one only where it has figures.
 * @param days sorted, `YYYY-MM-DD`
 */
export async function aggregateDistrict(trx: Transaction<Database>, days: readonly string[]): Promise<void> {
  if (days.length === 0) return;
  const sites = (await listSites(trx, { kind: 'air', inactive: true })).filter((site) => site.assessed);
  const siteIds = sites.map((site) => site.id);
  const factors = groupBy(await listSiteFactors(trx, siteIds), (one) => one.siteId);
  for (const [year, ofYear] of groupBy(days, (day) => day.slice(0, 4))) {
    const found = await readPeriodValues(trx, {
      siteIds,
      period: 'day',
      from: ofYear[0] ?? '',
      to: ofYear.at(-1) ?? '',
    });
    const byDay = groupBy(found, (one) => one.start);
    const figures = ofYear.flatMap((day) => {
      const bySite = groupBy(byDay.get(day) ?? [], (one) => one.siteId);
      const stations = sites.flatMap((site) => {
        const own = bySite.get(site.id) ?? [];
        if (!site.active && own.length === 0) return [];
        const monitored = (factors.get(site.id) ?? []).filter((one) => isMonitored(one, day));
        return [{ figures: new DayTable(own), monitored: monitored.map((one) => one.factor) }];
      });
      return areaDayFigures(day, stations);
    });
    await replacePeriodValues(
      trx,
      ofYear.map((start) => ({ siteId: districtSite, period: 'day', start })),
      figures.map((one): PeriodValue => ({ siteId: districtSite, ...one })),
    );
    await districtPeriods(trx, year, [...new Set(ofYear.map((day) => day.slice(0, 7)))]);
  }
}

async function districtPeriods(
  trx: Transaction<Database>,
  year: string,
  months: readonly string[],
): Promise<void> {
  const days = await readPeriodValues(trx, {
    siteIds: [districtSite],
    period: 'day',
    from: `${year}-01-01`,
    to: `${year}-12-31`,
  });
  const table = new DayTable(days);
  const figures = [
    ...months.flatMap((month) => airMonthFigures(month, table)),
    ...airYearFigures(Number(year), table),
  ];
  await replacePeriodValues(
    trx,
    [
      { siteId: districtSite, period: 'year', start: `${year}-01-01` },
      ...months.map((month) => ({ siteId: districtSite, period: 'month' as const, start: `${month}-01` })),
    ],
    figures.map((one): PeriodValue => ({ siteId: districtSite, ...one })),
  );
}
