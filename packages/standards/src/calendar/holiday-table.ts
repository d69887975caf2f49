import type { VerificationMark } from '../edition.ts';

/** One year's notice on holidays. Days are `YYYY-MM-DD`; ranges include both ends. */
export interface HolidayYear {
  readonly year: number;
  /** Title of the notice. */
  readonly notice: string;
  readonly issuedOn: string;
  readonly url?: string;
  readonly mark: VerificationMark;
  readonly off: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  /** Saturdays and Sundays that are worked instead (调休上班). */
  readonly makeUp: readonly string[];
}

/**
 * A holiday table as data. It is known from the first day of its first year to the last day of its last
 * year; the years must follow each other without a gap. A new notice is added as a new year.
 */
export interface HolidayTable {
  readonly id: string;
  readonly name: string;
  readonly years: readonly HolidayYear[];
}

/** Thrown when a holiday table contradicts itself; the message names year and day. */
export class HolidayTableError extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = 'HolidayTableError';
  }
}
