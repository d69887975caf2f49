import type { PageRoute } from '../page-route.ts';

/** Pages of keys with which other systems push. */
export const pushPages: PageRoute[] = [{ path: '/monitoring/push', page: () => import('./page.tsx') }];
