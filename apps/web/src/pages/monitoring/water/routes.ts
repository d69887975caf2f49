import type { PageRoute } from '../page-route.ts';

/** Pages of water. */
export const waterPages: PageRoute[] = [];
