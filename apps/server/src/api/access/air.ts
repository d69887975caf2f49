import type { airRoutes } from '@huanzhi/contract';
import type { RouteAccess } from './access.ts';

/** Who may call the routes of air. */
export const airAccess: Record<keyof typeof airRoutes, RouteAccess> = {
  airNow: ['monitor.read'],
  airCalendar: ['monitor.read'],
  airDay: ['monitor.read'],
  airSite: ['monitor.read'],
  airYear: ['monitor.read'],
  airRanking: ['monitor.read'],
  airHeadroom: ['monitor.read'],
  exportAirCalendar: ['monitor.read'],
  exportAirRanking: ['monitor.read'],
  exportAirHours: ['monitor.read'],
  issueAirNote: ['report.make'],
  mapBase: ['work'],
  saveMapBase: ['site.manage'],
};
