import type { sourcesRoutes } from '@huanzhi/contract';
import type { Env } from '../../services/env.ts';
import type { Handlers } from '../call.ts';

/** Handlers of sources. */
export function sourcesHandlers(_env: Env): Handlers<keyof typeof sourcesRoutes> {
  return {};
}
