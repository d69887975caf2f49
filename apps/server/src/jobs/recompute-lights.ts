import { advanceClocks, lightOf } from '@huanzhi/registry';
import type { Env } from '../services/env.ts';
import { kernelContext } from '../services/records/kernel.ts';
import { eachRecord } from '../store/records/list-records.queries.ts';
import { setLight } from '../store/records/record-lights.queries.ts';

/**
 * Brings the stored lights and provisional dates of every record up to the day: lists filter by them.
 * @returns how many records changed
 */
export async function recomputeLights(env: Env): Promise<number> {
  const { db } = env.store;
  let changed = 0;
  for (const programme of env.programmes.values()) {
    for await (const batch of eachRecord(db, { registry: programme.definition.id, scope: 'all' })) {
      for (const record of batch) {
        const context = kernelContext(env);
        const clocks = advanceClocks(programme, record, context);
        const { light } = lightOf(programme, { ...record, clocks }, context);
        const moved = clocks.some((clock, index) => clock.due !== record.clocks[index]?.due);
        if (light === record.light && !moved) continue;
        await setLight(db, { ...record, clocks, light });
        changed += 1;
      }
    }
  }
  return changed;
}
