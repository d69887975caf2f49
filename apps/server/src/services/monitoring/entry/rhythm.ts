import type { Site } from '../../../store/monitoring/sites.queries.ts';

/** True for a site with one value a day or samples without a rhythm: a row is a day, kept at hour 24. */
export function isSampled(site: Pick<Site, 'intervalHours'>): boolean {
  return site.intervalHours === 0 || site.intervalHours === 24;
}
