import { addDays, statisticalHourOf } from '../hours/hour-day.ts';
import { type FileProblem, fileProblem } from './file-problem.ts';

/** Whether the hour of a table is the end of the hour (CNEMC and HJ 633 practice) or its start. */
export type HourLabel = 'end' | 'start';

/** The hour of a row as the store has it; without `hour` the row is about the whole day. */
export interface RowTime {
  /** Statistical day, `YYYY-MM-DD`. */
  day: string;
  /** 1 to 24, by its end; null when the row names only a day. */
  hour: number | null;
}

/** The cells of a row that tell its time, with the titles of their columns. */
export interface TimeCells {
  date?: TimeCell | undefined;
  hour?: TimeCell | undefined;
  time?: TimeCell | undefined;
}

/** A cell and the title of its column. */
export interface TimeCell {
  column: string;
  text: string;
}

/** Choices for a whole file. */
export interface TimeChoices {
  hourLabel: HourLabel;
  /** For times without a year. */
  year: number | null;
}

const tail = String.raw`(?:[T ](\d{1,2})(?:[:时](\d{1,2}))?(?:[:分](\d{1,2})(?:\.\d+)?)?[时分秒]?(Z|[+-]\d{2}:?\d{2})?)?`;
const separated = new RegExp(String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?${tail}$`);
const compact = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(?:(\d{2})(?:\d{2})?)?)?$/;
const compactTimed = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})${tail}$`);
const yearless = new RegExp(String.raw`^(\d{1,2})[-/.月](\d{1,2})日?${tail}$`);
const clock = /^(\d{1,2})(?:[:时点]([0-5]?\d)?)?(?::\d{1,2})?[时点分]?$/;

interface Parts {
  year: number | null;
  month: number;
  date: number;
  /** Minutes since midnight; null without a time. */
  minutes: number | null;
  zone: string | undefined;
}

function partsOf(text: string): Parts | null {
  const plain = text
    .trim()
    .replace(/日(?=\d)/, '日 ')
    .replace(/\s+/g, ' ');
  const dated = separated.exec(plain) ?? compactTimed.exec(plain) ?? compact.exec(plain);
  const found = dated ?? yearless.exec(plain);
  if (found === null) return null;
  const [month, date, hour, minute, , zone] = found.slice(dated === null ? 1 : 2);
  if (Number(minute ?? 0) > 59) return null;
  return {
    year: dated === null ? null : Number(dated[1]),
    month: Number(month),
    date: Number(date),
    minutes: hour === undefined ? null : minutesOfClock(hour, minute),
    zone,
  };
}

const minutesOfClock = (hour: string | undefined, minute: string | undefined): number =>
  Number(hour) * 60 + Number(minute ?? 0);

const dayText = (year: number, month: number, date: number): string | null => {
  const at = new Date(Date.UTC(year, month - 1, date));
  if (at.getUTCFullYear() !== year || at.getUTCMonth() + 1 !== month || at.getUTCDate() !== date) return null;
  return at.toISOString().slice(0, 10);
};

/**
 * The hour of a row. Days as `20190101`, `2019-01-01`, `2019/1/1`, `2019年1月1日`, each also with a time, or with the hour in
 * a column of its own (0 to 24); ISO 8601 with a zone is converted to Asia/Shanghai. A time without a year (`05-08 15:00`)
 * takes it from the day column, else from the choice for the file. Hour 0 is 24:00 of the day before when labels are ends.
 * A time within an hour belongs to the hour around it.
 */
export function readRowTime(cells: TimeCells, choices: TimeChoices): RowTime | FileProblem {
  const stamp = cells.time ?? cells.date;
  if (stamp === undefined) return fileProblem('no-date', '', '', '没有日期列', 'There is no column of dates');
  if (stamp.text.trim() === '' || /^[*—-]+$/.test(stamp.text.trim())) {
    return fileProblem('no-date', stamp.column, stamp.text, '没有监测时间', 'The time is missing');
  }
  const unreadable = () =>
    fileProblem(
      'date-unreadable',
      stamp.column,
      stamp.text,
      `读不出时间“${stamp.text}”，应如 2019-01-01、20190101 或 2019-01-01 08:00`,
      `Cannot read the time “${stamp.text}”; expected e.g. 2019-01-01, 20190101 or 2019-01-01 08:00`,
    );
  const day = cells.time !== undefined && cells.date !== undefined ? partsOf(cells.date.text) : null;
  const onlyClock = day === null ? null : clock.exec(stamp.text.trim());
  const parts = onlyClock === null ? partsOf(stamp.text) : day;
  if (parts === null) return unreadable();
  const year = parts.year ?? yearFor(parts, day, choices.year);
  if (year === null) {
    return fileProblem(
      'no-year',
      stamp.column,
      stamp.text,
      '时间没有年份，请在“对列”里填年份',
      'The time has no year; give the year with the columns',
    );
  }
  const text = dayText(year, parts.month, parts.date);
  if (text === null) {
    return fileProblem(
      'no-such-day',
      stamp.column,
      stamp.text,
      `没有这一天：${stamp.text}`,
      `There is no such day: ${stamp.text}`,
    );
  }
  const minutes = minutesOf(parts, onlyClock, cells.hour);
  if (typeof minutes === 'object' && minutes !== null) return minutes;
  if (minutes === null) return { day: text, hour: null };
  if (minutes > 1440 || (minutes === 1440 && choices.hourLabel === 'start')) {
    return hourProblem(cells.hour ?? stamp, choices.hourLabel === 'start' ? '0–23' : '0–24');
  }
  return parts.zone === undefined
    ? hourOf(text, minutes, choices.hourLabel)
    : zoned(text, minutes, parts.zone, choices);
}

function minutesOf(
  parts: Parts,
  onlyClock: RegExpExecArray | null,
  hour: TimeCells['hour'],
): number | null | FileProblem {
  if (onlyClock !== null) return minutesOfClock(onlyClock[1], onlyClock[2]);
  if (hour === undefined || parts.minutes !== null) return parts.minutes;
  if (hour.text.trim() === '') {
    return fileProblem('no-hour', hour.column, '', '没有小时', 'The hour is missing');
  }
  const found = clock.exec(hour.text.trim().replace(/\.0+$/, ''));
  if (found === null) return hourProblem(hour, '0–24');
  return minutesOfClock(found[1], found[2]);
}

function hourProblem(cell: { column: string; text: string }, range: string): FileProblem {
  return fileProblem(
    'hour-unreadable',
    cell.column,
    cell.text,
    `小时“${cell.text}”不在 ${range} 之内`,
    `The hour “${cell.text}” is not within ${range}`,
  );
}

/** A snapshot of 1 January still shows times of 31 December: the year in which the time is not after the day column. */
function yearFor(parts: Parts, day: Parts | null, given: number | null): number | null {
  if (day?.year == null) return given;
  const after = parts.month > day.month || (parts.month === day.month && parts.date > day.date + 1);
  return after && parts.month - day.month > 6 ? day.year - 1 : day.year;
}

function hourOf(day: string, minutes: number, label: HourLabel): RowTime {
  if (label === 'start') return { day, hour: Math.floor(minutes / 60) + 1 };
  return minutes === 0 ? { day: addDays(day, -1), hour: 24 } : { day, hour: Math.ceil(minutes / 60) };
}

function zoned(day: string, minutes: number, zone: string, choices: TimeChoices): RowTime {
  const [, sign, hours = '0', rest = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(rest));
  const at = Date.parse(`${day}T00:00:00Z`) + (minutes - offset) * 60_000;
  // An hour labelled by its start ends after any instant in it, its first one included.
  return statisticalHourOf(choices.hourLabel === 'start' ? at + 1 : at);
}
