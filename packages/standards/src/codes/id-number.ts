import { dayNumber } from '../calendar/day.ts';

/** The check of a citizen's identity number; the number itself is never part of the result. */
export interface IdNumberCheck {
  readonly valid: boolean;
  /** `LENGTH n`, `FORMAT`, `DATE` or `CHECK` when not valid. */
  readonly reason?: string;
  readonly region?: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate?: string;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/**
 * Checks an 18-position identity number (公民身份号码): form, a date that exists, check character (ISO 7064 MOD 11-2).
 * @param number the last position may be a small x. Store it encrypted; this function keeps nothing.
 * Source: GB 11643-1999 clause 4 (number recall).
 */
export function checkIdNumber(number: string): IdNumberCheck {
  const text = number.trim().toUpperCase();
  if (text.length !== 18) return { valid: false, reason: `LENGTH ${text.length}` };
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return { valid: false, reason: 'FORMAT' };
  const birthDate = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  if (!isCalendarDay(birthDate)) return { valid: false, reason: 'DATE' };
  const total = WEIGHTS.reduce<number>((sum, weight, index) => sum + weight * Number(text.charAt(index)), 0);
  if ('10X98765432'[total % 11] !== text[17]) return { valid: false, reason: 'CHECK' };
  return { valid: true, region: text.slice(0, 6), birthDate };
}

/**
 * Whether a text names a day `YYYY-MM-DD` that exists.
 * Source: own utility, no standard.
 */
export function isCalendarDay(text: string): boolean {
  try {
    dayNumber(text);
    return true;
  } catch {
    return false;
  }
}
