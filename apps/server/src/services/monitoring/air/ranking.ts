import { daysBetween } from '@huanzhi/monitoring';
import {
  ambientAirEdition,
  areaDailySeries,
  assessmentEdition,
  compositeIndex,
  type DailyByPollutant,
  type DailyValue,
  type DaySpan,
  dailyAqi,
  goodDays,
  monthSpan,
  monthsOf,
  type Pollutant,
  periodFigures,
  type RankedPlace,
  rankPlaces,
  roundHalfEvenText,
  valuesIn,
  yearSpan,
  yearValidity,
} from '@huanzhi/standards';
import type { Site } from '../../../store/monitoring/sites.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { listAirSites, townNames } from './air-sites.ts';
import { exactDecimal } from './hours.ts';
import { shownPollutants } from './pollutants.ts';
import { type AirSeries, readSeries, type SeriesName } from './series.ts';
import { airYears } from './years.ts';

export type RankingMeasure = 'pm25' | 'composite' | 'good';

/** A place with the stations that speak for it. */
interface Place {
  place: string;
  name: string;
  siteId: number | null;
  sites: Site[];
}

/**
 * Stations or towns in order of PM2.5, composite index or good-day ratio of a month or year; equal figures share a
 * rank. A town's concentrations are the means of its stations.
 * @param period `YYYY` or `YYYY-MM`
 */
export async function airRanking(
  env: Env,
  { by, period, measure }: { by: 'site' | 'town'; period: string; measure: RankingMeasure },
) {
  const span = spanOf(env, period);
  const sites = await listAirSites(env);
  const ids = sites.map((site) => site.id);
  const places = by === 'site' ? sites.map(placeOfSite) : await townPlaces(env, sites);
  const names: SeriesName[] = [...shownPollutants, 'AQI', ...(by === 'site' ? [] : ['O3_1h' as const])];
  const daily = await readSeries(env, ids, names, span.from, span.to);
  const rows = places.map((place) => figuresOf(place, daily, span, period));
  const ranks = new Map(rank(rows, measure).map((one, index) => [one.place, { ...one, index }]));
  const edition = ambientAirEdition({ at: span.to });
  return {
    period,
    by,
    measure,
    years: (await airYears(env, ids)).years,
    method: assessmentEdition({ at: span.to }).id,
    limits: edition.id,
    weights: { id: 'equal', mark: 'verified' },
    formula: formulas[measure],
    rows: rows
      .map(({ exact: _exact, ...row }) => ({ ...row, rank: ranks.get(row.place)?.rank ?? null }))
      .sort((a, b) => (ranks.get(a.place)?.index ?? 0) - (ranks.get(b.place)?.index ?? 0)),
  };
}

const formulas = {
  pm25: {
    zh: '细颗粒物 = 时段内各有效日均值的平均，保留一位小数后由低到高排名，相同者并列',
    en: 'PM2.5 = mean of the valid daily means of the period, one decimal, ascending; equal figures share a rank',
  },
  composite: {
    zh: '综合指数 = Σ 浓度 ÷ 标准限值（SO2、NO2、PM10、PM2.5 均值对年均限值，CO 第 95 百分位对日均限值，O3 日最大 8 小时第 90 百分位对 8 小时限值），由低到高排名，相同者并列',
    en: 'composite index = Σ concentration ÷ limit (means of SO2, NO2, PM10, PM2.5 by annual limits, CO P95 by the daily, O3 MDA8 P90 by the 8-hour limit), ascending; equal figures share a rank',
  },
  good: {
    zh: '优良天数比率 = AQI ≤ 100 的天数 ÷ 有 AQI 的天数，由高到低排名，相同者并列',
    en: 'good-day ratio = days with AQI ≤ 100 ÷ days with an AQI, descending; equal figures share a rank',
  },
} as const;

/** The days of the period up to yesterday: what is still to come is no gap. */
function spanOf(env: Env, period: string): DaySpan {
  const whole =
    period.length === 4
      ? yearSpan(Number(period))
      : monthSpan(Number(period.slice(0, 4)), Number(period.slice(5)));
  const today = localDay(env.clock());
  return whole.from <= today && today < whole.to ? { from: whole.from, to: today } : whole;
}

function placeOfSite(site: Site): Place {
  return { place: String(site.id), name: site.name, siteId: site.id, sites: [site] };
}

async function townPlaces(env: Env, sites: readonly Site[]): Promise<Place[]> {
  const names = await townNames(env);
  const towns = new Map<string, Place>();
  for (const site of sites) {
    const name = names.get(site.areaCode);
    // A station whose area is the whole district speaks for no town.
    if (name === undefined) continue;
    const known = towns.get(site.areaCode);
    if (known === undefined) {
      towns.set(site.areaCode, { place: site.areaCode, name, siteId: null, sites: [site] });
    } else known.sites.push(site);
  }
  return [...towns.values()];
}

function figuresOf(place: Place, daily: AirSeries, span: DaySpan, period: string) {
  const series = seriesOf(place, daily);
  const figures = periodFigures(span, series);
  const composite = compositeIndex(figures.concentration, span.to);
  const share = goodDays(indicesOf(place, series, daily, span));
  const pm25 = figures.concentration['PM2.5'];
  return {
    place: place.place,
    name: place.name,
    siteId: place.siteId,
    siteIds: place.sites.map((site) => site.id),
    pm25: pm25 === null ? null : roundHalfEvenText(pm25, 1),
    pm25Days: figures.validDays['PM2.5'],
    composite: composite.value,
    good: share.goodDays,
    valid: share.validDays,
    percent: share.percent,
    missing: [...composite.missing],
    publishedDays: place.sites.reduce((days, site) => days + daily.published(site.id, 'AQI'), 0),
    short: shortPollutants(series, figures.shortMonths, span, period),
    exact: { pm25, composite: composite.exact, good: share.exact },
  };
}

function seriesOf({ sites }: Place, daily: AirSeries): DailyByPollutant {
  return Object.fromEntries(
    shownPollutants.map((pollutant) => [
      pollutant,
      sites.length === 1
        ? daily.of(sites[0]?.id ?? 0, pollutant)
        : areaDailySeries(sites.map((site) => daily.of(site.id, pollutant))),
    ]),
  );
}

/** Indices of the days: those kept for a station, for a town those of its mean concentrations. */
function indicesOf({ sites }: Place, series: DailyByPollutant, daily: AirSeries, span: DaySpan) {
  const [only] = sites;
  if (only !== undefined && sites.length === 1) return daily.indices(only.id);
  const values = new Map(
    shownPollutants.map((name) => [name, valuesIn(series[name] ?? { firstDay: 0, values: [] }, span)]),
  );
  const highest = areaDailySeries(sites.map((site) => daily.of(site.id, 'O3_1h')));
  const highestHours = valuesIn(highest, span);
  const reading = (value: DailyValue | undefined) =>
    value === undefined || typeof value === 'string' ? (value ?? 'missing') : exactDecimal(value);
  return daysBetween(span.from, span.to).map((day, index) => {
    const of = (pollutant: Pollutant) => reading(values.get(pollutant)?.[index]);
    return dailyAqi(
      {
        SO2: of('SO2'),
        NO2: of('NO2'),
        CO: of('CO'),
        PM10: of('PM10'),
        'PM2.5': of('PM2.5'),
        O3_8h: of('O3'),
        O3_1h: reading(highestHours[index]),
      },
      { at: day },
    ).aqi;
  });
}

function shortPollutants(
  series: DailyByPollutant,
  shortMonths: readonly { pollutant: Pollutant }[],
  span: DaySpan,
  period: string,
): Pollutant[] {
  const short = new Set(shortMonths.map((one) => one.pollutant));
  if (period.length > 4 || !span.to.endsWith('-12-31')) return [...short];
  const months = monthsOf(span);
  for (const pollutant of shownPollutants) {
    const perMonth = new Array<number>(12).fill(0);
    valuesIn(series[pollutant] ?? { firstDay: 0, values: [] }, span).forEach((value, index) => {
      const month = (months[index] ?? 1) - 1;
      if (typeof value !== 'string') perMonth[month] = (perMonth[month] ?? 0) + 1;
    });
    if (!yearValidity(perMonth).sufficient) short.add(pollutant);
  }
  return shownPollutants.filter((pollutant) => short.has(pollutant));
}

function rank(rows: readonly ReturnType<typeof figuresOf>[], measure: RankingMeasure): RankedPlace[] {
  const entries = rows.map(({ place, exact }) => ({ place, figure: exact[measure] }));
  if (measure === 'good') {
    const inPercent = entries.map(({ place, figure }) => ({
      place,
      figure: figure === null ? null : { ...figure, numerator: figure.numerator * 100n },
    }));
    return rankPlaces(inPercent, 1, 'highest');
  }
  return rankPlaces(entries, measure === 'pm25' ? 1 : 2, 'lowest');
}
