import { SHANGHAI_OFFSET_MS } from '../edition.ts';

/** Thrown when the time of a row cannot be read. */
export class TableTimeError extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = 'TableTimeError';
  }
}

const DAY =
  /^(\d{4})(?:(\d{2})(\d{2})|[-/.](\d{1,2})[-/.](\d{1,2}))(?:[T ](\d{1,2})(?::(\d{2})(?::\d{2})?)?)?$/;

/**
 * Reads the time of a table row as an instant: `20190105`, `2019-01-05`, `2019/1/5`, each also with a time, in
 * Asia/Shanghai; the hour may be a column of its own.
 * @param date cell with the day or the time.
 * @param hour cell with the hour 0 to 24 by its end, when there is such a column.
 * @returns epoch milliseconds.
 * @throws TableTimeError naming what was found and expected.
 */
export function readTableTime(date: string, hour: string | undefined): number {
  const parsed = DAY.exec(date.trim());
  if (parsed === null)
    throw new TableTimeError(`expected a date such as 20190105 or 2019-01-05, found "${date}"`);
  const year = Number(parsed[1]);
  const month = Number(parsed[2] ?? parsed[4]);
  const day = Number(parsed[3] ?? parsed[5]);
  const midnight = Date.UTC(year, month - 1, day);
  const read = new Date(midnight);
  if (read.getUTCMonth() + 1 !== month || read.getUTCDate() !== day) {
    throw new TableTimeError(`there is no day "${date}"`);
  }
  const hours = hour === undefined ? Number(parsed[6] ?? 0) : hourOf(hour);
  if (hours > 24) throw new TableTimeError(`expected an hour 0 to 24, found "${date}"`);
  return midnight - SHANGHAI_OFFSET_MS + hours * 3_600_000 + Number(parsed[7] ?? 0) * 60_000;
}

function hourOf(text: string): number {
  const trimmed = text.trim();
  if (!/^\d{1,2}$/.test(trimmed) || Number(trimmed) > 24) {
    throw new TableTimeError(`expected an hour 0 to 24, found "${text}"`);
  }
  return Number(trimmed);
}
