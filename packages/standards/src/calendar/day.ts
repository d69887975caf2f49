const DAY_MS = 86_400_000;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01 of a local date `YYYY-MM-DD`. @throws RangeError for a day that does not exist. */
export function dayNumber(day: string): number {
  const parts = DAY.exec(day);
  const time = parts === null ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || dayText(time / DAY_MS) !== day) {
    throw new RangeError(`expected a day "YYYY-MM-DD", found ${JSON.stringify(day)}`);
  }
  return time / DAY_MS;
}

/** The local date `YYYY-MM-DD` of a day number. */
export function dayText(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** 0 Sunday … 6 Saturday. 1970-01-01 was a Thursday. */
export function weekday(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}

/**
 * The same day some months later; where that month has no such day, its last day (民法典 art. 202).
 * @param day `YYYY-MM-DD`
 */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}
