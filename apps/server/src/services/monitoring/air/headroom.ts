import { addDays, daysBetween } from '@huanzhi/monitoring';
import type { Light, LocalText } from '@huanzhi/registry';
import {
  goodDays,
  meanHeadroom,
  periodMean,
  pollutedDayHeadroom,
  type Rational,
  rational,
  roundHalfEvenText,
  valuesIn,
} from '@huanzhi/standards';
import { districtSite } from '../../../store/monitoring/period-values.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { boundGoals } from './bound-goals.ts';
import type { HeadroomGoal } from './headroom-goal.ts';
import { type AirSeries, readSeries } from './series.ts';
import { airYears, chosenYear } from './years.ts';

type HeadroomState = 'attainable' | 'unattainable' | 'met' | 'missed';

/** Years before whose same days say what is usual. */
const earlierYears = 3;

/**
 * What the goals of a year leave for the days to come. Goals of published plans that are bound to an indicator come
 * first; others come from the address of the page and say so. With `to` the year is looked at as it stood on that day.
 */
export async function airHeadroom(
  env: Env,
  asked: {
    year?: number | undefined;
    pm25?: string | undefined;
    good?: string | undefined;
    to?: string | undefined;
  },
) {
  const { years } = await airYears(env, [districtSite]);
  const year = chosenYear(env, years, asked.year);
  const goals = [...(await boundGoals(env, year)), ...enteredGoals(asked)];
  const from = `${Math.max(2016, year - earlierYears)}-01-01`;
  const daily = await readSeries(env, [districtSite], ['PM2.5', 'AQI'], from, `${year}-12-31`);
  const asOf = lastDayOf(env, daily, year, asked.to);
  return {
    year,
    asOf,
    goals:
      asOf === null
        ? []
        : goals.map((goal) => withHeadroom(goal, daily, year, asOf, daysLeft(env, year, asOf, asked.to))),
  };
}

function enteredGoals(asked: { pm25?: string | undefined; good?: string | undefined }): HeadroomGoal[] {
  const goal = (kind: HeadroomGoal['kind'], name: string, target: string | undefined): HeadroomGoal[] =>
    target === undefined ? [] : [{ kind, source: 'entered', targetId: null, name, target }];
  return [...goal('pm25', '细颗粒物', asked.pm25), ...goal('good', '优良天数比率', asked.good)];
}

/** The last day that has an index, before today and not after `to`; null without any in the year. */
function lastDayOf(env: Env, daily: AirSeries, year: number, to: string | undefined): string | null {
  const today = localDay(env.clock());
  const ended = (day: string) => day < today && (to === undefined || day <= to);
  return (
    daysBetween(`${year}-01-01`, `${year}-12-31`).findLast(
      (day) => ended(day) && daily.index(districtSite, day) !== null,
    ) ?? null
  );
}

/** Days of the year that are still to come; none in a year that is over, unless it is looked at from within. */
function daysLeft(env: Env, year: number, asOf: string, to: string | undefined): number {
  const end = `${year}-12-31`;
  if (to === undefined && end < localDay(env.clock())) return 0;
  return daysBetween(addDays(asOf, 1), end).length;
}

function withHeadroom(
  goal: HeadroomGoal,
  daily: AirSeries,
  year: number,
  asOf: string,
  remainingDays: number,
) {
  const part =
    goal.kind === 'pm25'
      ? meanGoal(goal, daily, year, asOf, remainingDays)
      : goodGoal(goal, daily, year, asOf, remainingDays);
  return { ...goal, remainingDays, ...part };
}

function meanGoal(goal: HeadroomGoal, daily: AirSeries, year: number, asOf: string, remainingDays: number) {
  const series = daily.of(districtSite, 'PM2.5');
  const room = meanHeadroom({
    soFar: valuesIn(series, { from: `${year}-01-01`, to: asOf }),
    remainingDays,
    target: goal.target,
  });
  const usual = earlierMean(series, year, asOf, remainingDays);
  const left = room.restMean === null ? null : roundHalfEvenText(room.restMean, 1);
  const soFar = room.meanSoFar === null ? null : roundHalfEvenText(room.meanSoFar, 1);
  const fits = usual === null || room.restMean === null ? null : atMost(usual.exact, room.restMean);
  return {
    state: room.state,
    light: lightOf(room.state, fits),
    left,
    soFar,
    validDays: room.validDays,
    earlier: usual === null ? null : { value: roundHalfEvenText(usual.exact, 1), years: usual.years },
    reason: meanReason(room.state, goal, left, soFar, remainingDays),
    formula: {
      zh: `（${goal.target} × (${room.validDays} + ${remainingDays}) − ${soFar ?? '无'} × ${room.validDays}）÷ ${remainingDays}；余下每天都按有值计`,
      en: `(${goal.target} × (${room.validDays} + ${remainingDays}) − ${soFar ?? 'none'} × ${room.validDays}) ÷ ${remainingDays}; every remaining day counted as valid`,
    },
  };
}

function meanReason(
  state: ReturnType<typeof meanHeadroom>['state'],
  goal: HeadroomGoal,
  left: string | null,
  soFar: string | null,
  days: number,
): LocalText {
  if (state === 'met' || state === 'missed') {
    const word = state === 'met' ? ['已达到', 'met'] : ['未达到', 'missed'];
    return {
      zh: `全年均值 ${soFar ?? '无'}，要求不高于 ${goal.target}：${word[0]}`,
      en: `Annual mean ${soFar ?? 'none'}, required at most ${goal.target}: ${word[1]}`,
    };
  }
  return state === 'unattainable'
    ? {
        zh: `到目前的累积已超过全年不高于 ${goal.target} 的总量，余下 ${days} 天为零也达不到`,
        en: `What has accumulated exceeds ${goal.target} for the year; even zero on the remaining ${days} days misses it`,
      }
    : {
        zh: `余下 ${days} 天，细颗粒物日均不能高于 ${left}`,
        en: `On the remaining ${days} days PM2.5 may average at most ${left}`,
      };
}

function goodGoal(goal: HeadroomGoal, daily: AirSeries, year: number, asOf: string, remainingDays: number) {
  const indices = daysBetween(`${year}-01-01`, asOf).map((day) => daily.index(districtSite, day));
  const room = pollutedDayHeadroom(indices, remainingDays, goal.target);
  const { percent, exact } = goodDays(indices);
  const usual = earlierPolluted(daily, year, asOf, remainingDays);
  const reached =
    exact !== null && atMost(rational(goal.target), { ...exact, numerator: exact.numerator * 100n });
  const ended = reached ? 'met' : 'missed';
  const state: HeadroomState = remainingDays === 0 ? ended : room.state;
  const fits = usual === null ? null : atMost(usual.exact, rational(room.affordable));
  const counts = `${room.validDays} + ${remainingDays}`;
  return {
    state,
    light: lightOf(state, fits),
    left: state === 'attainable' ? String(room.affordable) : null,
    soFar: percent,
    validDays: room.validDays,
    earlier: usual === null ? null : { value: roundHalfEvenText(usual.exact, 1), years: usual.years },
    reason: goodReason(state, goal, room, percent),
    formula: {
      zh: `全年允许污染日 = ⌊(${counts}) × (100 − ${goal.target})%⌋ = ${room.allowed}，已用 ${room.pollutedSoFar}；余下每天都按有 AQI 计`,
      en: `polluted days of the year = ⌊(${counts}) × (100 − ${goal.target})%⌋ = ${room.allowed}, used ${room.pollutedSoFar}; every remaining day counted as valid`,
    },
  };
}

function goodReason(
  state: HeadroomState,
  goal: HeadroomGoal,
  room: ReturnType<typeof pollutedDayHeadroom>,
  percent: string | null,
): LocalText {
  const { remainingDays: days, validDays, pollutedSoFar } = room;
  if (state === 'met' || state === 'missed') {
    const word = state === 'met' ? ['已达到', 'met'] : ['未达到', 'missed'];
    const share = `${validDays - pollutedSoFar} ÷ ${validDays} = ${percent ?? '—'}%`;
    return {
      zh: `优良 ${share}，要求不低于 ${goal.target}%：${word[0]}`,
      en: `Good days ${share}, required at least ${goal.target}%: ${word[1]}`,
    };
  }
  return state === 'unattainable'
    ? {
        zh: `已有 ${pollutedSoFar} 个污染日，全年最多 ${room.allowed} 个，余下 ${days} 天全部优良也达不到`,
        en: `${pollutedSoFar} polluted days already, at most ${room.allowed} in the year; ${days} good days would not reach it`,
      }
    : {
        zh: `余下 ${days} 天，还可用 ${room.affordable} 个污染日`,
        en: `On the remaining ${days} days ${room.affordable} polluted days are left`,
      };
}

function lightOf(state: HeadroomState, fits: boolean | null): Light {
  if (state === 'met') return 'blue';
  if (state === 'missed' || state === 'unattainable') return 'red';
  if (fits === null) return 'grey';
  return fits ? 'green' : 'yellow';
}

function atMost(a: Rational, b: Rational): boolean {
  return a.numerator * b.denominator <= b.numerator * a.denominator;
}

/** The days of an earlier year at the same dates as those that remain. */
function sameRest(year: number, asOf: string): { from: string; to: string } {
  const day = asOf.slice(4) === '-02-29' ? '-02-28' : asOf.slice(4);
  return { from: addDays(`${year}${day}`, 1), to: `${year}-12-31` };
}

/** At least this share of the days must have a figure. */
const enough = 0.75;

function earlierMean(
  series: Parameters<typeof valuesIn>[0],
  year: number,
  asOf: string,
  remainingDays: number,
): { exact: Rational; years: number[] } | null {
  if (remainingDays === 0) return null;
  const means = yearsBefore(year).flatMap((before) => {
    const values = valuesIn(series, sameRest(before, asOf));
    const valid = values.filter((value) => typeof value !== 'string').length;
    const mean = periodMean(values);
    return mean === null || valid < values.length * enough ? [] : [{ year: before, mean }];
  });
  const exact = periodMean(means.map((one) => one.mean));
  return exact === null ? null : { exact, years: means.map((one) => one.year) };
}

function earlierPolluted(
  daily: AirSeries,
  year: number,
  asOf: string,
  remainingDays: number,
): { exact: Rational; years: number[] } | null {
  if (remainingDays === 0) return null;
  const counts = yearsBefore(year).flatMap((before) => {
    const { from, to } = sameRest(before, asOf);
    const days = daysBetween(from, to);
    const { validDays, goodDays: good } = goodDays(days.map((day) => daily.index(districtSite, day)));
    return validDays < days.length * enough ? [] : [{ year: before, polluted: rational(validDays - good) }];
  });
  const exact = periodMean(counts.map((one) => one.polluted));
  return exact === null ? null : { exact, years: counts.map((one) => one.year) };
}

function yearsBefore(year: number): number[] {
  return Array.from({ length: earlierYears }, (_, index) => year - 1 - index).filter((one) => one >= 2016);
}
