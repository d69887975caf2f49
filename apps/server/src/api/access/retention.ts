import type { retentionRoutes } from '@huanzhi/contract';
import type { RouteAccess } from './access.ts';

/** Whoever reads the figures may know how long their packets are kept; whoever keeps the gateway sets it. */
export const retentionAccess: Record<keyof typeof retentionRoutes, RouteAccess> = {
  retention: ['monitor.read'],
  saveRetention: ['gateway.manage'],
};
