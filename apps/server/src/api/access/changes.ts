import type { changesRoutes } from '@huanzhi/contract';
import type { RouteAccess } from './access.ts';

/** Who may see who changed what. */
export const changesAccess: Record<keyof typeof changesRoutes, RouteAccess> = {
  siteChanges: ['monitor.read'],
  settingChanges: ['monitor.read'],
};
