/**
 * How well a figure is known: read in the primary document or confirmed by two independent sources;
 * found in one source only; or from memory, to be checked before it decides anything legal.
 */
export type VerificationMark = 'verified' | 'single source' | 'recall';

/** One edition of a standard. Tables are data that carry these fields. */
export interface Edition {
  /** Stable id, for example `"HJ 633-2026"` or `"GB 3095-2026 final"`. */
  readonly id: string;
  /** Title as printed on the standard. */
  readonly title: string;
  /** First day of validity, `YYYY-MM-DD` in Asia/Shanghai. */
  readonly effectiveFrom: string;
  /** First day on which it is no longer valid; absent while in force. */
  readonly supersededOn?: string;
  /** Clause or table that the figures come from. */
  readonly clause: string;
  readonly mark: VerificationMark;
  /** What is uncertain, or where the figures were confirmed. */
  readonly note?: string;
}

/**
 * When something was observed: a `Date`, epoch milliseconds, a day `YYYY-MM-DD`, or an ISO 8601 time.
 * A time without offset is read as Asia/Shanghai.
 */
export type ObservationTime = Date | number | string;

/** Thrown when no edition of a table covers a day, or an id is not in the table. */
export class NoEditionError extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = 'NoEditionError';
  }
}

/** Thrown when an observation time cannot be read. */
export class ObservationTimeError extends RangeError {
  constructor(value: unknown) {
    super(`expected a day "YYYY-MM-DD" or an ISO 8601 time, found ${JSON.stringify(String(value))}`);
    this.name = 'ObservationTimeError';
  }
}

/** Asia/Shanghai has been UTC+08:00 without summer time since 1991, before every edition used here. */
export const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

const DAY_MS = 86_400_000;
const TIME_TEXT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Reads an observation time as epoch milliseconds. A day stands for its first instant in Asia/Shanghai.
 * @throws ObservationTimeError when the text is not a time or names a day that does not exist.
 * Source: own utility, no standard.
 */
export function observationInstant(at: ObservationTime): number {
  if (typeof at !== 'string') {
    const instant = Number(at);
    if (!Number.isFinite(instant)) throw new ObservationTimeError(at);
    return instant;
  }
  const parsed = TIME_TEXT.exec(at.trim());
  if (parsed === null) throw new ObservationTimeError(at);
  const [year, month, day, hour, minute, second] = parsed.slice(1, 7).map((part) => Number(part ?? 0));
  const local = Date.UTC(
    year ?? 0,
    (month ?? 0) - 1,
    day,
    hour,
    minute,
    second,
    Number((parsed[7] ?? '').padEnd(3, '0')),
  );
  const read = new Date(local);
  const wrapped =
    read.getUTCMonth() + 1 !== month || (hour ?? 0) > 24 || (minute ?? 0) > 59 || (second ?? 0) > 59;
  // 24:00 is the end of its day and may therefore roll over.
  if (wrapped && !(hour === 24 && minute === 0 && second === 0)) throw new ObservationTimeError(at);
  return local - offsetMs(parsed[8]);
}

function offsetMs(text: string | undefined): number {
  if (text === undefined) return SHANGHAI_OFFSET_MS;
  if (text === 'Z') return 0;
  const digits = text.replace(':', '');
  const size = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (text.startsWith('-') ? -1 : 1) * size * 60_000;
}

/**
 * The calendar day in Asia/Shanghai, `YYYY-MM-DD`, on which an instant lies.
 * @throws ObservationTimeError when the time cannot be read.
 * Source: own utility, no standard.
 */
export function shanghaiDate(at: ObservationTime): string {
  return new Date(observationInstant(at) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/**
 * Days since 1970-01-01 in Asia/Shanghai; whole numbers are cheap to compare in tight loops.
 * Source: own utility, no standard.
 */
export function shanghaiDayNumber(at: ObservationTime): number {
  return Math.floor((observationInstant(at) + SHANGHAI_OFFSET_MS) / DAY_MS);
}

/**
 * The edition in force on the day of the observation (Asia/Shanghai).
 * @param editions editions of one standard, in any order.
 * @throws NoEditionError before the first edition; ObservationTimeError when the time cannot be read.
 * Source: own utility, no standard.
 */
export function editionAt<E extends Edition>(editions: readonly E[], at: ObservationTime): E {
  const instant = observationInstant(at);
  const found = editions.find((edition) => {
    const [from, until] = editionSpan(edition);
    return from <= instant && instant < until;
  });
  if (found !== undefined) return found;
  const known = editions.map((e) => `${e.id} ${e.effectiveFrom}..${e.supersededOn ?? ''}`).join(', ');
  throw new NoEditionError(`no edition is in force on ${shanghaiDate(at)}; known: ${known}`);
}

const spans = new WeakMap<Edition, readonly [number, number]>();

/** First instant of validity and first instant after it; kept, because every judgement asks for it. */
function editionSpan(edition: Edition): readonly [number, number] {
  const known = spans.get(edition);
  if (known !== undefined) return known;
  const from = observationInstant(edition.effectiveFrom);
  const until = edition.supersededOn === undefined ? Infinity : observationInstant(edition.supersededOn);
  spans.set(edition, [from, until]);
  return [from, until];
}

/**
 * The edition with the given id, for an explicit override.
 * @throws NoEditionError when the table has no such id.
 * Source: own utility, no standard.
 */
export function editionById<E extends Edition>(editions: readonly E[], id: string): E {
  const found = editions.find((edition) => edition.id === id);
  if (found !== undefined) return found;
  throw new NoEditionError(`no edition "${id}"; known: ${editions.map((e) => e.id).join(', ')}`);
}
