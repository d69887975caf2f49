import type { Rational } from '../decimal/rational.ts';
import type { VerificationMark } from '../edition.ts';
import type { Measured } from '../measured.ts';
import { roundHalfEvenText } from '../rounding/half-even.ts';
import type { WaterClass } from './classes.ts';
import type { WaterBody, WaterItemKey } from './gb3838-2002.ts';
import { type Headroom, sectionHeadroom } from './headroom.ts';
import { itemClass } from './item-class.ts';
import { type ExceedanceMultiple, exceedanceMultiple } from './multiples.ts';
import { meetsTarget } from './target.ts';

/** Levels of a warning notice (预警通知), mildest first. */
export type WarningLevel = '提醒' | '预警' | '督办';

/** Thresholds of the levels. No official ones were found: a city edits them. */
export interface WarningRules {
  readonly mark: VerificationMark;
  /** Months running over target that give each level. */
  readonly remindMonths: number;
  readonly warnMonths: number;
  readonly superviseMonths: number;
  /** Whether a year-to-date mean over target gives 预警. */
  readonly warnOnYearToDate: boolean;
  /** Whether 劣Ⅴ in the last month gives 督办. */
  readonly superviseOnInferior: boolean;
  /** Whether an unreachable yearly target gives 督办. */
  readonly superviseOnUnreachable: boolean;
}

/** A proposal, to be edited by the district. */
export const DEFAULT_WARNING_RULES: WarningRules = {
  mark: 'recall',
  remindMonths: 1,
  warnMonths: 2,
  superviseMonths: 3,
  warnOnYearToDate: true,
  superviseOnInferior: true,
  superviseOnUnreachable: true,
};

/** What a notice is made from: one item of one section. */
export interface WarningInput {
  readonly key: WaterItemKey;
  readonly waterBody: WaterBody;
  readonly target: WaterClass;
  /** Monthly means of the year so far, in order, the last one being the month of the notice. */
  readonly months: readonly Measured[];
  /** Best monthly mean of the last two years. */
  readonly bestMonth?: Measured;
}

/** The figures of a warning notice, or of the decision that none is due. */
export interface WarningNotice {
  /** null when no notice is due. */
  readonly level: WarningLevel | null;
  readonly reasons: readonly string[];
  /** Months over target in a row up to the last one; a month without a value ends the row. */
  readonly consecutiveMonths: number;
  readonly lastClass: WaterClass | null;
  readonly multipleToTarget: ExceedanceMultiple | null;
  readonly headroom: Headroom;
  readonly rulesMark: VerificationMark;
}

/**
 * The level of a warning notice for one item of a section: 提醒 after one month over target, 预警 after two or when
 * the year-to-date mean is over it, 督办 after three, at 劣Ⅴ, or when the yearly target is out of reach.
 * @throws RangeError as {@link sectionHeadroom}.
 * Source: a proposal (recall); every threshold is a setting of `rules`.
 */
export function warningNotice(
  input: WarningInput,
  rules: WarningRules = DEFAULT_WARNING_RULES,
): WarningNotice {
  const { key, months, target, waterBody } = input;
  const classes = months.map((month) => itemClass(key, month, { waterBody }).cls);
  const consecutiveMonths = runOver(classes, target);
  const lastClass = classes.at(-1) ?? null;
  const headroom = sectionHeadroom(input);
  const overYear = yearToDateOver(input, headroom.meanSoFar);
  const reasons: [WarningLevel, string][] = [];
  const row = `${consecutiveMonths} month(s) running over target`;
  if (consecutiveMonths >= rules.superviseMonths) reasons.push(['督办', row]);
  else if (consecutiveMonths >= rules.warnMonths) reasons.push(['预警', row]);
  else if (consecutiveMonths >= rules.remindMonths) reasons.push(['提醒', row]);
  if (rules.superviseOnInferior && lastClass === 'V_INFERIOR') reasons.push(['督办', 'last month 劣Ⅴ']);
  if (rules.superviseOnUnreachable && headroom.outlook === 'unreachable') {
    reasons.push(['督办', 'yearly target out of reach']);
  }
  if (rules.warnOnYearToDate && overYear !== null) reasons.push(['预警', overYear]);
  const levels: WarningLevel[] = ['督办', '预警', '提醒'];
  const level = levels.find((name) => reasons.some(([found]) => found === name)) ?? null;
  return {
    level,
    reasons: reasons.map(([found, text]) => `${found}: ${text}`),
    consecutiveMonths,
    lastClass,
    multipleToTarget: exceedanceMultiple(key, months.at(-1), target, { waterBody }),
    headroom,
    rulesMark: rules.mark,
  };
}

function runOver(classes: readonly (WaterClass | null)[], target: WaterClass): number {
  let count = 0;
  for (const cls of [...classes].reverse()) {
    if (cls === null || meetsTarget(cls, target)) break;
    count += 1;
  }
  return count;
}

function yearToDateOver(input: WarningInput, mean: Rational | null): string | null {
  if (mean === null) return null;
  const { cls } = itemClass(input.key, mean, { waterBody: input.waterBody });
  if (cls === null || meetsTarget(cls, input.target)) return null;
  return `year-to-date mean ${roundHalfEvenText(mean, 3)} over target`;
}
