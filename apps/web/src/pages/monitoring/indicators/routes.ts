import type { PageRoute } from '../page-route.ts';

/** Pages of indicators. */
export const indicatorsPages: PageRoute[] = [];
