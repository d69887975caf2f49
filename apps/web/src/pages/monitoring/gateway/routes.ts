import type { PageRoute } from '../page-route.ts';

/** Pages of gateway. */
export const gatewayPages: PageRoute[] = [{ path: '/monitoring/gateway', page: () => import('./page.tsx') }];
