import type { sitesRoutes } from '@huanzhi/contract';
import type { RouteAccess } from './access.ts';

/** Who may call the routes of sites. */
export const sitesAccess: Record<keyof typeof sitesRoutes, RouteAccess> = {
  sites: ['monitor.read', 'monitor.own'],
  site: ['monitor.read', 'monitor.own'],
  exportSites: ['monitor.read', 'monitor.own'],
  importSites: ['site.manage'],
  siteFactorChoices: ['site.manage'],
  siteHours: ['monitor.read', 'monitor.own'],
  siteFigures: ['monitor.read', 'monitor.own'],
  sitePackets: ['monitor.read', 'monitor.own'],
  addSite: ['site.manage'],
  changeSite: ['site.manage'],
  addSiteFactor: ['site.manage'],
  endSiteFactor: ['site.manage'],
  addSiteLimit: ['site.manage'],
  endSiteLimit: ['site.manage'],
  rebuildSite: ['site.manage'],
};
