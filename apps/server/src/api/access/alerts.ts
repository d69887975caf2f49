import type { alertsRoutes } from '@huanzhi/contract';
import type { RouteAccess } from '../route-access.ts';

/** Who may call the routes of alerts. */
export const alertsAccess: Record<keyof typeof alertsRoutes, RouteAccess> = {};
