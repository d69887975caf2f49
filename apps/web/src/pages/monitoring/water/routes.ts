import type { PageRoute } from '../page-route.ts';

/** Pages of water. */
export const waterPages: PageRoute[] = [
  { path: '/monitoring/water', page: () => import('./page.tsx') },
  { path: '/monitoring/water/$site', page: () => import('./section.tsx') },
];
