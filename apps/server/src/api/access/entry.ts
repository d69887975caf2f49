import type { entryRoutes } from '@huanzhi/contract';
import type { RouteAccess } from './access.ts';

/** Who may type measurements in: who may import them; which site it is, the service decides. */
export const entryAccess: Record<keyof typeof entryRoutes, RouteAccess> = {
  entrySheet: ['data.import'],
  previewEntry: ['data.import'],
  commitEntry: ['data.import'],
};
