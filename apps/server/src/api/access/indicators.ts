import type { indicatorsRoutes } from '@huanzhi/contract';
import type { RouteAccess } from './access.ts';

/** Who may call the routes of indicators. */
export const indicatorsAccess: Record<keyof typeof indicatorsRoutes, RouteAccess> = {
  indicators: ['target.read'],
  bindTarget: ['indicator.bind'],
  targetProgress: ['target.read'],
  exportTargetProgress: ['target.export'],
};
