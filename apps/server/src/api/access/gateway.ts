import type { gatewayRoutes } from '@huanzhi/contract';
import type { RouteAccess } from '../route-access.ts';

/** Who may call the routes of gateway. */
export const gatewayAccess: Record<keyof typeof gatewayRoutes, RouteAccess> = {};
