import type { WorkingDayCalendar } from '../calendar/index.ts';
import { PROVINCES } from '../codes/divisions.ts';

/** The check of a hazardous-waste transfer manifest number. */
export interface ManifestNumberCheck {
  readonly valid: boolean;
  /** `LENGTH n`, `FORMAT` or `NO_PROVINCE` when not valid. */
  readonly reason?: string;
  readonly year?: number;
  /** GB/T 2260 digits 1-2 and 3-4 of the place that the waste leaves. */
  readonly province?: string;
  readonly city?: string;
  readonly serial?: number;
}

/**
 * Checks a manifest number (危险废物电子转移联单编号): 14 digits, year 4, province 2, city 2, serial 6; no check digit.
 * Source: 危险废物转移管理办法 (部令第23号, 2022-01-01), annex (verified).
 */
export function checkManifestNumber(number: string): ManifestNumberCheck {
  const text = number.trim();
  if (text.length !== 14) return { valid: false, reason: `LENGTH ${text.length}` };
  if (!/^\d{14}$/.test(text)) return { valid: false, reason: 'FORMAT' };
  const province = text.slice(4, 6);
  const parts = {
    year: Number(text.slice(0, 4)),
    province,
    city: text.slice(6, 8),
    serial: Number(text.slice(8)),
  };
  return PROVINCES[province] === undefined
    ? { valid: false, reason: 'NO_PROVINCE', ...parts }
    : { valid: true, ...parts };
}

/** A deadline; provisional when it rests on days that the holiday table does not know. */
export interface Deadline {
  readonly due: string;
  readonly provisional: boolean;
}

/** Steps of a manifest that have a deadline in working days. */
export type ManifestStep = 'confirm acceptance' | 'backfill paper manifest';

/** Working days of each step. */
export const MANIFEST_WORKING_DAYS: Readonly<Record<ManifestStep, number>> = {
  'confirm acceptance': 5,
  'backfill paper manifest': 10,
};

/**
 * The deadline of a manifest step: acceptance is confirmed within 5 working days after the waste was accepted,
 * a paper manifest is entered within 10 working days after the move; the day itself is not counted.
 * @param day `YYYY-MM-DD` of the acceptance or the move.
 * @throws RangeError for a day that does not exist.
 * Source: 危险废物转移管理办法 (部令第23号, 2022-01-01) arts 18 and 20 (verified).
 */
export function manifestDeadline(step: ManifestStep, day: string, calendar: WorkingDayCalendar): Deadline {
  const options = { excludeStartDay: true, rollIfHoliday: false };
  return calendar.add(day, MANIFEST_WORKING_DAYS[step], 'wd', options);
}
