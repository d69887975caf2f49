import type { PageRoute } from '../page-route.ts';

/** Pages of gateway. */
export const gatewayPages: PageRoute[] = [
  { path: '/monitoring/gateway', page: () => import('./page.tsx') },
  { path: '/monitoring/gateway/new', page: () => import('./new-station.tsx') },
  { path: '/monitoring/gateway/log', page: () => import('./log.tsx') },
  { path: '/monitoring/gateway/$station/edit', page: () => import('./edit-station.tsx') },
];
