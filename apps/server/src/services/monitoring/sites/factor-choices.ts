import type { Answer } from '@huanzhi/contract';
import { unitsLike, usualUnit } from '@huanzhi/monitoring';
import { factors, mediumOf } from '@huanzhi/standards';
import type { SiteKind } from '../../../store/monitoring/sites.queries.ts';

const media: Readonly<Record<SiteKind, readonly string[]>> = {
  air: ['air'],
  section: ['water'],
  outlet: ['water', 'air'],
  noise: ['noise', 'air'],
  dust: ['air', 'noise'],
};

/**
 * The factors of HJ 212-2017 that a kind of site may have, the media of the kind first; of each the units in which it
 * may be kept, the usual one first.
 */
export function siteFactorChoices(kind: SiteKind): Answer<'siteFactorChoices'> {
  const place = kind === 'outlet' ? 'outlet' : 'ambient';
  const all = [...factors().values()];
  return {
    items: media[kind].flatMap((medium) =>
      all
        .filter((one) => mediumOf(one.code) === medium)
        .map(({ code, name, englishName, unit }) => ({
          code,
          name,
          englishName,
          units: unitsLike(usualUnit(code, place) ?? unit),
        })),
    ),
  };
}
