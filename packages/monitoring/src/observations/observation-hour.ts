import { type FileProblem, fileProblem } from '../files/file-problem.ts';
import { statisticalHourOf } from '../hours/hour-day.ts';
import type { PhenomenonTime } from './phenomenon-time.ts';

/** Where an observation belongs: a statistical day, and an hour of it unless the site has one value a day. */
export interface ObservationHour {
  day: string;
  /** 1 to 24; null: the whole day. */
  hour: number | null;
}

const field = 'phenomenonTime';
const hourMs = 3_600_000;

/**
 * The hour or day that an observation is about. Hourly sites take means of one clock hour and nothing else: no minutes,
 * no instants, since nothing here makes hours of them. Sites with a value every 2 or 4 hours take an instant too (it
 * belongs to the hour around it), and sites with one value a day or samples take an instant or any interval within one
 * statistical day.
 * @param intervalHours of the site; 0 for samples
 * @param now ms since 1970 UTC; what ends later is refused
 * Source: own rule; hours named by their end as in HJ 633 practice.
 */
export function observationHour(
  time: PhenomenonTime,
  intervalHours: number,
  now: number,
): ObservationHour | FileProblem {
  const shown = textOf(time);
  if (time.to > now)
    return fileProblem(
      'future',
      field,
      shown,
      `时间 ${shown} 还没有到`,
      `The time ${shown} has not come yet`,
    );
  const single = time.from === time.to;
  if (intervalHours === 0 || intervalHours === 24) {
    const { day } = statisticalHourOf(time.from + 1);
    if (single || statisticalHourOf(time.to).day === day) return { day, hour: null };
    return fileProblem(
      'not-one-day',
      field,
      shown,
      `该点位一天一个值，区间 ${shown} 跨了两天（北京时间）`,
      `The site has one value a day; ${shown} lies on two days (Beijing time)`,
    );
  }
  if (single && intervalHours > 1) return statisticalHourOf(time.to);
  if (time.to - time.from === hourMs && time.to % hourMs === 0) return statisticalHourOf(time.to);
  return notHourly(shown, intervalHours);
}

function notHourly(shown: string, intervalHours: number): FileProblem {
  const [zh, en] =
    intervalHours === 1
      ? ['不接受瞬时值和分钟值', 'instants and minutes are not taken']
      : ['或一个时刻', 'or one instant'];
  return fileProblem(
    'not-hourly',
    field,
    shown,
    `时间 ${shown} 不是一个整点小时；须为整点起止、长一小时的区间，${zh}`,
    `${shown} is not one clock hour; expected an interval of one hour that starts on the hour, ${en}`,
  );
}

const textOf = ({ from, to }: PhenomenonTime): string =>
  from === to ? isoOf(from) : `${isoOf(from)}/${isoOf(to)}`;

const isoOf = (at: number): string => new Date(at).toISOString().replace('.000', '');
