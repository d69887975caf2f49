import { district } from '../../services/district.ts';
import type { Env } from '../../services/env.ts';
import type { Handlers } from '../call.ts';
import { adminHandlers } from './admin.ts';
import { airHandlers } from './air.ts';
import { alertsHandlers } from './alerts.ts';
import { changesHandlers } from './changes.ts';
import { entryHandlers } from './entry.ts';
import { gatewayHandlers } from './gateway.ts';
import { indicatorsHandlers } from './indicators.ts';
import { measurementsHandlers } from './measurements.ts';
import { planHandlers } from './plans.ts';
import { pushHandlers } from './push.ts';
import { recordHandlers } from './records.ts';
import { retentionHandlers } from './retention.ts';
import { reviewHandlers } from './review.ts';
import { sessionHandlers } from './session.ts';
import { sitesHandlers } from './sites.ts';
import { sourcesHandlers } from './sources.ts';
import { tableHandlers } from './tables.ts';
import { waterHandlers } from './water.ts';
import { workHandlers } from './work.ts';

/** A handler for every route of the contract; one that is missing does not compile. */
export function handlers(env: Env, version: string): Handlers {
  return {
    health: async () => ({
      ok: (await env.store.health()).ok,
      version,
      sample: env.sample,
      district: (await district(env)).name,
    }),
    ...sessionHandlers(env),
    ...adminHandlers(env),
    ...workHandlers(env),
    ...recordHandlers(env),
    ...planHandlers(env),
    ...tableHandlers(env),
    ...retentionHandlers(env),
    ...sourcesHandlers(env),
    ...gatewayHandlers(env),
    ...indicatorsHandlers(env),
    ...waterHandlers(env),
    ...airHandlers(env),
    ...alertsHandlers(env),
    ...reviewHandlers(env),
    ...measurementsHandlers(env),
    ...entryHandlers(env),
    ...pushHandlers(env),
    ...sitesHandlers(env),
    ...changesHandlers(env),
  };
}
