import {
  type AssessedYear,
  areaDailySeries,
  assessYear,
  type DailySeries,
  goodDays,
  monthValidity,
  NoEditionError,
  POLLUTANTS,
  type Pollutant,
  percentile,
  periodFigures,
  periodMean,
  type Rational,
  shanghaiDayNumber,
  yearValidity,
} from '@huanzhi/standards';
import { daysBetween } from '../hours/index.ts';
import { aqiOfDay } from './air-days.ts';
import { pollutantCodes } from './codes.ts';
import { exactOf, type Figure, kept } from './figure.ts';
import { publishedIn, restsOn } from './published.ts';

/** Which day figures of a pollutant go into months and years. */
const statisticOf = (pollutant: Pollutant) => (pollutant === 'O3' ? 'mda8' : 'mean');

/** Statistics of a year by HJ 663 table 1; a month has the first of each. */
const statistics: Readonly<Record<Pollutant, readonly ('mean' | 90 | 95 | 98)[]>> = {
  SO2: ['mean', 98],
  NO2: ['mean', 98],
  CO: [95],
  O3: [90],
  PM10: ['mean', 95],
  'PM2.5': ['mean', 95],
};

const named = (statistic: 'mean' | 90 | 95 | 98) => (statistic === 'mean' ? 'mean' : `p${statistic}`);

/** Day figures of one station or area by factor, statistic and day. */
export class DayTable {
  readonly #figures = new Map<string, Figure>();

  constructor(figures: Iterable<Figure>) {
    for (const one of figures) this.#figures.set(`${one.factor} ${one.statistic} ${one.start}`, one);
  }

  get(factor: string, statistic: string, day: string): Figure | undefined {
    return this.#figures.get(`${factor} ${statistic} ${day}`);
  }
}

/**
 * The figures of an area on one day: concentrations by `areaDailySeries` over its assessed stations, the AQI from them.
 * @param stations by assessed station its day figures and the codes that it has on that day
 */
export function areaDayFigures(
  day: string,
  stations: readonly { figures: DayTable; monitored: readonly string[] }[],
): Figure[] {
  const figures = POLLUTANTS.flatMap((pollutant): Figure[] => {
    const factor = pollutantCodes[pollutant];
    const having = stations.filter((station) => station.monitored.includes(factor));
    if (having.length === 0) return [];
    const of = pollutant === 'O3' ? ['mda8', 'max1h'] : ['mean'];
    return of.flatMap((statistic) => {
      const found = having.map((station) => station.figures.get(factor, statistic, day));
      if (found.every((one) => one === undefined)) return [];
      const values = found.map((one) => (one === undefined ? null : exactOf(one)));
      const series = values.map((value) => seriesOfDays(day, [value]));
      const exact = areaDailySeries(series).values[0];
      const value = typeof exact === 'object' ? exact : null;
      return {
        factor,
        statistic,
        period: 'day',
        start: day,
        ...kept(value, restsOn(value === null ? 0 : found.filter((one) => publishedIn(one) > 0).length)),
        valid: values.filter((one) => one !== null).length,
        received: found.filter((one) => one !== undefined && one.received > 0).length,
        expected: having.length,
        complete: value !== null,
      };
    });
  });
  if (figures.length === 0) return [];
  const monitored = POLLUTANTS.map((one) => pollutantCodes[one]).filter((factor) =>
    stations.some((station) => station.monitored.includes(factor)),
  );
  return [...figures, ...aqiOfDay(day, figures, monitored)];
}

function seriesOfDays(firstDay: string, values: readonly (Rational | null)[]): DailySeries {
  return { firstDay: shanghaiDayNumber(firstDay), values: values.map((value) => value ?? 'missing') };
}

/** The figures of a month of an air station or area. @param month `YYYY-MM` */
export function airMonthFigures(month: string, days: DayTable): Figure[] {
  const from = `${month}-01`;
  const to = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0))
    .toISOString()
    .slice(0, 10);
  const all = daysBetween(from, to);
  const figures = POLLUTANTS.flatMap((pollutant): Figure[] => {
    const { found, values } = daysOf(days, pollutant, all);
    if (found.length === 0) return [];
    const statistic = statistics[pollutant][0] ?? 'mean';
    const valid = values.filter((value) => value !== null).length;
    const exact = statisticValue(values, statistic);
    return [
      {
        factor: pollutantCodes[pollutant],
        statistic: named(statistic),
        period: 'month',
        start: from,
        ...kept(exact, { ...rounded(pollutant, from, to, values), ...restsOn(publishedDays(found)) }),
        valid,
        received: found.filter((one) => one.received > 0).length,
        expected: all.length,
        complete: monthValidity(valid, Number(month.slice(5))).sufficient,
      },
    ];
  });
  return [...figures, ...goodDayFigures('month', from, all, days)];
}

/** The rounded figure as monthly reports state it; nothing before the first edition of HJ 663. */
function rounded(
  pollutant: Pollutant,
  from: string,
  to: string,
  values: readonly (Rational | null)[],
): { rounded?: string } {
  try {
    const figures = periodFigures({ from, to }, { [pollutant]: seriesOfDays(from, values) });
    const text = figures.rounded[pollutant];
    return text === null ? {} : { rounded: text };
  } catch (error) {
    if (error instanceof NoEditionError) return {};
    throw error;
  }
}

/** The figures of a year of an air station or area, judged by HJ 663 where its edition is known. */
export function airYearFigures(year: number, days: DayTable): Figure[] {
  const from = `${year}-01-01`;
  const all = daysBetween(from, `${year}-12-31`);
  const byPollutant = POLLUTANTS.map((pollutant) => ({ pollutant, ...daysOf(days, pollutant, all) }));
  const assessed = assessedYear(year, byPollutant);
  const figures = byPollutant.flatMap(({ pollutant, found, values }): Figure[] => {
    if (found.length === 0) return [];
    const validByMonth = Array.from({ length: 12 }, () => 0);
    all.forEach((day, index) => {
      const month = Number(day.slice(5, 7)) - 1;
      if (values[index] !== null) validByMonth[month] = (validByMonth[month] ?? 0) + 1;
    });
    const judged = assessed?.pollutants.find((one) => one.pollutant === pollutant);
    return statistics[pollutant].map((statistic) => {
      const item = judged?.items.find((one) => one.statistic === statistic);
      return {
        factor: pollutantCodes[pollutant],
        statistic: named(statistic),
        period: 'year',
        start: from,
        ...kept(
          statisticValue(values, statistic),
          item === undefined || assessed === null
            ? restsOn(publishedDays(found))
            : {
                rounded: item.value,
                compliant: item.compliant,
                exceedanceMultiple: item.exceedanceMultiple,
                method: assessed.method.id,
                limits: assessed.limits.id,
                ...restsOn(publishedDays(found)),
              },
        ),
        valid: values.filter((value) => value !== null).length,
        received: found.filter((one) => one.received > 0).length,
        expected: all.length,
        complete: yearValidity(validByMonth).sufficient,
      };
    });
  });
  return [...figures, ...goodDayFigures('year', from, all, days)];
}

function assessedYear(
  year: number,
  parts: readonly { pollutant: Pollutant; values: readonly (Rational | null)[] }[],
): AssessedYear | null {
  const daily = Object.fromEntries(
    parts.map(({ pollutant, values }) => [pollutant, seriesOfDays(`${year}-01-01`, values)]),
  );
  try {
    return assessYear(year, daily);
  } catch (error) {
    if (error instanceof NoEditionError) return null;
    throw error;
  }
}

function daysOf(
  days: DayTable,
  pollutant: Pollutant,
  all: readonly string[],
): { found: Figure[]; values: (Rational | null)[] } {
  const found: Figure[] = [];
  const values = all.map((day) => {
    const figure = days.get(pollutantCodes[pollutant], statisticOf(pollutant), day);
    if (figure === undefined) return null;
    found.push(figure);
    return exactOf(figure);
  });
  return { found, values };
}

const publishedDays = (days: readonly (Figure | undefined)[]): number =>
  days.filter((one) => publishedIn(one) > 0).length;

function statisticValue(values: readonly (Rational | null)[], statistic: 'mean' | 90 | 95 | 98) {
  return statistic === 'mean' ? periodMean(values) : percentile(values, statistic);
}

/** Good days of a span: factor `AQI`, statistic `good`, value the good days, `valid` the days with an index. */
function goodDayFigures(
  period: 'month' | 'year',
  start: string,
  all: readonly string[],
  days: DayTable,
): Figure[] {
  const found = all.map((day) => days.get('AQI', 'index', day));
  const came = found.filter((one) => one !== undefined).length;
  if (came === 0) return [];
  const result = goodDays(found.map((one) => (one?.value == null ? null : Number(one.value))));
  return [
    {
      factor: 'AQI',
      statistic: 'good',
      period,
      start,
      value: String(result.goodDays),
      valid: result.validDays,
      received: came,
      expected: all.length,
      complete: result.validDays === all.length,
      detail: {
        percent: result.percent,
        heavyDays: result.heavyDays,
        daysByLevel: result.daysByLevel,
        ...restsOn(publishedDays(found.filter((one) => one?.value != null))),
      },
    },
  ];
}
