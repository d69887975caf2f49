import type { PageRoute } from '../page-route.ts';

/** Pages of sites. */
export const sitesPages: PageRoute[] = [];
