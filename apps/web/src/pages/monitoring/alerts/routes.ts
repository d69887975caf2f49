import type { PageRoute } from '../page-route.ts';

/** Pages of alerts. */
export const alertsPages: PageRoute[] = [];
