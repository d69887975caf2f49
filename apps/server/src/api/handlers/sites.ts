import type { sitesRoutes } from '@huanzhi/contract';
import type { Env } from '../../services/env.ts';
import type { Handlers } from '../call.ts';

/** Handlers of sites. */
export function sitesHandlers(_env: Env): Handlers<keyof typeof sitesRoutes> {
  return {};
}
