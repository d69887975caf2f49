import type { PageRoute } from '../page-route.ts';

/** Pages of air. */
export const airPages: PageRoute[] = [];
