import { pollutantCodes, pollutantOf } from '@huanzhi/monitoring';
import type { LocalText } from '@huanzhi/registry';
import { aqiEdition, type Pollutant } from '@huanzhi/standards';
import {
  districtSite,
  type PeriodValue,
  readPeriodValues,
} from '../../../store/monitoring/period-values.queries.ts';
import { listSiteFactors } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { dayFormula, measuredDay } from './day-figures.ts';
import { type Figure, figureOf, type ShownIndex, shownIndex } from './figures.ts';
import { airFactors, pollutantsOf, shownPollutants } from './pollutants.ts';

/** A day of a station or the district: index, concentrations, edition of HJ 633. */
export interface AirDayValue {
  edition: string;
  index: ShownIndex;
  figures: Figure[];
}

/** Days of stations (and of the district, site 0) with all that is shown of them. */
export interface AirDaily {
  /** A day with index and concentrations. */
  day: (siteId: number, day: string) => AirDayValue;
  /** How the index of a day came about. */
  formula: (siteId: number, day: string) => LocalText;
}

const statistics = ['mean', 'mda8', 'index'];

/**
 * Reads the daily figures that the aggregation keeps; for long spans without states and reasons see `readSeries`.
 * @param days first and last day (`YYYY-MM-DD`), or single days
 */
export async function readDaily(
  env: Env,
  siteIds: readonly number[],
  days: { from: string; to: string } | readonly string[],
): Promise<AirDaily> {
  const { db } = env.store;
  const factors = [...airFactors, 'AQI'];
  const which =
    'from' in days ? days : { from: days[0] ?? '9999-12-31', to: days.at(-1) ?? '9999-12-31', days };
  const [rows, known] = await Promise.all([
    readPeriodValues(db, { siteIds, period: 'day', ...which, factors, statistics }),
    listSiteFactors(db, siteIds),
  ]);
  const stored = new Map<string, PeriodValue>();
  for (const row of rows) stored.set(`${row.siteId} ${row.start} ${row.factor} ${row.statistic}`, row);
  const monitored = new Set(known.map((one) => `${one.siteId} ${pollutantOf(one.factor)}`));
  const rowOf = (siteId: number, day: string, factor: string, statistic: string) =>
    stored.get(`${siteId} ${day} ${factor} ${statistic}`);
  const measured = (siteId: number, day: string, pollutant: Pollutant) =>
    measuredDay(
      pollutant,
      rowOf(siteId, day, pollutantCodes[pollutant], pollutant === 'O3' ? 'mda8' : 'mean'),
      siteId === districtSite || monitored.has(`${siteId} ${pollutant}`),
      siteId === districtSite,
    );
  const dayOf = (siteId: number, day: string): AirDayValue => {
    const row = rowOf(siteId, day, 'AQI', 'index');
    const parts = (row?.detail?.iaqi ?? {}) as Record<string, number>;
    const figures = shownPollutants.map((pollutant) =>
      figureOf(measured(siteId, day, pollutant), parts[pollutantCodes[pollutant]] ?? null),
    );
    return { edition: aqiEdition({ at: day }).id, figures, index: shownIndex(storedIndex(row), figures) };
  };
  return {
    day: dayOf,
    formula: (siteId, day) => dayFormula(dayOf(siteId, day), siteId === districtSite),
  };
}

/** The index of a day as the aggregation keeps it, with the pollutants that it names. */
export function storedIndex(
  row: PeriodValue | undefined,
): Pick<ShownIndex, 'value' | 'primary' | 'published'> {
  return {
    value: row?.value == null ? null : Number(row.value),
    primary: pollutantsOf(row?.detail?.primary),
    published: pollutantsOf(row?.detail?.published),
  };
}
