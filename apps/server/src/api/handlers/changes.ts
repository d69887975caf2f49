import type { changesRoutes } from '@huanzhi/contract';
import type { Env } from '../../services/env.ts';
import { settingChanges, siteChanges } from '../../services/monitoring/changes/changes.ts';
import type { Handlers } from '../call.ts';

/** Handlers of changes. */
export function changesHandlers(env: Env): Handlers<keyof typeof changesRoutes> {
  return {
    siteChanges: ({ session, params }) => siteChanges(env, session, params.id),
    settingChanges: ({ params }) => settingChanges(env, params.key),
  };
}
