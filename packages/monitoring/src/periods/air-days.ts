import {
  type AqiReadings,
  dailyAqi,
  dailyMaxima,
  dailyMeans,
  dailyOzoneMaxima,
  type HourlySeries,
  hourlySeries,
  NoEditionError,
  ozoneDay,
  POLLUTANTS,
  type Pollutant,
  pollutantUnit,
  type Rational,
  roundHalfEvenText,
} from '@huanzhi/standards';
import { emptyHourDay, type HourDay } from '../hours/index.ts';
import { pollutantCodes, pollutantOf } from './codes.ts';
import { type FiguredSite, factorDay, isMonitored } from './day-input.ts';
import { exactOf, type Figure, kept } from './figure.ts';
import {
  type PublishedFigure,
  type PublishedStatistic,
  publishedIn,
  publishedValue,
  standIn,
} from './published.ts';

/**
 * The figures of the six pollutants and the AQI of one day of an air station; other factors are left to the caller.
 * @param published figures of that day that the network published; see {@link standIn} for when they count
 */
export function airDayFigures(
  site: FiguredSite,
  day: string,
  blocks: readonly HourDay[],
  published: readonly PublishedFigure[] = [],
): Figure[] {
  const factors = new Set([...blocks, ...published].map((one) => one.factor));
  const figures = [...factors].flatMap((factor) => {
    const pollutant = pollutantOf(factor);
    if (pollutant === undefined) return [];
    return pollutantDay(pollutant, {
      day,
      block: blocks.find((one) => one.factor === factor),
      published: published.filter((one) => one.factor === factor),
      unit: site.factors.find((one) => one.factor === factor)?.unit ?? pollutantUnit(pollutant),
    });
  });
  if (figures.length === 0) return [];
  const monitored = site.factors.filter((one) => isMonitored(one, day)).map((one) => one.factor);
  return [...figures, ...aqiOfDay(day, figures, monitored)];
}

/** What there is of a pollutant on a day. */
interface PollutantDay {
  day: string;
  block: HourDay | undefined;
  published: readonly PublishedFigure[];
  /** Of the site's factor. */
  unit: string;
}

function pollutantDay(pollutant: Pollutant, { day, block, published, unit }: PollutantDay): Figure[] {
  const factor = pollutantCodes[pollutant];
  const to = pollutantUnit(pollutant);
  const { hours, received } = factorDay(block ?? emptyHourDay(0, factor, day), { from: unit, to });
  const series = hourlySeries(pollutant, `${day}T01:00:00`, hours);
  const valid = series.units.reduce((count, units) => count + (units >= 0 ? 1 : 0), 0);
  const figure = (statistic: PublishedStatistic, own: Rational | null): Figure => {
    const given = standIn(
      own,
      block,
      published.find((one) => one.statistic === statistic),
    );
    const exact = own ?? (given === null ? null : publishedValue(given, to));
    const basis =
      given === null || exact === null ? {} : { published: { import: given.import, row: given.row } };
    return {
      factor,
      statistic,
      period: 'day',
      start: day,
      ...kept(exact, basis),
      valid,
      received,
      expected: 24,
      complete: exact !== null,
    };
  };
  if (pollutant !== 'O3') return [figure('mean', fractionOf(dailyMeans(series).values[0]))];
  return [figure('mda8', ozoneOf(series, hours)), figure('max1h', fractionOf(dailyMaxima(series).values[0]))];
}

const fractionOf = (value: Rational | string | undefined): Rational | null =>
  typeof value === 'object' ? value : null;

function ozoneOf(series: HourlySeries, hours: Parameters<typeof ozoneDay>[0]): Rational | null {
  try {
    return fractionOf(dailyOzoneMaxima(series).values[0]);
  } catch (error) {
    if (!(error instanceof NoEditionError)) throw error;
    // A day before the first edition of GB 3095 held here: the rule with its usual limit.
    const found = ozoneDay(hours);
    return found.valid ? found.max : null;
  }
}

/** Text that stands for a fraction in a comparison with four digits: far finer than any tie of 24 hours and 1,000 stations. */
const asReading = (exact: Rational) => roundHalfEvenText(exact, 20).replace(/\.?0+$/, '');

/**
 * The index of a day from its concentrations (`mean`, `mda8`, `max1h`); none before the first edition of HJ 633.
 * @param monitored codes that the station or area has; the others are not monitored, which is not missing
 */
export function aqiOfDay(day: string, figures: readonly Figure[], monitored: readonly string[]): Figure[] {
  const exact = (pollutant: Pollutant, statistic: string) => {
    const found = figures.find(
      (one) => one.factor === pollutantCodes[pollutant] && one.statistic === statistic,
    );
    if (found !== undefined) {
      const value = exactOf(found);
      return value === null ? ('invalid' as const) : asReading(value);
    }
    return monitored.includes(pollutantCodes[pollutant]) ? ('missing' as const) : ('not-monitored' as const);
  };
  const readings: AqiReadings = {
    SO2: exact('SO2', 'mean'),
    NO2: exact('NO2', 'mean'),
    CO: exact('CO', 'mean'),
    PM10: exact('PM10', 'mean'),
    'PM2.5': exact('PM2.5', 'mean'),
    O3_8h: exact('O3', 'mda8'),
    O3_1h: exact('O3', 'max1h'),
  };
  let result: ReturnType<typeof dailyAqi>;
  try {
    result = dailyAqi(readings, { at: day });
  } catch (error) {
    if (error instanceof NoEditionError) return [];
    throw error;
  }
  const six: readonly (keyof AqiReadings)[] = ['SO2', 'NO2', 'CO', 'O3_8h', 'PM10', 'PM2.5'];
  const index = (name: keyof AqiReadings) => result.iaqi[name] ?? null;
  const published = [...new Set(figures.filter((one) => publishedIn(one) > 0).map((one) => one.factor))];
  return [
    {
      factor: 'AQI',
      statistic: 'index',
      period: 'day',
      start: day,
      value: result.aqi === null ? null : String(result.aqi),
      valid: six.filter((name) => index(name) !== null).length,
      received: six.filter((name) => readings[name] !== 'missing' && readings[name] !== 'not-monitored')
        .length,
      expected: six.filter((name) => readings[name] !== 'not-monitored').length,
      complete: result.aqi !== null,
      detail: {
        level: result.level,
        primary: result.primary.map((one) => pollutantCodes[one]),
        exceeding: result.exceeding.map((one) => pollutantCodes[one]),
        iaqi: Object.fromEntries(
          POLLUTANTS.flatMap((one) => {
            const found = one === 'O3' ? ozoneIndex(index('O3_8h'), index('O3_1h')) : index(one);
            return found === null ? [] : [[pollutantCodes[one], found]];
          }),
        ),
        edition: result.edition,
        ...(published.length === 0 ? {} : { published }),
      },
    },
  ];
}

const ozoneIndex = (mda8: number | null, max1h: number | null): number | null =>
  mda8 === null ? max1h : Math.max(mda8, max1h ?? 0);
