import type { PageRoute } from '../page-route.ts';

/** Pages of air. */
export const airPages: PageRoute[] = [
  { path: '/monitoring/air', page: () => import('./page.tsx') },
  { path: '/monitoring/air/$site', page: () => import('./site.tsx') },
];
