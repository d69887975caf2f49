import { listTargets } from '../../../store/plans/targets.queries.ts';
import type { Env } from '../../env.ts';
import type { HeadroomGoal } from './headroom-goal.ts';

/** Indicators of air whose goals have a headroom, by what it is computed from. */
const kinds: Record<string, HeadroomGoal['kind']> = {
  'air.pm25.mean': 'pm25',
  'air.good-days': 'good',
};

/** Goals of published plans for a year that are bound to the mean of PM2.5 or to the good-day ratio. */
export async function boundGoals(env: Env, year: number): Promise<HeadroomGoal[]> {
  const targets = await listTargets(env.store.db);
  return targets.flatMap((target): HeadroomGoal[] => {
    const kind = kinds[target.indicator ?? ''];
    const of = target.year ?? Number((target.deadline ?? '').slice(0, 4));
    const isNumber = target.value !== null && /^\d+(\.\d+)?$/.test(target.value);
    if (kind === undefined || of !== year || !isNumber || target.value === null) return [];
    return [{ kind, source: 'target', targetId: target.id, name: target.name, target: target.value }];
  });
}
