import type { waterRoutes } from '@huanzhi/contract';
import type { Env } from '../../services/env.ts';
import type { Handlers } from '../call.ts';

/** Handlers of water. */
export function waterHandlers(_env: Env): Handlers<keyof typeof waterRoutes> {
  return {};
}
