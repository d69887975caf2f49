import type { indicatorsRoutes } from '@huanzhi/contract';
import type { RouteAccess } from '../route-access.ts';

/** Who may call the routes of indicators. */
export const indicatorsAccess: Record<keyof typeof indicatorsRoutes, RouteAccess> = {};
