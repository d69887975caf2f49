import type { reviewRoutes } from '@huanzhi/contract';
import type { RouteAccess } from '../route-access.ts';

/** Who may call the routes of review. */
export const reviewAccess: Record<keyof typeof reviewRoutes, RouteAccess> = {};
