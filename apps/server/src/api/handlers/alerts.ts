import type { alertsRoutes } from '@huanzhi/contract';
import type { Env } from '../../services/env.ts';
import type { Handlers } from '../call.ts';

/** Handlers of alerts. */
export function alertsHandlers(_env: Env): Handlers<keyof typeof alertsRoutes> {
  return {};
}
