import { type FileProblem, fileProblem } from '../files/file-problem.ts';

/** When an observation was made: ms since 1970 UTC; both the same for an instant. */
export interface PhenomenonTime {
  from: number;
  to: number;
}

const field = 'phenomenonTime';
const instant =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;
const dayMs = 86_400_000;
/** No place on earth is further from UTC. */
const mostOffset = 14 * 60;

/**
 * Reads `phenomenonTime` of an observation: an ISO 8601 instant or interval (`start/end`), each with its zone. Nothing is
 * guessed: a time without a zone is refused.
 * Source: OGC 18-088 (SensorThings 1.1) §8.1.2, TM_Instant and TM_Period as ISO 8601.
 */
export function readPhenomenonTime(text: string): PhenomenonTime | FileProblem {
  if (text.trim() === '')
    return fileProblem(
      'no-date',
      field,
      '',
      '缺少 phenomenonTime；系统不以接收时间代替',
      'phenomenonTime is missing; the time of arrival does not stand in for it',
    );
  const parts = text.trim().split('/');
  const [first = '', last = first] = parts;
  if (parts.length > 2) return unreadable(text);
  const from = readInstant(first, text);
  if (typeof from !== 'number') return from;
  const to = parts.length === 1 ? from : readInstant(last, text);
  if (typeof to !== 'number') return to;
  if (parts.length === 2 && to <= from)
    return fileProblem(
      'date-unreadable',
      field,
      text,
      `区间 ${text} 的终点须晚于起点`,
      `The interval ${text} must end after it starts`,
    );
  return { from, to };
}

function readInstant(part: string, whole: string): number | FileProblem {
  const found = instant.exec(part);
  if (found === null) return unreadable(whole);
  const [, year, month, date, hour, minute, second = '0', fraction = '', zone] = found;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(date));
  const day = new Date(midnight);
  if (Number(month) !== day.getUTCMonth() + 1 || Number(date) !== day.getUTCDate())
    return fileProblem('no-such-day', field, whole, `没有这一天：${part}`, `There is no such day: ${part}`);
  const within =
    Number(hour) * 3_600_000 +
    Number(minute) * 60_000 +
    Number(second) * 1000 +
    Number(fraction.slice(0, 3).padEnd(3, '0'));
  // 24:00 is the end of the day, see ISO 8601.
  if (Number(minute) > 59 || Number(second) > 59 || within > dayMs) return unreadable(whole);
  if (zone === undefined)
    return fileProblem(
      'no-zone',
      field,
      whole,
      `时间 ${part} 没有时区，应以 Z 或 +08:00 结尾`,
      `The time ${part} has no zone; it must end in Z or an offset such as +08:00`,
    );
  const offset = offsetMinutes(zone);
  return offset === null ? unreadable(whole) : midnight + within - offset * 60_000;
}

function offsetMinutes(zone: string): number | null {
  if (zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(2) || '0');
  const total = Number(digits.slice(0, 2)) * 60 + minutes;
  if (minutes > 59 || total > mostOffset) return null;
  return zone.startsWith('-') ? -total : total;
}

function unreadable(text: string): FileProblem {
  return fileProblem(
    'date-unreadable',
    field,
    text,
    `读不出时间“${text.slice(0, 80)}”，应为带时区的 ISO 8601 时刻或区间，如 2025-05-01T07:00:00+08:00/2025-05-01T08:00:00+08:00`,
    `Cannot read the time “${text.slice(0, 80)}”; expected an ISO 8601 instant or interval with a zone, e.g. 2025-05-01T07:00:00+08:00/2025-05-01T08:00:00+08:00`,
  );
}
