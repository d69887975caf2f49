import type { PageRoute } from '../page-route.ts';

/** Pages of alerts. */
export const alertsPages: PageRoute[] = [
  { path: '/monitoring/alerts', page: () => import('./list.tsx') },
  { path: '/monitoring/alerts/$id', page: () => import('./detail.tsx') },
  { path: '/monitoring/warnings', page: () => import('./warnings.tsx') },
];
