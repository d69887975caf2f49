import type { waterRoutes } from '@huanzhi/contract';
import type { RouteAccess } from '../route-access.ts';

/** Who may call the routes of water. */
export const waterAccess: Record<keyof typeof waterRoutes, RouteAccess> = {};
