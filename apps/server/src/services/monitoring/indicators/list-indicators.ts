import type { Query } from '@huanzhi/contract';
import { suggestIndicator, unitKind } from '@huanzhi/monitoring';
import { isId } from '../../../store/ids.ts';
import { latestIndicatorValues } from '../../../store/monitoring/indicators/indicator-values.queries.ts';
import { findTarget } from '../../../store/plans/targets.queries.ts';
import type { Row } from '../../../store/schema.ts';
import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';
import { allIndicators } from './all-indicators.ts';
import { requirementFor, yearOfTarget } from './bound-targets.ts';
import { evaluateIndicator, storedFigures } from './evaluate.ts';

/**
 * Every indicator with its newest value of the year; with a target in its year and whether it can answer what the
 * target asks. With `asOf` the values are those of that day.
 * @throws AppError `not-found` for an unknown target
 */
export async function listIndicators(env: Env, query: Query<'indicators'>) {
  const target = query.target === undefined ? undefined : await targetOf(env, query.target);
  const { year, through } = yearOfTarget(
    env,
    target ?? { deadline: null, year: null },
    undefined,
    query.asOf,
  );
  const all = allIndicators(env);
  const suggested = target === undefined ? null : suggestIndicator(target);
  const stored = new Map(
    (
      await latestIndicatorValues(
        env.store.db,
        all.map((one) => one.key),
        [year],
      )
    ).map((one) => [one.indicator, one]),
  );
  const items = await Promise.all(
    all.map(async ({ of, ...indicator }) => ({
      ...indicator,
      fits:
        target === undefined ||
        (requirementFor({ ...indicator, of }, target) !== null &&
          (target.unit === null || unitKind(target.unit) === unitKind(indicator.unit))),
      suggested: suggested === indicator.key,
      year,
      latest:
        query.asOf === undefined
          ? (stored.get(indicator.key) ?? null)
          : storedFigures(await evaluateIndicator(env, { ...indicator, of }, year, through)),
    })),
  );
  return { items };
}

async function targetOf(env: Env, id: string): Promise<Row<'target'>> {
  const target = isId(id) ? await findTarget(env.store.db, id) : undefined;
  if (target === undefined) throw new AppError('not-found');
  return target;
}
