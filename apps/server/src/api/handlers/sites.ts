import type { sitesRoutes } from '@huanzhi/contract';
import type { Env } from '../../services/env.ts';
import * as change from '../../services/monitoring/sites/change-site.ts';
import { siteFigures, siteHours } from '../../services/monitoring/sites/site-hours.ts';
import { sitePackets } from '../../services/monitoring/sites/site-packets.ts';
import { readSite, shownSites } from '../../services/monitoring/sites/sites.ts';
import type { Handlers } from '../call.ts';

/** Handlers of sites. */
export function sitesHandlers(env: Env): Handlers<keyof typeof sitesRoutes> {
  return {
    sites: ({ session, query }) => shownSites(env, session, query),
    site: ({ session, params }) => readSite(env, session, params.id),
    siteHours: ({ session, params, query }) => siteHours(env, session, params.id, query),
    siteFigures: ({ session, params, query }) => siteFigures(env, session, params.id, query),
    sitePackets: ({ session, params, query }) => sitePackets(env, session, params.id, query),
    addSite: ({ session, body, origin }) => change.addSite(env, session, body, origin),
    changeSite: ({ session, params, body, origin }) =>
      change.changeSite(env, session, params.id, body, origin),
    addSiteFactor: ({ session, params, body, origin }) =>
      change.addFactor(env, session, params.id, body, origin),
    addSiteLimit: ({ session, params, body, origin }) =>
      change.addLimit(env, session, params.id, body, origin),
    endSiteLimit: ({ session, params, body, origin }) =>
      change.endLimit(env, session, params.id, { limit: params.limit, lastDay: body.lastDay }, origin),
    rebuildSite: ({ session, params, body, origin }) =>
      change.rebuildSite(env, session, params.id, body, origin),
  };
}
