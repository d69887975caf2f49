import { inTransaction } from '../../../store/database.ts';
import { addTargetStatus } from '../../../store/monitoring/indicators/target-bindings.queries.ts';
import { changeTarget, listTargets } from '../../../store/plans/targets.queries.ts';
import type { Env } from '../../env.ts';
import { boundTargets } from './bound-targets.ts';
import { storedFigures } from './evaluate.ts';

/**
 * Writes down where the status of bound targets has moved.
 * @param keys indicators that changed; without it all
 */
export async function moveStatuses(env: Env, keys?: ReadonlySet<string>): Promise<void> {
  const targets = (await listTargets(env.store.db)).filter(
    ({ indicator }) => indicator !== null && (keys === undefined || keys.has(indicator)),
  );
  const bound = await boundTargets(env, targets);
  for (const target of targets) {
    const found = bound.get(target.id);
    if (found === undefined || found.outlook.status === target.status) continue;
    const { status, reason } = found.outlook;
    await inTransaction(env.store.db, async (trx) => {
      await changeTarget(trx, target.id, { status });
      await addTargetStatus(trx, {
        targetId: target.id,
        status,
        value: storedFigures(found.evaluated).value,
        zh: reason.zh,
        en: reason.en,
        at: env.clock().toISOString(),
      });
    });
  }
}
