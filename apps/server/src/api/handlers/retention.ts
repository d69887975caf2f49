import type { retentionRoutes } from '@huanzhi/contract';
import type { Env } from '../../services/env.ts';
import { readRetention } from '../../services/monitoring/retention/read-retention.ts';
import { saveRetention } from '../../services/monitoring/retention/settings.ts';
import type { Handlers } from '../call.ts';

/** Handlers of retention. */
export function retentionHandlers(env: Env): Handlers<keyof typeof retentionRoutes> {
  return {
    retention: () => readRetention(env),
    saveRetention: async ({ session, body, origin }) => {
      await saveRetention(env, session, body, origin);
      return {};
    },
  };
}
