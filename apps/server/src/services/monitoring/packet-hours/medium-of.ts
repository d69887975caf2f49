import type { PacketMedium } from '@huanzhi/monitoring';
import type { Site } from '../../../store/monitoring/sites.queries.ts';

/** What the instruments of a site watch. */
export function mediumOf(site: Pick<Site, 'kind' | 'props'>): PacketMedium {
  if (site.kind === 'section') return 'water';
  if (site.kind === 'noise') return 'noise';
  if (site.kind === 'outlet') return site.props.medium ?? 'water';
  return 'air';
}
