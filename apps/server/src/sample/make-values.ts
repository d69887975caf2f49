import { type Env, localDay } from '../services/env.ts';
import type { Session } from '../services/session.ts';
import { enterValue, shownTargets } from '../services/targets.ts';
import { daysBefore } from './sample-time.ts';

/** Shares of the target value that the sample's figures reach, in turn: first and last value. */
const series: readonly (readonly [number, number])[] = [
  [0.93, 0.97],
  [0.97, 1.01],
  [0.9, 0.91],
];

/** Enters invented values for some targets, so that every status can be seen; others stay without a value. */
export async function makeValues(env: Env, session: Session): Promise<void> {
  const { items } = await shownTargets(env, {});
  const numeric = items.filter(
    ({ value, unit, bound }) => typeof value === 'number' && unit !== null && bound === null,
  );
  for (const [index, target] of numeric.entries()) {
    if (index % 4 === 3) continue;
    for (const [part, days] of [300, 40].entries()) {
      const share = series[index % series.length]?.[part] ?? 1;
      const isCeiling = target.comparator === '<=' || target.comparator === '<';
      const value = Number(target.value) * (isCeiling ? 2 - share : share);
      await enterValue(
        env,
        session,
        target.id,
        {
          idempotencyKey: `sample-${part}-${target.id}`,
          asOf: localDay(daysBefore(env.clock(), days)),
          value: Number(value.toFixed(1)),
          source: '示例数据（虚构）',
        },
        { ip: '127.0.0.1', agent: 'sample' },
      );
    }
  }
}
