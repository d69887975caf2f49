import type { PageRoute } from '../page-route.ts';

/** Pages of review. */
export const reviewPages: PageRoute[] = [{ path: '/monitoring/review', page: () => import('./page.tsx') }];
