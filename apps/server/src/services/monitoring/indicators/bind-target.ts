import { unitKind } from '@huanzhi/monitoring';
import { inTransaction } from '../../../store/database.ts';
import { isId } from '../../../store/ids.ts';
import { addTargetBindings } from '../../../store/monitoring/indicators/target-bindings.queries.ts';
import { changeTarget, findTarget } from '../../../store/plans/targets.queries.ts';
import type { Db, Row } from '../../../store/schema.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { audit, type Origin, type Session } from '../../session.ts';
import { allIndicators, indicatorOf } from './all-indicators.ts';
import { requirementFor } from './bound-targets.ts';
import { forgetEvaluated } from './evaluate.ts';
import { moveStatuses } from './move-statuses.ts';
import { refreshRegistry } from './refresh-registries.ts';

/**
 * Binds a target to an indicator, or ends its binding with null.
 * @throws AppError `not-found`; `validation-failed` for an unknown indicator, another unit, or a goal that asks nothing
 *   of this indicator
 */
export async function bindTarget(
  env: Env,
  session: Session,
  id: string,
  wanted: { indicator: string | null; reason: string },
  origin: Origin,
): Promise<void> {
  const target = isId(id) ? await findTarget(env.store.db, id) : undefined;
  if (target === undefined) throw new AppError('not-found');
  if (wanted.indicator !== null) checkFits(env, target, wanted.indicator);
  if (wanted.indicator === target.indicator) return;
  await inTransaction(env.store.db, async (trx) => {
    await changeTarget(trx, id, { indicator: wanted.indicator });
    await addTargetBindings(trx, [
      {
        targetId: id,
        indicator: wanted.indicator,
        how: 'person',
        boundBy: session.user.id,
        boundAt: env.clock().toISOString(),
        reason: wanted.reason.trim(),
      },
    ]);
    const inside: Env = { ...env, store: { ...env.store, db: trx } };
    await audit(
      inside,
      session.user,
      'target.bind',
      id,
      { from: target.indicator, to: wanted.indicator, reason: wanted.reason.trim() },
      origin.ip,
    );
  });
  if (wanted.indicator === null) return;
  const of = indicatorOf(env, wanted.indicator)?.of;
  if (of?.family === 'registry')
    await refreshRegistry(
      env,
      allIndicators(env).filter((one) => one.of.family === 'registry' && one.of.registry === of.registry),
    );
  forgetEvaluated(env);
  await moveStatuses(env, new Set([wanted.indicator]));
}

function checkFits(env: Env, target: Row<'target'>, key: string): void {
  const indicator = indicatorOf(env, key);
  const wrong = (code: string, zh: string, en: string) =>
    new AppError('validation-failed', [problem('indicator', code, zh, en)]);
  if (indicator === undefined) throw wrong('unknown', '没有这个指标', 'There is no such indicator');
  const [own, asked] = [unitKind(indicator.unit), unitKind(target.unit)];
  if (target.unit !== null && own !== asked)
    throw wrong(
      'unit',
      `目标的单位是“${target.unit}”，指标的单位是“${indicator.unit}”`,
      `The target is in “${target.unit}”, the indicator in “${indicator.unit}”`,
    );
  if (requirementFor(indicator, target) === null)
    throw wrong(
      'no-figure',
      '目标没有可比的数值，或方向与指标相反',
      'The target has no figure to compare, or points the other way',
    );
}

/** Notes the bindings that publishing a plan made by itself. */
export function noteAutoBindings(
  db: Db,
  targets: readonly { id: string; indicator: string | null }[],
  at: Date,
): Promise<void> {
  return addTargetBindings(
    db,
    targets.flatMap(({ id, indicator }) =>
      indicator === null
        ? []
        : [
            {
              targetId: id,
              indicator,
              how: 'auto' as const,
              boundBy: null,
              boundAt: at.toISOString(),
              reason: '',
            },
          ],
    ),
  );
}
