import { hasPackets, listRemovals, packetPartitions } from '../../../store/monitoring/retention.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { firstKept, inForceFrom, retentionSettings } from './settings.ts';

/** What is kept how long, what lies there now and what was removed lately. */
export async function readRetention(env: Env) {
  const { db } = env.store;
  const settings = await retentionSettings(env);
  const { savedAt: _, ...months } = settings;
  const partitions = [];
  for (const { name, from, to, bytes } of await packetPartitions(db)) {
    if (!(await hasPackets(db, name))) continue;
    partitions.push({
      from: from === null ? null : localDay(new Date(from)),
      to: to === null ? null : localDay(new Date(Date.parse(to) - 1)),
      bytes,
    });
  }
  return {
    settings: months,
    inForceFrom: inForceFrom(settings),
    firstKept: firstKept(settings, env.clock()),
    partitions,
    removals: await listRemovals(db, 10),
  };
}
