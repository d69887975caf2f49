import type { airRoutes } from '@huanzhi/contract';
import type { Env } from '../../services/env.ts';
import type { Handlers } from '../call.ts';

/** Handlers of air. */
export function airHandlers(_env: Env): Handlers<keyof typeof airRoutes> {
  return {};
}
