import type { PageRoute } from '../page-route.ts';

/** Pages of sources. */
export const sourcesPages: PageRoute[] = [
  { path: '/monitoring/sources', page: () => import('./page.tsx') },
  { path: '/monitoring/sources/$site', page: () => import('./outlet.tsx') },
  { path: '/monitoring/noise', page: () => import('./noise.tsx') },
];
