import { type Rational, type RationalInput, rational } from '../decimal/rational.ts';
import type { Completeness, Reading } from '../result.ts';
import { HOURLY_UNITS_PER_ONE, hourlySeries } from './hours.ts';
import { AIR_VALIDITY } from './tables/validity-rules.ts';

const FIRST_WINDOW_END = 8;
const WINDOW = 8;
/** Least common multiple of 6, 7, 8: every valid 8-hour mean is a whole number of 1 / (10000 · this). */
const WINDOW_DENOMINATOR = 168;
const OZONE_DENOMINATOR = BigInt(HOURLY_UNITS_PER_ONE) * BigInt(WINDOW_DENOMINATOR);

/** The ozone figure of a day. */
export interface OzoneDay {
  /** Exact MDA8 in µg/m³; null when no window is valid. Present even for an invalid day, for the record. */
  readonly max: Rational | null;
  /** Hour (8 to 24) at which the first highest window ends. */
  readonly hour: number | null;
  /** Windows with at least 6 of 8 hours, out of 17. */
  readonly validWindows: number;
  readonly validHours: number;
  readonly valid: boolean;
  readonly completeness: Completeness;
}

/**
 * Daily maximum 8-hour mean of ozone (MDA8) from the hours 01 to 24 of a statistical day.
 * @param hours1to24 24 readings in µg/m³, the first being the hour that ends at 01:00.
 * @param limit limit of the MDA8 (160, or 100 in class I), which decides the validity of days with few windows.
 * @returns maximum of the windows ending 08:00 to 24:00; the day is valid with at least 14 of 17 valid windows, or
 *   when the maximum found exceeds the limit.
 * @throws DecimalError for a limit that is no number; RangeError when there are not 24 readings.
 * Source: HJ 663-2013 6.1.2, HJ 663-2026 6.1.2 (single source); GB 3095-2012, -2026 table 4 (6 of 8 hours).
 */
export function ozoneDay(hours1to24: readonly Reading[], limit: RationalInput = '160'): OzoneDay {
  if (hours1to24.length !== 24)
    throw new RangeError(`expected 24 hourly readings, found ${hours1to24.length}`);
  const { units } = hourlySeries('O3', '1970-01-01T01:00', hours1to24);
  return ozoneDayOf(units, 0, 24, rational(limit));
}

/** {@link ozoneDay} on packed units; hours outside the array are missing. */
export function ozoneDayOf(units: Int32Array, from: number, until: number, limit: Rational): OzoneDay {
  let best = -1;
  let hour: number | null = null;
  let validWindows = 0;
  let validHours = 0;
  let sum = 0;
  let count = 0;
  for (let index = from; index < until; index++) {
    const entering = units[index] ?? -1;
    if (entering >= 0) {
      sum += entering;
      count++;
      validHours++;
    }
    const leaving = index - WINDOW >= from ? (units[index - WINDOW] ?? -1) : -1;
    if (leaving >= 0) {
      sum -= leaving;
      count--;
    }
    if (index - from + 1 < FIRST_WINDOW_END || count < AIR_VALIDITY.eightHours.least) continue;
    validWindows++;
    const scaled = sum * (WINDOW_DENOMINATOR / count);
    if (scaled > best) {
      best = scaled;
      hour = index - from + 1;
    }
  }
  const max = best < 0 ? null : { numerator: BigInt(best), denominator: OZONE_DENOMINATOR };
  const exceeds = max !== null && max.numerator * limit.denominator > limit.numerator * max.denominator;
  const enough = validWindows >= AIR_VALIDITY.ozoneDay.least;
  const rule = `${validWindows} of 17 8-hour means valid, at least 14 needed${!enough && exceeds ? '; valid because the maximum exceeds the limit' : ''}`;
  const valid = max !== null && (enough || exceeds);
  const completeness = { sufficient: valid, rule, clause: AIR_VALIDITY.ozoneDay.clause };
  return { max, hour, validWindows, validHours, valid, completeness };
}
