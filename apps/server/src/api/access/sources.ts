import type { sourcesRoutes } from '@huanzhi/contract';
import type { RouteAccess } from '../route-access.ts';

/** Who may call the routes of sources. */
export const sourcesAccess: Record<keyof typeof sourcesRoutes, RouteAccess> = {};
