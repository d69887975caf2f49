import { pollutantCodes, pollutantOf } from '../periods/codes.ts';
import type { PublishedStatistic } from '../periods/published.ts';
import { plainText } from '../units/plain-text.ts';
import { factorOfName } from './factor-names.ts';

/** A column of running figures, which at hour 24 are the day's: a mean, the MDA8 or the highest hour of ozone. */
export type DayRole = `day-${PublishedStatistic}`;

const statistics: Readonly<Record<DayRole, PublishedStatistic>> = {
  'day-mean': 'mean',
  'day-mda8': 'mda8',
  'day-max1h': 'max1h',
};

/** Whether a role of a column is that of published day figures. */
export function isDayRole(role: string): role is DayRole {
  return role in statistics;
}

/** The figure that a column of a role holds. */
export function statisticOfRole(role: DayRole): PublishedStatistic {
  return statistics[role];
}

const ozoneEightHours = /^(.+?)[_-]?8(?:h|小时)[_-]?24(?:h|小时)$/;
const twentyFourHours = /^(.+?)[_-]?24(?:h|小时(?:滑动)?(?:平均|均值)?)$/;

/**
 * The day figure that the national platform publishes under a name: `PM2.5_24h` is the mean of the last 24 hours,
 * `O3_24h` their highest, `O3_8h_24h` the highest 8-hour mean since 01:00. Only the six pollutants.
 * Source: practice of the platform, found on published hours of 2019 (no clause; single source).
 */
export function dayFigureOfName(name: string): { factor: string; role: DayRole } | null {
  const plain = plainText(name);
  const eight = ozoneEightHours.exec(plain)?.[1];
  if (eight !== undefined)
    return factorOfName(eight, 'air') === pollutantCodes.O3
      ? { factor: pollutantCodes.O3, role: 'day-mda8' }
      : null;
  const day = twentyFourHours.exec(plain)?.[1];
  const factor = day === undefined ? null : factorOfName(day, 'air');
  if (factor === null || pollutantOf(factor) === undefined) return null;
  if (factor !== pollutantCodes.O3) return { factor, role: 'day-mean' };
  // A 24-hour mean of ozone is no figure of the standard; `_24h` is the platform's name for the highest hour.
  return plain.endsWith('h') ? { factor, role: 'day-max1h' } : null;
}

/** Index, classes and running means: they are computed here again, by the standard. */
const computed =
  /^(i?aqi.*|.*_24h|.*_8h(_24h)?|.*24小时.*|.*8小时.*|空气质量.*|(水质)?类别|水质等级|class|level|quality|等级|首要污染物|primary(pollutant)?)$/;

/** Whether a name is that of something which is computed here from the measurements. */
export function isComputed(name: string): boolean {
  return computed.test(plainText(name));
}
