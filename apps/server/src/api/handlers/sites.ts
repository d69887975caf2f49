import type { sitesRoutes } from '@huanzhi/contract';
import { exportSites } from '../../reports/export-sites.ts';
import type { Env } from '../../services/env.ts';
import { addFactor, endFactor } from '../../services/monitoring/sites/change-factors.ts';
import { addLimit, endLimit } from '../../services/monitoring/sites/change-limits.ts';
import * as change from '../../services/monitoring/sites/change-site.ts';
import { siteFactorChoices } from '../../services/monitoring/sites/factor-choices.ts';
import { importSites } from '../../services/monitoring/sites/import-sites.ts';
import { siteFigures, siteHours } from '../../services/monitoring/sites/site-hours.ts';
import { sitePackets } from '../../services/monitoring/sites/site-packets.ts';
import { readSite, shownSites } from '../../services/monitoring/sites/sites.ts';
import type { Handlers } from '../call.ts';

/** Handlers of sites. */
export function sitesHandlers(env: Env): Handlers<keyof typeof sitesRoutes> {
  return {
    sites: ({ session, query }) => shownSites(env, session, query),
    siteFactorChoices: async ({ query }) => siteFactorChoices(query.kind),
    exportSites: ({ session, query, origin }) => exportSites(env, session, query, origin),
    importSites: ({ session, query, files, origin }) =>
      importSites(env, session, query.commit === '1', files(), origin),
    site: ({ session, params }) => readSite(env, session, params.id),
    siteHours: ({ session, params, query }) => siteHours(env, session, params.id, query),
    siteFigures: ({ session, params, query }) => siteFigures(env, session, params.id, query),
    sitePackets: ({ session, params, query }) => sitePackets(env, session, params.id, query),
    addSite: ({ session, body, origin }) => change.addSite(env, session, body, origin),
    changeSite: ({ session, params, body, origin }) =>
      change.changeSite(env, session, params.id, body, origin),
    addSiteFactor: ({ session, params, body, origin }) => addFactor(env, session, params.id, body, origin),
    endSiteFactor: ({ session, params, body, origin }) =>
      endFactor(env, session, params.id, { factor: params.factor, lastDay: body.lastDay }, origin),
    addSiteLimit: ({ session, params, body, origin }) => addLimit(env, session, params.id, body, origin),
    endSiteLimit: ({ session, params, body, origin }) =>
      endLimit(env, session, params.id, { limit: params.limit, lastDay: body.lastDay }, origin),
    rebuildSite: ({ session, params, body, origin }) =>
      change.rebuildSite(env, session, params.id, body, origin),
  };
}
