import type { PageRoute } from '../page-route.ts';

/** Pages of typing measurements in. */
export const entryPages: PageRoute[] = [{ path: '/monitoring/entry', page: () => import('./page.tsx') }];
