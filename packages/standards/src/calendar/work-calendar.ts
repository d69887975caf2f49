import { observationInstant, shanghaiDate } from '../edition.ts';
import { addMonths, dayNumber, dayText, weekday } from './day.ts';
import { type HolidayTable, HolidayTableError } from './holiday-table.ts';

/** Units of a period: working day, natural day, hour, month. */
export type PeriodUnit = 'wd' | 'd' | 'h' | 'month';

export interface PeriodOptions {
  /** The day on which the period starts is not counted (usual in law). Without effect on hours. */
  readonly excludeStartDay: boolean;
  /** An end on a rest day moves to the next working day. Without effect on hours and working days. */
  readonly rollIfHoliday: boolean;
}

/** The working-day engine over one holiday table. Days are local dates `YYYY-MM-DD` of Asia/Shanghai. */
export interface WorkingDayCalendar {
  readonly knownFrom: string;
  readonly knownUntil: string;
  /** Saturdays and Sundays outside the known years count as off, all other days as working. */
  isWorkingDay(day: string): boolean;
  /** Name of the holiday on which the day is off, `null` for working days and plain weekends. */
  holidayOn(day: string): string | null;
  /** Working days after `from` up to and including `to`; negative when `to` lies before `from`. */
  workingDaysBetween(from: string, to: string): number;
  /**
   * Adds a period. Hours run on the wall clock and give an instant in ISO 8601 (UTC); all others give a day.
   * `provisional` is true when the result rests on a day that the holiday table does not know; natural
   * days and months without roll, and hours, never do.
   * @throws RangeError for a start that cannot be read or an amount that is not a whole number ≥ 0
   *   (hours may be fractions).
   */
  add(
    start: string,
    amount: number,
    unit: PeriodUnit,
    options: PeriodOptions,
  ): { due: string; provisional: boolean };
}

/**
 * Builds the working-day engine from a holiday table (处罚法 art. 85, 许可法 art. 82 and the like say which
 * periods are working days; the caller states the unit).
 * @throws HolidayTableError when years leave a gap, a range runs backwards, a make-up day is not a weekend
 *   day or is also off.
 * Source: 国务院办公厅 holiday notices (the table given); 行政处罚法 (2021) art. 85, 行政许可法 (2019) art. 82
 * (working days; second number recall).
 */
export function createCalendar(table: HolidayTable): WorkingDayCalendar {
  const { off, makeUp, first, last } = readTable(table);

  const working = (day: number): boolean => {
    if (off.has(day)) return false;
    const dow = weekday(day);
    return makeUp.has(day) || (dow !== 0 && dow !== 6);
  };
  const known = (from: number, to: number): boolean => from >= first && to <= last;
  const rollForward = (day: number): number => {
    let rolled = day;
    while (!working(rolled)) rolled += 1;
    return rolled;
  };
  const addWorkingDays = (start: number, amount: number, excludeStartDay: boolean): number => {
    let left = amount;
    let day = excludeStartDay ? start : start - 1;
    while (left > 0) {
      day += 1;
      if (working(day)) left -= 1;
    }
    return amount === 0 ? start : day;
  };
  const naturalEnd = (
    start: string,
    amount: number,
    unit: 'd' | 'month',
    excludeStartDay: boolean,
  ): number => {
    if (amount === 0) return dayNumber(start);
    const end = unit === 'd' ? dayNumber(start) + amount : dayNumber(addMonths(start, amount));
    return excludeStartDay ? end : end - 1;
  };

  return {
    knownFrom: dayText(first),
    knownUntil: dayText(last),
    isWorkingDay: (day) => working(dayNumber(day)),
    holidayOn: (day) => off.get(dayNumber(day)) ?? null,
    workingDaysBetween(from, to) {
      const [a, b] = [dayNumber(from), dayNumber(to)];
      const [low, high] = a <= b ? [a, b] : [b, a];
      let count = 0;
      for (let day = low + 1; day <= high; day += 1) if (working(day)) count += 1;
      return a <= b || count === 0 ? count : -count;
    },
    add(start, amount, unit, options) {
      if (!(amount >= 0) || (unit !== 'h' && !Number.isInteger(amount))) {
        throw new RangeError(`expected a whole number of ${unit} not below 0, found ${amount}`);
      }
      if (unit === 'h') {
        return {
          due: new Date(observationInstant(start) + amount * 3_600_000).toISOString(),
          provisional: false,
        };
      }
      const startDay = shanghaiDate(start);
      const from = dayNumber(startDay);
      if (unit === 'wd') {
        const due = addWorkingDays(from, amount, options.excludeStartDay);
        return { due: dayText(due), provisional: !known(from, due) };
      }
      const end = naturalEnd(startDay, amount, unit, options.excludeStartDay);
      if (!options.rollIfHoliday) return { due: dayText(end), provisional: false };
      const due = rollForward(end);
      return { due: dayText(due), provisional: !known(end, due) };
    },
  };
}

function readTable(table: HolidayTable) {
  const off = new Map<number, string>();
  const makeUp = new Set<number>();
  const years = [...table.years].sort((a, b) => a.year - b.year);
  const [firstYear, lastYear] = [years[0], years.at(-1)];
  if (firstYear === undefined || lastYear === undefined) {
    throw new HolidayTableError(`holiday table ${table.id} has no year`);
  }
  years.forEach((year, index) => {
    if (year.year !== firstYear.year + index) {
      throw new HolidayTableError(
        `holiday table ${table.id}: expected year ${firstYear.year + index}, found ${year.year}`,
      );
    }
    for (const range of year.off) {
      const [from, to] = [dayNumber(range.from), dayNumber(range.to)];
      if (from > to)
        throw new HolidayTableError(`${year.year} ${range.name}: ${range.from} lies after ${range.to}`);
      for (let day = from; day <= to; day += 1) off.set(day, range.name);
    }
    for (const day of year.makeUp) makeUp.add(dayNumber(day));
  });
  for (const day of makeUp) {
    if (off.has(day)) throw new HolidayTableError(`${dayText(day)} is both off and a make-up working day`);
    const dow = weekday(day);
    if (dow !== 0 && dow !== 6)
      throw new HolidayTableError(`${dayText(day)} is no weekend and cannot be a make-up day`);
  }
  const first = dayNumber(`${firstYear.year}-01-01`);
  const last = dayNumber(`${lastYear.year}-12-31`);
  return { off, makeUp, first, last };
}
