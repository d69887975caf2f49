import { daysBetween, exactOf, pollutantCodes, pollutantOf } from '@huanzhi/monitoring';
import type { LocalText } from '@huanzhi/registry';
import {
  aqiEdition,
  type DailyByPollutant,
  type Pollutant,
  type Rational,
  shanghaiDayNumber,
} from '@huanzhi/standards';
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

/** Daily figures of stations (and of the district, site 0) over a span. */
export interface AirDaily {
  /** A day with index and concentrations. */
  day: (siteId: number, day: string) => AirDayValue;
  /** Index of a day; null without one. */
  aqi: (siteId: number, day: string) => number | null;
  /** Daily means (O3: MDA8) of the whole span, days without a value with their state. */
  series: (siteId: number) => DailyByPollutant;
  /** Daily maximum hour of O3, which the 2012 index takes too; null without one. */
  ozoneHour: (siteId: number, day: string) => Rational | null;
  /** How the index of a day came about. */
  formula: (siteId: number, day: string) => LocalText;
  /** Days that have any figure, in order. */
  daysWith: (siteId: number) => string[];
}

const statistics = ['mean', 'mda8', 'max1h', 'index'];

/** Reads the daily figures that the aggregation keeps, `from` and `to` (`YYYY-MM-DD`) included. */
export async function readDaily(
  env: Env,
  siteIds: readonly number[],
  from: string,
  to: string,
): Promise<AirDaily> {
  const { db } = env.store;
  const factors = [...airFactors, 'AQI'];
  const [rows, known] = await Promise.all([
    readPeriodValues(db, { siteIds, period: 'day', from, to, factors, statistics }),
    listSiteFactors(db, siteIds),
  ]);
  const stored = new Map<string, PeriodValue>();
  const days = new Map<number, Set<string>>();
  for (const row of rows) {
    stored.set(`${row.siteId} ${row.start} ${row.factor} ${row.statistic}`, row);
    const ofSite = days.get(row.siteId) ?? new Set<string>();
    days.set(row.siteId, ofSite.add(row.start));
  }
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
  const index = (siteId: number, day: string) => rowOf(siteId, day, 'AQI', 'index');
  const aqi = (siteId: number, day: string) => {
    const text = index(siteId, day)?.value ?? null;
    return text === null ? null : Number(text);
  };
  const dayOf = (siteId: number, day: string): AirDayValue => {
    const row = index(siteId, day);
    const parts = (row?.detail?.iaqi ?? {}) as Record<string, number>;
    const figures = shownPollutants.map((pollutant) =>
      figureOf(measured(siteId, day, pollutant), parts[pollutantCodes[pollutant]] ?? null),
    );
    return {
      edition: aqiEdition({ at: day }).id,
      figures,
      index: shownIndex(aqi(siteId, day), pollutantsOf(row?.detail?.primary), figures),
    };
  };
  return {
    day: dayOf,
    aqi,
    ozoneHour(siteId, day) {
      const row = rowOf(siteId, day, pollutantCodes.O3, 'max1h');
      return row === undefined ? null : exactOf(row);
    },
    series(siteId) {
      const firstDay = shanghaiDayNumber(from);
      const all = daysBetween(from, to);
      const ofPollutant = (pollutant: Pollutant) =>
        all.map((day) => {
          const { value, state } = measured(siteId, day, pollutant);
          return value ?? (state === 'value' ? 'missing' : state);
        });
      return Object.fromEntries(
        shownPollutants.map((pollutant) => [pollutant, { firstDay, values: ofPollutant(pollutant) }]),
      );
    },
    formula: (siteId, day) => dayFormula(dayOf(siteId, day), siteId === districtSite),
    daysWith: (siteId) => [...(days.get(siteId) ?? [])].sort(),
  };
}
