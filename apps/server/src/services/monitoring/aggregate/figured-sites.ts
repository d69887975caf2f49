import type { FiguredSite } from '@huanzhi/monitoring';
import { listSiteFactors, listSites } from '../../../store/monitoring/sites.queries.ts';
import type { Db } from '../../../store/schema.ts';

/** Sites with their factors, by number, closed ones too. */
export async function readFiguredSites(
  db: Db,
  ids: readonly number[],
): Promise<ReadonlyMap<number, FiguredSite>> {
  const sites = await listSites(db, { ids, inactive: true });
  const factors = await listSiteFactors(db, ids);
  return new Map(
    sites.map((site) => [site.id, { ...site, factors: factors.filter((one) => one.siteId === site.id) }]),
  );
}
