import { compareRational, type RationalInput } from '../decimal/rational.ts';
import type { Edition } from '../edition.ts';
import { type Measured, readMeasured } from '../measured.ts';
import { type ExplainOption, type Explanation, editionRef, type InputState } from '../result.ts';
import { explainVerdict, measuredInput } from '../verdict-explanation.ts';
import { type DataMark, markEffect } from './marks.ts';
import { WATER_MONITORING } from './methods.ts';

/** `exceeds`: a verdict; `warning`: early warning only; `within`; `not judged`. */
export type ExceedanceOutcome = 'exceeds' | 'warning' | 'within' | 'not judged';

/** The judgement of one mean of a source. */
export interface SourceExceedance {
  readonly outcome: ExceedanceOutcome;
  readonly state: InputState;
  readonly usedForJudgement: boolean;
  /** The rule that decided. */
  readonly rule: string;
  readonly explanation?: Explanation;
}

/** Which mean of a source decides, as data with its mark. */
export interface ExceedanceRule extends Edition {
  readonly what: 'waste gas' | 'waste water';
  readonly deciding: 'hour' | 'day';
}

/** Waste gas: the hour decides (recall). */
export const GAS_EXCEEDANCE: ExceedanceRule = {
  id: 'HJ 942-2018',
  title: '排污许可证申请与核发技术规范 总则',
  effectiveFrom: '2018-02-08',
  clause: '合规判定 (clause number not read)',
  mark: 'recall',
  what: 'waste gas',
  deciding: 'hour',
};

/** Waste incineration: the day decides (single source). */
export const INCINERATOR_EXCEEDANCE: ExceedanceRule = {
  id: '生态环境部令第10号',
  title: '生活垃圾焚烧发电厂自动监测数据应用管理规定',
  effectiveFrom: '2020-01-01',
  clause: '日均值 (article not read)',
  mark: 'single source',
  what: 'waste gas',
  deciding: 'day',
};

/** Waste water: the day decides (recall). */
export const WATER_EXCEEDANCE: ExceedanceRule = {
  id: WATER_MONITORING.id,
  title: WATER_MONITORING.title,
  effectiveFrom: WATER_MONITORING.effectiveFrom,
  clause: '日均值 (clause number not read)',
  mark: 'recall',
  what: 'waste water',
  deciding: 'day',
};

/** One mean of a source's outlet. */
export interface SourceMean extends ExplainOption {
  readonly value: Measured;
  readonly limit: RationalInput;
  /** Time over which the mean was made. */
  readonly period: 'hour' | 'day';
  /** Whether the mean is valid by the completeness rule; default true. */
  readonly valid?: boolean;
  readonly mark?: DataMark | null;
}

/**
 * Judges a mean of waste gas against the permit limit: the valid hourly mean decides; for waste incineration the
 * valid daily mean does, and an hour over the limit is a warning.
 * Source: HJ 942-2018 and industry specifications (recall); 生活垃圾焚烧发电厂自动监测数据应用管理规定 (部令10号, single source).
 */
export function judgeGasMean(input: SourceMean & { readonly incinerator?: boolean }): SourceExceedance {
  return judge(input, input.incinerator === true ? INCINERATOR_EXCEEDANCE : GAS_EXCEEDANCE);
}

/**
 * Judges a mean of waste water against the permit limit: the valid flow-weighted daily mean decides; one hour over
 * it is a warning, never a verdict.
 * Source: HJ 356-2019 and permit specifications (recall).
 */
export function judgeWaterMean(input: SourceMean): SourceExceedance {
  return judge(input, WATER_EXCEEDANCE);
}

function judge(input: SourceMean, rule: ExceedanceRule): SourceExceedance {
  const verdict = judgeMean(input, rule.deciding, rule.what);
  return input.explain === true ? { ...verdict, explanation: explainMean(verdict, input, rule) } : verdict;
}

function explainMean(verdict: SourceExceedance, input: SourceMean, rule: ExceedanceRule): Explanation {
  const limit = readMeasured(input.limit);
  const name = `${input.period} mean`;
  const mark = input.mark ?? undefined;
  return explainVerdict(editionRef(rule), {
    method: `the valid ${rule.deciding} mean of ${rule.what} decides; the limit is inclusive`,
    inputs: [
      measuredInput(name, readMeasured(input.value), 'unit of the limit'),
      measuredInput('limit', limit, 'unit of the limit'),
    ],
    needed: name,
    steps: [
      ...(mark === undefined ? [] : [markEffect(mark).reason]),
      verdict.rule,
      `outcome: ${verdict.outcome}`,
    ],
  });
}

function judgeMean(input: SourceMean, deciding: 'hour' | 'day', what: string): SourceExceedance {
  const read = readMeasured(input.value);
  const effect = markEffect(input.mark);
  const none = (state: InputState, rule: string): SourceExceedance => ({
    outcome: 'not judged',
    state,
    usedForJudgement: false,
    rule,
  });
  if (read.state !== 'value') return none(read.state, read.reason ?? `no value: ${read.state}`);
  if (!effect.usedForJudgement) return none('value', effect.reason);
  if (input.valid === false) return none('value', `the ${input.period}'s mean is not valid`);
  const over = compareRational(read.value, input.limit) > 0;
  const decides = input.period === deciding;
  const rule = decides
    ? `${what}: valid ${deciding} mean against the limit`
    : `${what}: the ${deciding} mean decides, this one is of the ${input.period}`;
  const outcome = !over ? (decides ? 'within' : 'not judged') : decides ? 'exceeds' : 'warning';
  return { outcome, state: 'value', usedForJudgement: decides, rule };
}

/** Judges a pH reading against its range, reading by reading. Source: permit specifications (recall). */
export function judgeWaterPh(
  value: Measured,
  range: { readonly low: RationalInput; readonly high: RationalInput },
): SourceExceedance {
  const read = readMeasured(value);
  if (read.state !== 'value') {
    return {
      outcome: 'not judged',
      state: read.state,
      usedForJudgement: false,
      rule: `no value: ${read.state}`,
    };
  }
  const inside = compareRational(read.value, range.low) >= 0 && compareRational(read.value, range.high) <= 0;
  return {
    outcome: inside ? 'within' : 'exceeds',
    state: 'value',
    usedForJudgement: true,
    rule: 'pH by reading',
  };
}
