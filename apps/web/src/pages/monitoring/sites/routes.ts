import type { PageRoute } from '../page-route.ts';

/** Pages of sites. */
export const sitesPages: PageRoute[] = [
  { path: '/monitoring/sites', page: () => import('./list.tsx') },
  { path: '/monitoring/sites/$site', page: () => import('./detail.tsx') },
];
