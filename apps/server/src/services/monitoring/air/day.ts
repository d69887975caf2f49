import type { Env } from '../../env.ts';
import { listAirSites, siteShower } from './air-sites.ts';
import { readDaily } from './daily.ts';
import { districtSeries, stationSeries } from './day-series.ts';
import { readAirHours } from './hours.ts';
import { shownPollutants } from './pollutants.ts';
import { airSubject } from './years.ts';

/**
 * What the index of one day is made of: daily concentrations with sub-indices, the hours, and for the district the
 * stations.
 * @throws AppError `not-found`
 */
export async function airDay(env: Env, siteId: number, day: string) {
  const { site } = await airSubject(env, siteId);
  const shown = await siteShower(env);
  const sites = site === null ? (await listAirSites(env)).filter((one) => one.assessed) : [site];
  const hours = await readAirHours(env, sites, day, day);
  const daily = await readDaily(env, [siteId, ...sites.map((one) => one.id)], [day]);
  const value = daily.day(siteId, day);
  return {
    site: site === null ? null : shown(site),
    day,
    ...value,
    series: shownPollutants.map((pollutant) =>
      site === null
        ? districtSeries(hours, sites, pollutant, [day])
        : stationSeries(hours, site, pollutant, [day]),
    ),
    stations:
      site === null
        ? sites.map((one) => {
            const { index, figures } = daily.day(one.id, day);
            return { site: shown(one), index, figures };
          })
        : [],
    formula: daily.formula(siteId, day),
  };
}
