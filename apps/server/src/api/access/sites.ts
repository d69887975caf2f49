import type { sitesRoutes } from '@huanzhi/contract';
import type { RouteAccess } from '../route-access.ts';

/** Who may call the routes of sites. */
export const sitesAccess: Record<keyof typeof sitesRoutes, RouteAccess> = {};
