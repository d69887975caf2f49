import { createHash } from 'node:crypto';
import { type Indicator, shareText } from '@huanzhi/monitoring';
import type { RegistryRecord } from '@huanzhi/registry';
import {
  addIndicatorValue,
  latestIndicatorValues,
} from '../../../store/monitoring/indicators/indicator-values.queries.ts';
import { eachRecord } from '../../../store/records/list-records.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { kernelContext } from '../../records/kernel.ts';
import { allIndicators } from './all-indicators.ts';
import { forgetEvaluated } from './evaluate.ts';
import { moveStatuses } from './move-statuses.ts';

/**
 * Computes what registries count, by their own rules, and appends a value for the day. Then the status of every bound
 * target, because a year may have ended. Doing it again on a day appends nothing new unless records changed.
 * @param day local day
 */
export async function refreshEveryDay(env: Env, day: string): Promise<void> {
  for (const programme of env.programmes.values()) {
    const own = allIndicators(env).filter(
      ({ of }) => of.family === 'registry' && of.registry === programme.definition.id,
    );
    if (own.length > 0) await refreshRegistry(env, own, day);
  }
  forgetEvaluated(env);
  await moveStatuses(env);
}

/** Computes the shares of one registry, as after a binding. */
export async function refreshRegistry(
  env: Env,
  own: readonly Indicator[],
  day = localDay(env.clock()),
): Promise<void> {
  const [first] = own;
  if (first?.of.family !== 'registry') return;
  const programme = env.programmes.get(first.of.registry);
  if (programme === undefined) return;
  const records: RegistryRecord[] = [];
  for await (const batch of eachRecord(env.store.db, { registry: programme.definition.id, scope: 'all' }))
    records.push(...batch);
  const year = Number(day.slice(0, 4));
  const keys = own.map(({ key }) => key);
  const known = await latestIndicatorValues(env.store.db, keys, [year]);
  for (const indicator of own) {
    const rule =
      indicator.of.family === 'registry' ? programme.rules.indicators?.[indicator.of.rule] : undefined;
    if (rule === undefined) continue;
    const share = rule(records, kernelContext(env));
    const digest = createHash('sha256')
      .update(JSON.stringify([share.numerator, share.denominator]))
      .digest('hex');
    const before = known.find((one) => one.indicator === indicator.key);
    if (before?.inputs.digest === digest && before.asOf === day && before.version === indicator.version)
      continue;
    const cause =
      before === undefined ? 'first' : before.version === indicator.version ? 'days' : 'definition';
    await addIndicatorValue(env.store.db, {
      indicator: indicator.key,
      year,
      version: indicator.version,
      asOf: day,
      value: shareText(share),
      numerator: String(share.numerator),
      denominator: String(share.denominator),
      inputs: { sites: [], from: `${year}-01-01`, through: day, digest },
      cause: { kind: cause, days: [], count: 0, steps: [] },
      computedAt: env.clock().toISOString(),
    });
  }
}
