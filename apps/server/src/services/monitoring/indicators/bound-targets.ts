import {
  addDays,
  type Indicator,
  judgeDayYear,
  judgeSectionsYear,
  judgeShare,
  type Outlook,
  type Requirement,
  requirementOf,
} from '@huanzhi/monitoring';
import type { LocalText } from '@huanzhi/registry';
import { latestBindings, planPeriods } from '../../../store/monitoring/indicators/target-bindings.queries.ts';
import type { Row } from '../../../store/schema.ts';
import { type Env, localDay } from '../../env.ts';
import { indicatorOf } from './all-indicators.ts';
import { type Evaluated, evaluateIndicator, registryShare, storedFigures } from './evaluate.ts';

type TargetRow = Pick<
  Row<'target'>,
  'id' | 'indicator' | 'comparator' | 'value' | 'value2' | 'unit' | 'deadline' | 'year'
>;

/** A bound target: its indicator, the year that is looked at, and how it stands. */
export interface BoundTarget {
  indicator: Indicator;
  /** Bound by the name of the goal, and nobody has changed it since. */
  auto: boolean;
  year: number;
  /** The target falls due in this year, or names none. */
  last: boolean;
  /** Last day that counts. */
  through: string;
  evaluated: Evaluated;
  /** Null when the indicator cannot answer what the goal asks. */
  requirement: Requirement | null;
  outlook: Outlook;
}

/**
 * How bound targets stand; targets without a (known) indicator are left out.
 * @param asOf the state on this day; without it the newest
 */
export async function boundTargets(
  env: Env,
  targets: readonly TargetRow[],
  asOf?: string,
): Promise<Map<string, BoundTarget>> {
  const bound = targets.flatMap((target) => {
    const indicator = target.indicator === null ? undefined : indicatorOf(env, target.indicator);
    return indicator === undefined ? [] : [{ target, indicator }];
  });
  if (bound.length === 0) return new Map();
  const ids = bound.map(({ target }) => target.id);
  const [periods, bindings] = await Promise.all([
    planPeriods(env.store.db, ids),
    latestBindings(env.store.db, ids),
  ]);
  const how = new Map(bindings.map((one) => [one.targetId, one.how]));
  const found = await Promise.all(
    bound.map(async ({ target, indicator }): Promise<[string, BoundTarget]> => {
      const span = yearOfTarget(env, target, periods.get(target.id), asOf);
      const evaluated = await evaluateIndicator(env, indicator, span.year, span.through);
      return [
        target.id,
        { indicator, auto: how.get(target.id) === 'auto', ...span, ...judged(evaluated, target, span) },
      ];
    }),
  );
  return new Map(found);
}

/** The year in which a target is looked at: this one, but not after that of its deadline. */
export function yearOfTarget(
  env: Env,
  target: Pick<TargetRow, 'deadline' | 'year'>,
  period: { from: string | null; to: string | null } | undefined,
  asOf?: string,
): { year: number; last: boolean; through: string } {
  // The day that runs has no figures yet.
  const yesterday = addDays(localDay(env.clock()), -1);
  const day = asOf === undefined || asOf > yesterday ? yesterday : asOf;
  const due = target.year ?? dueYear(target.deadline, period);
  const end = due === null ? null : `${due}-12-31`;
  const through = end !== null && end < day ? end : day;
  const year = Number(through.slice(0, 4));
  return { year, last: due === null || due === year, through };
}

function dueYear(
  deadline: string | null,
  period: { from: string | null; to: string | null } | undefined,
): number | null {
  const year = /^\d{4}/.exec(deadline ?? '')?.[0];
  if (year !== undefined) return Number(year);
  const years = /^P(\d{1,2})Y$/.exec(deadline ?? '')?.[1];
  if (years !== undefined && period?.from != null) return Number(period.from.slice(0, 4)) + Number(years) - 1;
  return period?.to == null ? null : Number(period.to.slice(0, 4));
}

/** What a goal asks of an indicator; of a registry's share the comparator says which side is the good one. */
export function requirementFor(
  indicator: Indicator,
  target: Pick<TargetRow, 'comparator' | 'value' | 'value2'>,
): Requirement | null {
  const low = indicator.of.family === 'registry' && ['<=', '<'].includes(target.comparator);
  return requirementOf(target, low ? 'low' : indicator.direction);
}

function judged(
  evaluated: Evaluated,
  target: TargetRow,
  { last, through }: { last: boolean; through: string },
): Pick<BoundTarget, 'evaluated' | 'requirement' | 'outlook'> {
  const requirement = requirementFor(evaluated.indicator, target);
  return {
    evaluated,
    requirement,
    outlook:
      requirement === null
        ? without(
            '目标没有可比的数值，指标只提供数值',
            'The goal has no figure to compare; the indicator only gives its value',
          )
        : outlookOf(evaluated, target, requirement, last, through),
  };
}

function outlookOf(
  evaluated: Evaluated,
  target: TargetRow,
  requirement: Requirement,
  last: boolean,
  through: string,
): Outlook {
  switch (evaluated.kind) {
    case 'days':
      return judgeDayYear(evaluated.indicator, evaluated.figures, requirement, last);
    case 'sections':
      return judgeSectionsYear(evaluated.indicator, evaluated.figures, requirement, last);
    case 'registry': {
      if (evaluated.stored === null)
        return without('台账指标还没有计算', 'The share of the registry was not computed yet');
      const due =
        target.deadline !== null && /^\d{4}-\d{2}-\d{2}$/.test(target.deadline) ? target.deadline : null;
      return judgeShare(
        evaluated.indicator,
        registryShare(evaluated.stored),
        requirement,
        due !== null && through >= due,
      );
    }
  }
}

function without(zh: string, en: string): Outlook {
  const text: LocalText = { zh, en };
  return {
    status: 'none',
    headline: text,
    reason: text,
    headroom: null,
    short: null,
    projected: null,
    open: true,
  };
}

/** Value, day and source of a bound target as lists show them; null without a value. */
export function currentOf(bound: BoundTarget): { value: number; asOf: string; source: string } | null {
  const { asOf, value } = storedFigures(bound.evaluated);
  if (asOf === null || value === null) return null;
  return {
    value: Number(value),
    asOf,
    source: `指标 ${bound.indicator.name.zh}（第 ${bound.indicator.version} 版）`,
  };
}

/** The year so far at the ends of its months, for a small line. */
export function seriesOfYear(bound: BoundTarget): { asOf: string; value: number }[] {
  if (bound.evaluated.kind === 'registry') return [];
  const byMonth = new Map<string, { asOf: string; value: number }>();
  for (const { day, value } of bound.evaluated.figures.line)
    byMonth.set(day.slice(0, 7), { asOf: day, value });
  return [...byMonth.values()];
}
