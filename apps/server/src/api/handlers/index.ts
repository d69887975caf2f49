import { district } from '../../services/district.ts';
import type { Env } from '../../services/env.ts';
import type { Handlers } from '../call.ts';
import { adminHandlers } from './admin.ts';
import { planHandlers } from './plans.ts';
import { recordHandlers } from './records.ts';
import { sessionHandlers } from './session.ts';
import { tableHandlers } from './tables.ts';
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
  };
}
