import { daysBetween } from '@huanzhi/monitoring';
import { AQI_EDITIONS, goodDays } from '@huanzhi/standards';
import { type Env, localDay } from '../../env.ts';
import { siteShower } from './air-sites.ts';
import { readDailyIndices } from './daily-indices.ts';
import { type AirSeries, readSeries } from './series.ts';
import { airSubject, airYears, chosenYear } from './years.ts';

/**
 * The days of a year of the district (site 0) or a station: index, level, primary pollutants, state; per month and
 * for the year good days over valid days; the same days of the year before.
 * @throws AppError `not-found` for a number that is no air station
 */
export async function airCalendar(env: Env, siteId: number, asked: number | undefined) {
  const { site } = await airSubject(env, siteId);
  const { years } = await airYears(env, [siteId]);
  const year = chosenYear(env, years, asked);
  const shown = await siteShower(env);
  const hasBefore = year > 2016;
  const days = daysBetween(`${year}-01-01`, `${year}-12-31`);
  const daily = await readDailyIndices(env, siteId, days);
  const asOf = days.findLast((day) => daily(day).value !== null) ?? null;
  const today = localDay(env.clock());
  const values = days.map((day) => {
    const index = daily(day);
    // A day that has not ended has no index yet.
    const future = day >= today && index.value === null;
    return { day, ...index, ...(future ? { state: 'future' as const, reason: null } : {}) };
  });
  const before =
    hasBefore && asOf !== null
      ? await readSeries(env, [siteId], ['AQI'], `${year - 1}-01-01`, `${year - 1}-12-31`)
      : null;
  const total = goodDays(values.map((one) => one.value));
  return {
    site: site === null ? null : shown(site),
    year,
    years,
    asOf,
    days: values,
    months: Array.from({ length: 12 }, (_, index) => {
      const month = values.filter((one) => Number(one.day.slice(5, 7)) === index + 1);
      const { goodDays: good, validDays: valid } = goodDays(month.map((one) => one.value));
      return { month: index + 1, good, valid, days: month.length };
    }),
    total: {
      ...shareOf(total),
      published: values.filter((one) => one.published.length > 0).length,
      formula: {
        zh: `优良天数比率 = 优良 ${total.goodDays} 天 ÷ 有效 ${total.validDays} 天${total.percent === null ? '' : ` = ${total.percent}%`}（AQI ≤ 100 为优良，无 AQI 的日子不计入）`,
        en: `good-day ratio = ${total.goodDays} good ÷ ${total.validDays} valid days${total.percent === null ? '' : ` = ${total.percent}%`} (AQI ≤ 100; days without an AQI do not count)`,
      },
    },
    before: before === null || asOf === null ? null : sameDaysBefore(before, siteId, asOf),
    editions: AQI_EDITIONS.filter(
      (one) =>
        one.effectiveFrom <= `${year}-12-31` &&
        (one.supersededOn === undefined || one.supersededOn > `${year}-01-01`),
    ).map((one) => ({
      id: one.id,
      from: one.effectiveFrom > `${year}-01-01` ? one.effectiveFrom : `${year}-01-01`,
      mark: one.mark,
    })),
  };
}

function shareOf(days: ReturnType<typeof goodDays>) {
  return {
    good: days.goodDays,
    valid: days.validDays,
    percent: days.percent,
    levels: [...days.daysByLevel],
  };
}

function sameDaysBefore(daily: AirSeries, siteId: number, asOf: string) {
  const year = Number(asOf.slice(0, 4)) - 1;
  const to = `${year}${asOf.slice(4) === '-02-29' ? '-02-28' : asOf.slice(4)}`;
  const share = goodDays(daysBetween(`${year}-01-01`, to).map((day) => daily.index(siteId, day)));
  return share.validDays === 0 ? null : { year, to, ...shareOf(share) };
}
