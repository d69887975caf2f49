import type { PageRoute } from '../page-route.ts';

/** Pages of measurements. */
export const measurementsPages: PageRoute[] = [];
