import { compareRational, mean, type Rational, subtractRational } from '@huanzhi/standards';
import { boundText, commonDigits, figureText, hoursText, plainText } from './figures.ts';
import type { HourFlag } from './flags.ts';
import { checkRules, flowFactors, outOfRange, signedFactors } from './thresholds.ts';
import { dueHours, indexOfHour, numbersBefore, type Timeline } from './timeline.ts';

/** Takes a flag of an hour (1 to 24). */
export type Report = (hour: number, flag: HourFlag) => void;

/** What the instrument's marks mean, HJ 212-2017 table of data marks. */
export const instrumentMarks: Readonly<Record<string, { zh: string; en: string }>> = {
  N: { zh: '正常', en: 'normal' },
  S: { zh: '人工输入', en: 'entered by hand' },
  F: { zh: '停运', en: 'stopped' },
  M: { zh: '维护', en: 'maintenance' },
  D: { zh: '故障', en: 'fault' },
  C: { zh: '校准', en: 'calibration' },
  T: { zh: '超量程', en: 'over range' },
  B: { zh: '通讯中断', en: 'no communication' },
};

/** Distance of two exact numbers. */
export function distance(a: Rational, b: Rational): Rational {
  const difference = subtractRational(a, b);
  return difference.numerator < 0n ? subtractRational(0, difference) : difference;
}

/** Hours in which nothing came, or something that is no number. Hours named `not monitored` are not missing. */
export function checkMissing(line: Timeline, intervalHours: number, through: number, report: Report): void {
  const marks = line.marks.slice(24);
  for (const { hour, came } of dueHours({ marks }, intervalHours, through)) {
    const mark = marks[hour - 1] ?? '-';
    if (!came)
      report(hour, {
        kind: 'missing',
        text: {
          zh:
            intervalHours === 1
              ? '应有 1 个值，没有收到。'
              : `每 ${intervalHours} 小时应有 1 个值，没有收到。`,
          en:
            intervalHours === 1
              ? '1 value due, none came.'
              : `1 value due every ${intervalHours} hours, none came.`,
        },
      });
    else if (mark === 'B' && line.values[indexOfHour(hour)] === null)
      report(hour, {
        kind: 'missing',
        text: {
          zh: '仪器标记 B（通讯中断），没有数。',
          en: 'Instrument mark B (no communication), no number.',
        },
      });
    else if (mark === '!')
      report(hour, {
        kind: 'missing',
        text: { zh: '收到的内容不是数，原样保留。', en: 'What came is no number; it is kept as it is.' },
      });
  }
}

/** Numbers below zero of what cannot be negative. */
export function checkNegative(line: Timeline, report: Report): void {
  if (signedFactors.has(line.factor)) return;
  eachNumber(line, (value, hour) => {
    if (value >= 0) return;
    const text = plainText(value);
    report(hour, {
      kind: 'negative',
      text: { zh: `值 ${text}，低于 0。`, en: `Value ${text} lies below 0.` },
    });
  });
}

/** Numbers beyond the instrument, and hours that it marked so (`T`). A negative number has its own flag. */
export function checkRange(line: Timeline, report: Report): void {
  const { threshold } = line;
  eachNumber(line, (value, hour, mark) => {
    const beyond =
      threshold !== null && (value >= 0 || signedFactors.has(line.factor)) && outOfRange(value, threshold);
    if (!beyond && mark !== 'T') return;
    const text = plainText(value);
    const low = threshold === null || threshold.low === null ? '' : boundText(threshold.low, 0);
    const high = threshold === null || threshold.high === null ? '' : boundText(threshold.high, 0);
    const range = low + high === '' ? null : `${low}–${high}`;
    report(hour, {
      kind: 'range',
      text: beyond
        ? { zh: `值 ${text}，量程 ${range}。`, en: `Value ${text}, range ${range}.` }
        : {
            zh: `仪器标记 T（超量程），读数 ${text}。`,
            en: `Instrument mark T (over range), reading ${text}.`,
          },
    });
  });
}

/** Runs of equal ordinary readings that are as long as the threshold; hours of the day before count in the run. */
export function checkConstant(line: Timeline, report: Report): void {
  const least = line.threshold?.constant ?? null;
  if (least === null) return;
  const readings = line.values.flatMap((value, index) =>
    value !== null && line.usable[index] === true ? [{ value, index }] : [],
  );
  for (let from = 0; from < readings.length; ) {
    let to = from;
    while (readings[to + 1]?.value === readings[from]?.value) to += 1;
    const first = readings[from];
    const last = readings[to];
    const count = to - from + 1;
    if (first !== undefined && last !== undefined && count >= least && !restsAtZero(line, first.value)) {
      const text = {
        zh: `连续 ${count} 个值都是 ${plainText(first.value)}，阈值 ${least} 个。`,
        en: `${count} values in a row are ${plainText(first.value)}, threshold ${least}.`,
      };
      for (let at = from; at <= to; at += 1) {
        const hour = (readings[at]?.index ?? 0) - 23;
        if (hour >= 1) report(hour, { kind: 'constant', text });
      }
    }
    from = to + 1;
  }
}

/** Nothing flows while a plant stands: that is no stuck instrument. */
const restsAtZero = (line: Timeline, value: number) => value === 0 && flowFactors.has(line.factor);

/**
 * Readings far from the mean of the hours before. An hour that jumped is left out of the means after it, so that one
 * spike does not accuse its followers.
 * @returns indexes of the {@link Timeline} that jumped, those of the day before too
 */
export function checkJump(line: Timeline, report: Report): Set<number> {
  const jumped = new Set<number>();
  const most = line.threshold?.jump ?? null;
  if (most === null) return jumped;
  for (const [index, value] of line.values.entries()) {
    if (value === null || line.usable[index] !== true) continue;
    const base = numbersBefore(line, index, checkRules.jumpHours, jumped);
    if (base.length < checkRules.jumpLeast) continue;
    const middle = mean(base);
    const difference = distance(mean([value]), middle);
    if (compareRational(difference, most) <= 0) continue;
    jumped.add(index);
    if (index < 24) continue;
    const digits = commonDigits([...base, value]);
    const [average, apart, bound] = [
      figureText(middle, digits),
      figureText(difference, digits),
      boundText(most, digits),
    ];
    const hours =
      base.length === checkRules.jumpHours
        ? { zh: `前 ${base.length} 小时均值`, en: `mean of the ${base.length} hours before` }
        : {
            zh: `前 ${checkRules.jumpHours} 小时中 ${base.length} 个值的均值`,
            en: `mean of ${base.length} values in the ${checkRules.jumpHours} hours before`,
          };
    report(index - 23, {
      kind: 'jump',
      text: {
        zh: `与${hours.zh} ${average} 相差 ${apart}，阈值 ${bound}。`,
        en: `Differs by ${apart} from the ${hours.en}, ${average}; threshold ${bound}.`,
      },
    });
  }
  return jumped;
}

/** Hours that the instrument marked as other than normal (over range and no communication have their own flags). */
export function checkMarked(line: Timeline, report: Report): void {
  for (let hour = 1; hour <= 24; hour += 1) {
    const mark = line.marks[indexOfHour(hour)] ?? '-';
    if (!['F', 'M', 'D', 'C', 'B'].includes(mark)) continue;
    const value = line.values[indexOfHour(hour)] ?? null;
    if (mark === 'B' && value === null) continue;
    const words = instrumentMarks[mark] ?? { zh: mark, en: mark };
    report(hour, {
      kind: 'marked',
      text:
        value === null
          ? {
              zh: `仪器标记 ${mark}（${words.zh}），没有数。`,
              en: `Instrument mark ${mark} (${words.en}), no number.`,
            }
          : {
              zh: `仪器标记 ${mark}（${words.zh}），读数 ${plainText(value)} 不计入。`,
              en: `Instrument mark ${mark} (${words.en}); reading ${plainText(value)} does not count.`,
            },
    });
  }
}

function eachNumber(line: Timeline, use: (value: number, hour: number, mark: string) => void): void {
  for (let hour = 1; hour <= 24; hour += 1) {
    const value = line.values[indexOfHour(hour)] ?? null;
    if (value !== null) use(value, hour, line.marks[indexOfHour(hour)] ?? '-');
  }
}

/** `05–07 时` for sentences about a run. */
export function runText(from: number, to: number): { zh: string; en: string } {
  return { zh: `${hoursText(from, to)} 时`, en: `hours ${hoursText(from, to)}` };
}
