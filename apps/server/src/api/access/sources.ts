import type { sourcesRoutes } from '@huanzhi/contract';
import type { Permission } from '../../services/access.ts';
import type { RouteAccess } from './access.ts';

/** Officers, and enterprises for their own outlets; which outlet it is, the service decides. */
const readers: readonly Permission[] = ['monitor.read', 'monitor.own'];

/** Who may call the routes of sources. */
export const sourcesAccess: Record<keyof typeof sourcesRoutes, RouteAccess> = {
  sources: readers,
  exportSources: readers,
  source: readers,
  exportSource: readers,
  noise: ['monitor.read'],
  exportNoise: ['monitor.read'],
};
