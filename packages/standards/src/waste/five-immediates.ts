import { type Edition, type ObservationTime, observationInstant, type VerificationMark } from '../edition.ts';
import {
  type ExplainOption,
  type Explanation,
  editionRef,
  missingInputs,
  type UsedInput,
} from '../result.ts';
import { type Share, shareOf } from '../share.ts';

/** The five steps of 五即 in their order: 产生, 包装, 称重, 打码, 入库. */
export const FIVE_STEPS = ['produced', 'packed', 'weighed', 'labelled', 'stored'] as const;

/** One of the five steps. */
export type FiveStep = (typeof FIVE_STEPS)[number];

/** Printed names of the steps. */
export const FIVE_STEP_NAMES: Readonly<Record<FiveStep, string>> = {
  produced: '即产生',
  packed: '即包装',
  weighed: '即称重',
  labelled: '即打码',
  stored: '即入库',
};

/** Time of each step of one container; a step without a time was not recorded. */
export type ContainerSteps = Readonly<Partial<Record<FiveStep, ObservationTime | null>>>;

/** What is wrong with a container's chain. */
export interface FiveStepProblem {
  readonly step: FiveStep;
  readonly reason: 'MISSING' | 'UNREADABLE' | 'BEFORE_PREVIOUS' | 'TOO_LATE';
  readonly text: string;
}

/** The check of one container. */
export interface FiveStepsCheck {
  readonly compliant: boolean;
  readonly problems: readonly FiveStepProblem[];
  /** Hours from the first step to storage; null without both. */
  readonly hours: number | null;
  readonly mark: VerificationMark;
  readonly explanation?: Explanation;
}

/** The guidance that names the five steps, known from a secondary note only. */
export const FIVE_STEPS_GUIDANCE: Edition = {
  id: '环固体〔2025〕10号',
  title: '五即规范化',
  effectiveFrom: '2025-01-01',
  clause: 'day of effect and clause not read',
  mark: 'single source',
};

/**
 * Checks that the five steps of a container were all recorded, in order, and within the site's own limit.
 * Two steps at the same instant are in order.
 * @param maxHours from 产生 to 入库; default 24, a setting of the site, not a legal figure.
 * Source: 五即规范化 (环固体〔2025〕10号, single source); order is the rule, the limit is local.
 */
export function checkFiveSteps(
  steps: ContainerSteps,
  maxHours = 24,
  options: ExplainOption = {},
): FiveStepsCheck {
  const check = checkOrder(steps, maxHours);
  return options.explain === true ? { ...check, explanation: explainSteps(check, steps, maxHours) } : check;
}

function explainSteps(check: FiveStepsCheck, steps: ContainerSteps, maxHours: number): Explanation {
  const inputs = FIVE_STEPS.map((step): UsedInput => {
    const problem = check.problems.find((entry) => entry.step === step)?.reason;
    if (problem === 'MISSING') return { name: step, state: 'missing' };
    if (problem === 'UNREADABLE') return { name: step, state: 'invalid' };
    return { name: step, state: 'value', value: new Date(instant(steps[step] ?? '') ?? 0).toISOString() };
  });
  const missing = missingInputs(inputs);
  return {
    edition: editionRef(FIVE_STEPS_GUIDANCE),
    method: `order of the five steps; stored within ${maxHours} h, a setting of the site`,
    inputs,
    completeness: [
      {
        sufficient: missing.length === 0,
        rule: `${FIVE_STEPS.length - missing.length} of ${FIVE_STEPS.length} steps recorded; all needed`,
        clause: FIVE_STEPS_GUIDANCE.clause,
      },
    ],
    rounding: [],
    missing,
    steps: check.compliant
      ? ['all steps recorded, in order, in time']
      : check.problems.map(({ text }) => text),
  };
}

function checkOrder(steps: ContainerSteps, maxHours: number): FiveStepsCheck {
  const problems: FiveStepProblem[] = [];
  const times = new Map<FiveStep, number>();
  let previous: { step: FiveStep; time: number } | undefined;
  for (const step of FIVE_STEPS) {
    const given = steps[step];
    const name = FIVE_STEP_NAMES[step];
    if (given === undefined || given === null) {
      problems.push({ step, reason: 'MISSING', text: `${name}: not recorded` });
      continue;
    }
    const time = instant(given);
    if (time === undefined) {
      problems.push({
        step,
        reason: 'UNREADABLE',
        text: `${name}: expected a time, found "${String(given)}"`,
      });
      continue;
    }
    times.set(step, time);
    if (previous !== undefined && time < previous.time) {
      const text = `${name}: before ${FIVE_STEP_NAMES[previous.step]}`;
      problems.push({ step, reason: 'BEFORE_PREVIOUS', text });
    }
    if (previous === undefined || time >= previous.time) previous = { step, time };
  }
  const start = times.get('produced');
  const end = times.get('stored');
  const hours = start === undefined || end === undefined ? null : (end - start) / 3_600_000;
  if (hours !== null && hours > maxHours) {
    problems.push({
      step: 'stored',
      reason: 'TOO_LATE',
      text: `即入库: ${hours} h after 即产生, limit ${maxHours} h`,
    });
  }
  return { compliant: problems.length === 0, problems, hours, mark: 'single source' };
}

function instant(given: ObservationTime): number | undefined {
  try {
    return observationInstant(given);
  } catch {
    return undefined;
  }
}

/** 五即达标率 = compliant containers / containers. Source: 五即规范化 (proposal, recall). */
export function fiveStepsRate(checks: readonly FiveStepsCheck[]): Share {
  return shareOf(checks.filter((check) => check.compliant).length, checks.length);
}
