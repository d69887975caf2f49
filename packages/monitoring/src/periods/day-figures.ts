import type { HourDay } from '../hours/index.ts';
import { airDayFigures } from './air-days.ts';
import { pollutantOf } from './codes.ts';
import type { FiguredSite } from './day-input.ts';
import type { Figure } from './figure.ts';
import { noiseDayFigures, outletDayFigures, plainDayFigures } from './other-days.ts';
import type { PublishedFigure } from './published.ts';

/**
 * All figures of one site on one statistical day.
 * @param blocks the factors of that day; a factor without a block gets no figure
 * @param published figures of that day that a network published; they count at air stations
 */
export function dayFigures(
  site: FiguredSite,
  day: string,
  blocks: readonly HourDay[],
  published: readonly PublishedFigure[] = [],
): Figure[] {
  switch (site.kind) {
    case 'air':
      return [
        ...airDayFigures(site, day, blocks, published),
        ...plainDayFigures(
          site,
          blocks.filter((block) => pollutantOf(block.factor) === undefined),
          false,
        ),
      ];
    case 'section':
      return plainDayFigures(site, blocks, true);
    case 'outlet':
      return outletDayFigures(site, blocks);
    case 'noise':
      return noiseDayFigures(blocks);
    case 'dust':
      return plainDayFigures(site, blocks, false);
  }
}
