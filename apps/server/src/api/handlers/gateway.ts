import type { gatewayRoutes } from '@huanzhi/contract';
import type { Env } from '../../services/env.ts';
import type { Handlers } from '../call.ts';

/** Handlers of gateway. */
export function gatewayHandlers(_env: Env): Handlers<keyof typeof gatewayRoutes> {
  return {};
}
