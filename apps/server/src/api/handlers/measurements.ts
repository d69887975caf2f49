import type { measurementsRoutes } from '@huanzhi/contract';
import type { Env } from '../../services/env.ts';
import type { Handlers } from '../call.ts';

/** Handlers of measurements. */
export function measurementsHandlers(_env: Env): Handlers<keyof typeof measurementsRoutes> {
  return {};
}
