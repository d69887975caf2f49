import type { PageRoute } from '../page-route.ts';

/** Pages of sites. */
export const sitesPages: PageRoute[] = [
  { path: '/monitoring/sites', page: () => import('./list.tsx') },
  { path: '/monitoring/sites/new', page: () => import('./edit.tsx') },
  { path: '/monitoring/sites/import', page: () => import('./import.tsx') },
  { path: '/monitoring/sites/map', page: () => import('./map.tsx') },
  { path: '/monitoring/sites/$site/edit', page: () => import('./edit.tsx') },
  { path: '/monitoring/sites/$site', page: () => import('./detail.tsx') },
];
