import { inTransaction } from '../../../store/database.ts';
import { listSites } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { judgeSite } from './judge-site.ts';
import { readAlertRules } from './rules.ts';
import { tellOpened } from './tell.ts';

/**
 * Brings the alerts of sites in line with the hours and figures that are stored for some days: opens, grows, shrinks,
 * closes and withdraws them. Doing it again changes nothing; the order in which days come does not matter. Site 0,
 * the district, has no alerts.
 * @param days any days of any sites
 */
export async function judgeDays(env: Env, days: readonly { siteId: number; day: string }[]): Promise<void> {
  const bySite = new Map<number, string[]>();
  for (const { siteId, day } of days) {
    if (siteId === 0) continue;
    const known = bySite.get(siteId);
    if (known === undefined) bySite.set(siteId, [day]);
    else known.push(day);
  }
  if (bySite.size === 0) return;
  const rules = await readAlertRules(env);
  const sites = await listSites(env.store.db, { ids: [...bySite.keys()], inactive: true });
  for (const site of sites.sort((a, b) => a.id - b.id)) {
    await inTransaction(env.store.db, async (trx) => {
      const news = await judgeSite(env, trx, site, bySite.get(site.id) ?? [], rules);
      await tellOpened(trx, news);
    });
  }
}
