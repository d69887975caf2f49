import { type DustCount, type DustRule, judgeDustCounts, SHANGHAI_DUST } from '@huanzhi/standards';
import { effectiveHour, type HourDay } from '../hours/index.ts';
import { isAbove } from './limits.ts';

/** HJ 212-2017 code of dust at construction sites. */
export const DUST_FACTOR = 'a34001';

/** A day of a construction site by the counting rule. */
export interface JudgedDust {
  /** `open`: nothing shows a breach, and the data cannot rule it out. */
  outcome: 'exceeds' | 'within' | 'open' | 'none';
  counts: readonly DustCount[];
  /** Means of 15 minutes that count, and those due in a day. */
  used: number;
  due: number;
  /** Hours with a value and without any mean of 15 minutes. */
  hours: number;
  rule: string;
}

/** Share of the means due, in %, with which a day without a breach is within the rule. Mark: recall. */
const sharePercent = 75;

/**
 * Judges a day by its means of the rule's averaging time. An hour that has a value and none of these means counts once
 * where it is over a limit: at least one of its means was over it, so that the count is a lower bound. Means in an hour
 * that a reviewer found invalid do not count.
 * @param day hours of the series
 * @param quarters 96 means of 15 minutes in the unit of the series; undefined: none were made
 * @param scale turns a value into the rule's unit, e.g. 0.001 for µg/m³
 * Source: `judgeDustCounts` with the rule given and its mark; that a day needs 75 % of its means is a rule of this
 * project.
 */
export function judgeDustDayOf(
  day: HourDay,
  quarters: readonly (number | null)[] | undefined,
  scale: number,
  rule: DustRule = SHANGHAI_DUST,
): JudgedDust {
  const counted: number[] = [];
  let used = 0;
  let hours = 0;
  for (let index = 0; index < 24; index += 1) {
    if (day.verdicts[index] === 'I') continue;
    const { value } = effectiveHour(day, index);
    const means = (quarters ?? []).slice(index * 4, index * 4 + 4).filter((one) => one !== null);
    counted.push(...means);
    used += means.length;
    if (means.length > 0 || value === null) continue;
    counted.push(value);
    hours += 1;
  }
  const texts = counted.map((value) => String(Number((value * scale).toPrecision(12))));
  const counts = rule.limits.map(({ limit }) => texts.filter((one) => isAbove(one, String(limit))).length);
  const verdict = judgeDustCounts(counts, rule);
  const due = 1440 / rule.averagingMinutes;
  const enough = used * 100 >= due * sharePercent;
  return {
    outcome: counted.length === 0 ? 'none' : !verdict.compliant ? 'exceeds' : enough ? 'within' : 'open',
    counts: verdict.counts,
    used,
    due,
    hours,
    rule: hours === 0 ? verdict.rule : `at least, ${hours} hours without means: ${verdict.rule}`,
  };
}
