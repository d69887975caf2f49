import type { indicatorsRoutes } from '@huanzhi/contract';
import type { Env } from '../../services/env.ts';
import type { Handlers } from '../call.ts';

/** Handlers of indicators. */
export function indicatorsHandlers(_env: Env): Handlers<keyof typeof indicatorsRoutes> {
  return {};
}
