import type { measurementsRoutes } from '@huanzhi/contract';
import type { RouteAccess } from '../route-access.ts';

/** Who may call the routes of measurements. */
export const measurementsAccess: Record<keyof typeof measurementsRoutes, RouteAccess> = {};
