import type { PageRoute } from '../page-route.ts';

/** Pages of sources. */
export const sourcesPages: PageRoute[] = [];
