import { MARKING_RULE, type MarkingRule, markEffect } from '@huanzhi/standards';
import type { CheckText } from '../checks/flags.ts';
import type { HourNote } from '../checks/timeline.ts';
import { effectiveHour, type HourDay, type HourMark } from '../hours/hour-day.ts';

/**
 * What an enterprise's mark makes of an hour. `not-valid`: the data do not count; `stopped`: nothing was due; `none`:
 * the hour counts as it did.
 */
export type MarkUse = 'not-valid' | 'stopped' | 'none';

/** An hour that an enterprise marked. */
export interface MarkedHour {
  mark: string;
  note: string;
  use: MarkUse;
  /** Why the hour counts or does not. */
  reason: CheckText;
}

/** The letter of HJ 212 that says about an instrument what a mark says; another mark of it counts as maintenance. */
const letters: Readonly<Record<string, HourMark>> = { 设备故障: 'D', '校准/校验': 'C' };

/** What decides about the marks of a day of a series. */
export interface MarkedDay {
  factor: string;
  /** `YYYY-MM-DD` */
  day: string;
  /** What the enterprise marked on the day, in the order in which it did. */
  notes: readonly HourNote[];
  /** The flow of the same outlet, by which a standstill is believed; undefined: it has none. */
  flow?: HourDay | undefined;
}

/**
 * What the marks of an enterprise make of the 24 hours of a series; null for an hour without a mark.
 *
 * A device mark takes the hour out of the judgement, a standstill takes it off what was due, as long as the flow of
 * the same hour does not contradict it. Another working condition (烘炉, 启炉 …) exempts only where treatment ran as
 * required and within the allowed time; neither is known here, so that the hour counts until a reviewer decides. A
 * reviewer's word goes before every mark. Of several marks of one hour the first with an effect counts.
 * Source: 公告2022年第21号 through `markEffect` and `MARKING_RULE` with its mark; that the flow decides about a
 * standstill is a rule of this project.
 */
export function markedHours(
  { factor, day, notes, flow }: MarkedDay,
  block: Pick<HourDay, 'verdicts'> | undefined,
  rule: MarkingRule = MARKING_RULE,
): (MarkedHour | null)[] {
  return Array.from({ length: 24 }, (_, index) => {
    const own = notes.filter(
      (note) => (note.factor === null || note.factor === factor) && note.hours.includes(index + 1),
    );
    const verdict = block?.verdicts[index] ?? '.';
    const all = own.map(({ mark, note }) => ({
      mark,
      note,
      ...(day < rule.effectiveFrom
        ? counts(
            `标记规则自 ${rule.effectiveFrom} 起施行`,
            `the marking rule holds from ${rule.effectiveFrom}`,
          )
        : verdict === 'V'
          ? counts('审核判为有效', 'found valid by review')
          : useOf(mark, flow === undefined ? null : effectiveHour(flow, index).value, rule)),
    }));
    return all.find((one) => one.use !== 'none') ?? all[0] ?? null;
  });
}

type Use = Pick<MarkedHour, 'use' | 'reason'>;

const counts = (zh: string, en: string): Use => ({
  use: 'none',
  reason: { zh: `${zh}，照常参与判定`, en: `${en}: the hour counts` },
});

function useOf(mark: string, flow: number | null, rule: MarkingRule): Use {
  const kinds = rule.marks.filter((kind) => kind.name === mark);
  if (kinds.some((kind) => kind.stops === true)) {
    if (flow !== null && flow > 0)
      return counts(
        `标记${mark}，同时流量 ${flow}，标记未采信`,
        `marked ${mark} while the flow is ${flow}: not believed`,
      );
    return {
      use: 'stopped',
      reason: { zh: `企业标记${mark}，不应有数据`, en: `marked ${mark} by the enterprise: nothing is due` },
    };
  }
  if (!markEffect({ mark }, rule).usedForJudgement)
    return {
      use: 'not-valid',
      reason: { zh: `企业标记${mark}`, en: `marked ${mark} by the enterprise` },
    };
  if (kinds.length === 0) return counts(`标记规则里没有“${mark}”`, `the marking rule has no ${mark}`);
  return counts(
    `工况标记${mark}：治理设施是否按要求运行、是否在允许时间内未核实`,
    `working condition ${mark}: whether treatment ran as required and within the allowed time is not known`,
  );
}

/**
 * A day as it is judged: marked hours carry the letter of HJ 212 that says the same, so that figures, limits and rates
 * treat them like hours that the instrument marked. Values, verdicts and sources stay; the stored day is another one.
 * @param marked 24 entries of {@link markedHours}
 */
export function withMarks(block: HourDay, marked: readonly (MarkedHour | null)[]): HourDay {
  if (marked.every((one) => one === null || one.use === 'none')) return block;
  const marks = [...block.marks].map((was, index) => {
    const one = marked[index] ?? null;
    if (one === null || one.use === 'none' || was === '/') return was;
    if (one.use === 'stopped') return 'F';
    return was === '-' || was === '!' ? was : (letters[one.mark] ?? 'M');
  });
  return { ...block, marks: marks.join('') };
}
