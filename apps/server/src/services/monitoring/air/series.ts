import { pollutantCodes } from '@huanzhi/monitoring';
import {
  type DailySeries,
  type DailyValue,
  type Pollutant,
  type Rational,
  rational,
} from '@huanzhi/standards';
import { type FigureKind, readDayRuns } from '../../../store/monitoring/air/day-series.queries.ts';
import type { Env } from '../../env.ts';

/** What is read over long spans: concentrations (O3: MDA8), the highest hour of ozone, the index. */
export type SeriesName = Pollutant | 'O3_1h' | 'AQI';

const kindOf = (name: SeriesName): FigureKind => {
  if (name === 'AQI') return { factor: 'AQI', statistic: 'index' };
  if (name === 'O3_1h') return { factor: pollutantCodes.O3, statistic: 'max1h' };
  return { factor: pollutantCodes[name], statistic: name === 'O3' ? 'mda8' : 'mean' };
};

/** Daily figures of stations (and of the district, site 0) over a span, exact; days without one are missing. */
export interface AirSeries {
  of: (siteId: number, name: SeriesName) => DailySeries;
  /** Index of a day of the span; null without one. */
  index: (siteId: number, day: string) => number | null;
  /** Indices of all its days. */
  indices: (siteId: number) => (number | null)[];
  /** Days whose figure is published, or rests on a published one. */
  published: (siteId: number, name: SeriesName) => number;
}

const dayMs = 86_400_000;
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs;

/** Reads the daily figures that the aggregation keeps, `from` and `to` (`YYYY-MM-DD`) included. */
export async function readSeries(
  env: Env,
  siteIds: readonly number[],
  names: readonly SeriesName[],
  from: string,
  to: string,
): Promise<AirSeries> {
  const firstDay = dayNumber(from);
  const length = Math.max(0, dayNumber(to) - firstDay + 1);
  const runs = new Map(
    (await readDayRuns(env.store.db, { siteIds, kinds: names.map(kindOf), from, to })).map((run) => [
      `${run.siteId} ${run.factor} ${run.statistic}`,
      run,
    ]),
  );
  const run = (siteId: number, name: SeriesName) => {
    const { factor, statistic } = kindOf(name);
    return runs.get(`${siteId} ${factor} ${statistic}`);
  };
  const read = new Map<string, DailySeries>();
  const of = (siteId: number, name: SeriesName): DailySeries => {
    const key = `${siteId} ${name}`;
    const series = read.get(key) ?? { firstDay, values: valuesOf(run(siteId, name)?.days ?? '', length) };
    read.set(key, series);
    return series;
  };
  const indexOf = (value: DailyValue | undefined): number | null =>
    value === undefined || typeof value === 'string' ? null : Number(value.numerator);
  return {
    of,
    index: (siteId, day) => indexOf(of(siteId, 'AQI').values[dayNumber(day) - firstDay]),
    indices: (siteId) => of(siteId, 'AQI').values.map(indexOf),
    published: (siteId, name) => run(siteId, name)?.published ?? 0,
  };
}

function valuesOf(days: string, length: number): DailyValue[] {
  const values = new Array<DailyValue>(length).fill('missing');
  if (days === '') return values;
  for (const entry of days.split(',')) {
    const gap = entry.indexOf(' ');
    values[Number(entry.slice(0, gap))] = exact(entry.slice(gap + 1));
  }
  return values;
}

function exact(text: string): Rational {
  const bar = text.indexOf('/');
  if (bar < 0) return rational(text);
  return { numerator: BigInt(text.slice(0, bar)), denominator: BigInt(text.slice(bar + 1)) };
}
