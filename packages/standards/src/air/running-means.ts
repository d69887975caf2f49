import type { Rational } from '../decimal/rational.ts';
import { HOURLY_UNITS_PER_ONE, type HourlySeries, statisticalDayNumber } from './hours.ts';
import { AIR_VALIDITY } from './tables/validity-rules.ts';

/**
 * Moving 24-hour means, one for each hour of a series: the mean of that hour and the 23 before it.
 * @returns exact means; null with fewer than 20 valid hours in the window.
 * Source: HJ 633-2012 (24-h moving mean of the real-time index), GB 3095-2012, -2026 table 4 (20 hours);
 * practice of the national platform.
 */
export function runningMeans24(series: HourlySeries): (Rational | null)[] {
  return windows(series, AIR_VALIDITY.day.least, (index) => index - 23);
}

/**
 * Moving 8-hour means of ozone, one for each hour of a series.
 * @param method `letter`: the hour and the 7 before it, at least 6 valid. `platform practice`: windows start anew
 *   with the statistical day, so that hours 01 to 07 average the hours since 01 (seen on published data; at
 *   least three quarters of the hours so far are asked for).
 * @returns exact means; null where the window has too few valid hours.
 * Source: GB 3095-2012, -2026 table 4 (6 of 8 hours); HJ 633-2012 (8-h moving mean).
 */
export function runningOzoneMeans8(
  series: HourlySeries,
  method: 'letter' | 'platform practice' = 'letter',
): (Rational | null)[] {
  if (method === 'letter') return windows(series, AIR_VALIDITY.eightHours.least, (index) => index - 7);
  return windows(series, 'three quarters', (index) => {
    const label = series.firstHourEnding + index;
    const dayStart = index - (label - statisticalDayNumber(label) * 24 - 1);
    return Math.max(index - 7, dayStart);
  });
}

/**
 * Running maximum since 01:00 of the statistical day, as the platform's `O3_8h_24h` column.
 * Source: practice of the national platform, seen on published data (single source).
 */
export function runningDayMaxima(
  means: readonly (Rational | null)[],
  firstHourEnding: number,
): (Rational | null)[] {
  let highest: Rational | null = null;
  return means.map((mean, index) => {
    const label = firstHourEnding + index;
    if ((label - 1) % 24 === 0) highest = null;
    if (
      mean !== null &&
      (highest === null || mean.numerator * highest.denominator > highest.numerator * mean.denominator)
    ) {
      highest = mean;
    }
    return highest;
  });
}

function windows(
  series: HourlySeries,
  least: number | 'three quarters',
  startOf: (index: number) => number,
): (Rational | null)[] {
  const { units } = series;
  const result: (Rational | null)[] = [];
  let start = startOf(0);
  let sum = 0;
  let count = 0;
  for (let index = 0; index < units.length; index++) {
    const entering = units[index] ?? -1;
    if (entering >= 0) {
      sum += entering;
      count++;
    }
    for (const from = startOf(index); start < from; start++) {
      const leaving = units[start] ?? -1;
      if (leaving < 0) continue;
      sum -= leaving;
      count--;
    }
    const needed = least === 'three quarters' ? (index - start + 1) * 0.75 : least;
    result.push(count >= needed && count > 0 ? exactMean(sum, count) : null);
  }
  return result;
}

function exactMean(sum: number, count: number): Rational {
  return { numerator: BigInt(sum), denominator: BigInt(count * HOURLY_UNITS_PER_ONE) };
}
