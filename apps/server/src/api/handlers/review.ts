import type { reviewRoutes } from '@huanzhi/contract';
import type { Env } from '../../services/env.ts';
import type { Handlers } from '../call.ts';

/** Handlers of review. */
export function reviewHandlers(_env: Env): Handlers<keyof typeof reviewRoutes> {
  return {};
}
