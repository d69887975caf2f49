import type { indicatorsRoutes } from '@huanzhi/contract';
import { exportProgress } from '../../reports/export-progress.ts';
import type { Env } from '../../services/env.ts';
import { bindTarget } from '../../services/monitoring/indicators/bind-target.ts';
import { listIndicators } from '../../services/monitoring/indicators/list-indicators.ts';
import { targetProgress } from '../../services/monitoring/indicators/progress.ts';
import { readTarget } from '../../services/targets.ts';
import type { Handlers } from '../call.ts';

/** Handlers of indicators. */
export function indicatorsHandlers(env: Env): Handlers<keyof typeof indicatorsRoutes> {
  return {
    indicators: ({ query }) => listIndicators(env, query),
    bindTarget: async ({ session, params, body, origin }) => {
      await bindTarget(env, session, params.id, body, origin);
      return readTarget(env, params.id);
    },
    targetProgress: ({ params, query }) => targetProgress(env, params.id, query.asOf),
    exportTargetProgress: ({ session, params, query, origin }) =>
      exportProgress(env, session, params.id, query.asOf, origin),
  };
}
