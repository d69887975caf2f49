import type { airRoutes } from '@huanzhi/contract';
import type { RouteAccess } from '../route-access.ts';

/** Who may call the routes of air. */
export const airAccess: Record<keyof typeof airRoutes, RouteAccess> = {};
