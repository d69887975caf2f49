import type { PageRoute } from '../page-route.ts';

/** Pages of measurements. */
export const measurementsPages: PageRoute[] = [
  { path: '/monitoring/import', page: () => import('./list.tsx') },
  { path: '/monitoring/import/$id', page: () => import('./detail.tsx') },
];
