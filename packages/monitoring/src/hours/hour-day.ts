/**
 * How an hour came to be what it is, one character an hour: the instrument's mark of HJ 212 (`N` normal, `F` stopped,
 * `M` maintenance, `S` entered by hand, `D` fault, `C` calibration, `T` over range, `B` no communication), or
 * `-` missing (nothing came), `/` not monitored, `!` something came that is no number.
 */
export type HourMark = 'N' | 'F' | 'M' | 'S' | 'D' | 'C' | 'T' | 'B' | '-' | '/' | '!';

/** A reviewer's word, one character an hour: `.` none yet, `V` 有效, `I` 无效, `Q` 存疑. */
export type HourVerdict = '.' | 'V' | 'I' | 'Q';

/** Where an hour came from: `g` gateway, `f` file, `m` by hand, `p` pushed over HTTP, `.` nowhere. */
export type HourSource = 'g' | 'f' | 'm' | 'p' | '.';

/**
 * One factor of one site on one statistical day: 24 hours, each named by its end (1 to 24), so that hour 24 ends at
 * midnight of the next day. Source: HJ 633 practice; `packages/standards` uses the same day.
 */
export interface HourDay {
  siteId: number;
  /** HJ 212-2017 code, e.g. `a34004`. */
  factor: string;
  /** `YYYY-MM-DD` */
  day: string;
  /** 24 raw values in the unit of the site's factor; null: no number. Never changed by a review. */
  values: (number | null)[];
  /** 24 characters, see {@link HourMark}. */
  marks: string;
  /** 24 characters, see {@link HourVerdict}. */
  verdicts: string;
  /** 24 characters, see {@link HourSource}. */
  sources: string;
}

/** What an hour counts as. Zero is a value. */
export type HourState = 'value' | 'missing' | 'invalid' | 'not-monitored';

/** An hour as it counts. */
export interface EffectiveHour {
  state: HourState;
  /** Null unless `state` is `value`. */
  value: number | null;
}

/** Marks whose numbers count. `T` (over range) is a reading beyond the instrument, `S` was entered by a person. */
const counting = new Set(['N', 'S']);

/**
 * What an hour counts as: a reviewer's word decides over the mark; without one a number counts when its mark is
 * normal. A doubtful hour (`Q`) counts like one without a verdict until it is decided. A negative number counts here,
 * since temperatures and potentials may be negative; `packages/standards` takes none for a concentration.
 * @param index 0 to 23
 */
export function effectiveHour(
  day: Pick<HourDay, 'values' | 'marks' | 'verdicts'>,
  index: number,
): EffectiveHour {
  const value = day.values[index] ?? null;
  const mark = day.marks[index] ?? '-';
  const verdict = day.verdicts[index] ?? '.';
  if (mark === '/') return { state: 'not-monitored', value: null };
  if (value === null) return { state: mark === '-' ? 'missing' : 'invalid', value: null };
  if (verdict === 'I') return { state: 'invalid', value: null };
  if (verdict === 'V' || counting.has(mark)) return { state: 'value', value };
  return { state: 'invalid', value: null };
}

/** The 24 hours of a day as they count. */
export function effectiveHours(day: Pick<HourDay, 'values' | 'marks' | 'verdicts'>): EffectiveHour[] {
  return Array.from({ length: 24 }, (_, index) => effectiveHour(day, index));
}

/** A day on which nothing came. */
export function emptyHourDay(siteId: number, factor: string, day: string): HourDay {
  return {
    siteId,
    factor,
    day,
    values: Array.from({ length: 24 }, () => null),
    marks: '-'.repeat(24),
    verdicts: '.'.repeat(24),
    sources: '.'.repeat(24),
  };
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const offsetMs = 8 * hourMs;

/**
 * The statistical day and hour (1 to 24) that end at an instant, Asia/Shanghai; an instant within an hour belongs to
 * the hour that ends after it.
 * @param at ms since 1970 UTC
 */
export function statisticalHourOf(at: number): { day: string; hour: number } {
  const ends = Math.ceil((at + offsetMs) / hourMs) * hourMs;
  const hour = (ends % dayMs) / hourMs;
  const start = hour === 0 ? ends - dayMs : ends - (ends % dayMs);
  return { day: new Date(start).toISOString().slice(0, 10), hour: hour === 0 ? 24 : hour };
}

/** The instant at which an hour of a statistical day ends, ms since 1970 UTC. */
export function hourEnd(day: string, hour: number): number {
  return Date.parse(`${day}T00:00:00Z`) - offsetMs + hour * hourMs;
}

/** The day `days` later, `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** All days from one to another, both included. */
export function daysBetween(from: string, to: string): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addDays(from, index));
}
