import {
  classLabel,
  daysBetween,
  isBadDay,
  itemOutlooks,
  lineOf,
  type Projection,
  type SectionsYear,
} from '@huanzhi/monitoring';
import { rationalToNumber, WATER_CLASS_LABELS } from '@huanzhi/standards';
import { listIndicatorValues } from '../../../store/monitoring/indicators/indicator-values.queries.ts';
import {
  listTargetBindings,
  listTargetStatuses,
} from '../../../store/monitoring/indicators/target-bindings.queries.ts';
import { listSites } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { shownTarget, targetFor } from '../../targets.ts';
import { userNames } from '../../user-names.ts';
import { allIndicators } from './all-indicators.ts';
import { type BoundTarget, boundTargets } from './bound-targets.ts';
import { storedFigures } from './evaluate.ts';
import { projectionText, stepWords, waterItemWords, whyOf } from './progress-words.ts';

const shownValues = 60;

/**
 * Everything the page of a bound target shows.
 * @param asOf the state on this day, from the figures as they are known now
 * @throws AppError `not-found`, `validation-failed` for a target that is not bound
 */
export async function targetProgress(env: Env, id: string, asOf?: string) {
  const target = await targetFor(env, id);
  const bound = (await boundTargets(env, [target], asOf)).get(id);
  if (bound === undefined) {
    throw new AppError('validation-failed', [
      problem('indicator', 'not-bound', '目标没有绑定指标', 'The target is not bound to an indicator'),
    ]);
  }
  const { indicator, evaluated, requirement, outlook } = bound;
  const { of: _family, ...definition } = indicator;
  const figures = evaluated.kind === 'registry' ? null : evaluated.figures;
  const stored = storedFigures(evaluated);
  const bindings = await bindingsOf(env, id);
  const {
    auto: isAuto,
    by,
    at,
    reason,
  } = bindings[0] ?? { auto: bound.auto, by: null, at: null, reason: '' };
  return {
    target: shownTarget(env, target, bound),
    indicator: definition,
    year: bound.year,
    last: bound.last,
    through: bound.through,
    ...stored,
    binding: { auto: isAuto, by, at, reason },
    digits: figures?.digits ?? 1,
    enough: figures?.enough ?? { sufficient: stored.value !== null, rule: { zh: '', en: '' }, remark: null },
    requirement,
    headroom: outlook.headroom,
    projection:
      figures?.projection == null ? null : shownProjection(bound, figures.projection, figures.digits),
    months: figures?.months ?? [],
    line: figures?.line ?? [],
    days: daysBehind(bound),
    sections: evaluated.kind === 'sections' ? sectionsBehind(evaluated.figures) : [],
    history: await historyOf(env, bound),
    statuses: (await listTargetStatuses(env.store.db, id, shownValues)).map((one) => ({
      at: one.at,
      status: one.status,
      value: one.value,
      reason: { zh: one.zh, en: one.en },
    })),
    bindings,
  };
}

function shownProjection(bound: BoundTarget, projection: Projection, digits: number) {
  const number = (value: Projection['value']) => Number(rationalToNumber(value).toFixed(digits + 1));
  const { method, years, from, to } = projection;
  return {
    method,
    years,
    from,
    to,
    text: projectionText(bound),
    value: number(projection.value),
    low: number(projection.low),
    high: number(projection.high),
  };
}

function daysBehind(bound: BoundTarget) {
  const { evaluated, requirement } = bound;
  if (evaluated.kind !== 'days') return [];
  const { year, asOf, remaining, through, kept } = evaluated.figures;
  const known = new Map(kept.map(({ day, value }) => [day, value]));
  const holds = requirement === null ? () => false : isBadDay(evaluated.indicator.of, requirement);
  const last = remaining === 0 ? `${year}-12-31` : (asOf ?? through);
  return daysBetween(`${year}-01-01`, last).map((day) => {
    const value = known.get(day);
    return value === undefined
      ? { day, value: null, bad: false, published: false }
      : {
          day,
          value: Number(rationalToNumber(value).toFixed(1)),
          bad: holds(value),
          published: evaluated.published.has(day),
        };
  });
}

function sectionsBehind(figures: SectionsYear) {
  return figures.sections.map((one) => ({
    siteId: one.section.siteId,
    name: one.section.name,
    cls: classLabel(one.cls),
    counted: one.counted,
    months: one.classes.map((cls) => (cls === null ? '' : WATER_CLASS_LABELS[cls])),
    items: itemOutlooks(figures.year, figures.ended, one, lineOf(figures.measure, one))
      .slice(0, 3)
      .map(({ key, meanSoFar, neededMean, limit, outlook }) => ({
        ...waterItemWords(key),
        mean: meanSoFar,
        needed: neededMean,
        limit,
        outlook,
      })),
  }));
}

async function historyOf(env: Env, bound: BoundTarget) {
  const { db } = env.store;
  const values = await listIndicatorValues(db, bound.indicator.key, bound.year, shownValues);
  const ids = [
    ...new Set(
      values.flatMap(({ cause }) => [
        ...cause.days.map(({ siteId }) => siteId),
        ...cause.steps.flatMap(({ siteId }) => siteId ?? []),
      ]),
    ),
  ];
  const sites = new Map((await listSites(db, { ids, inactive: true })).map((site) => [site.id, site.name]));
  const nameOf = (siteId: number) => sites.get(siteId) ?? String(siteId);
  const personOf = await userNames(env);
  return values.map((one) => ({
    at: one.computedAt,
    asOf: one.asOf,
    value: one.value,
    numerator: one.numerator,
    denominator: one.denominator,
    version: one.version,
    why: whyOf(one.cause, nameOf),
    steps: one.cause.steps.map((step) => ({
      at: step.at,
      by: personOf(step.actor ?? 'system'),
      day: step.day,
      siteId: step.siteId,
      what: stepWords(step, nameOf),
      reason: step.reason,
    })),
    inputs: { ...one.inputs, sites: one.inputs.sites.length },
  }));
}

async function bindingsOf(env: Env, id: string) {
  const personOf = await userNames(env);
  const names = new Map(allIndicators(env).map((one) => [one.key, one.name]));
  return (await listTargetBindings(env.store.db, id)).map((one) => ({
    at: one.boundAt,
    by: one.boundBy === null ? null : { id: one.boundBy, name: personOf(one.boundBy) },
    auto: one.how === 'auto',
    indicator: one.indicator,
    name:
      one.indicator === null ? null : (names.get(one.indicator) ?? { zh: one.indicator, en: one.indicator }),
    reason: one.reason,
  }));
}
