import { compare, formatDecimal } from '../decimal/decimal.ts';
import type { RationalInput } from '../decimal/rational.ts';
import { roundHalfEven } from '../rounding/half-even.ts';

/** A place with the figure that it is ranked by; null without a valid figure. */
export interface RankingEntry {
  readonly place: string;
  readonly figure: RationalInput | null;
}

/** A ranked place. */
export interface RankedPlace {
  readonly place: string;
  /** 1 is best; tied places share it and the next rank is skipped; null without a figure. */
  readonly rank: number | null;
  /** The figure as compared, rounded half to even. */
  readonly figure: string | null;
}

/**
 * Ranks places; equal figures share a rank (1, 2, 2, 4).
 * @param digits digits to which figures are compared: 2 for the composite index, 0 or 1 for PM2.5, 1 for ratios.
 * @param best `lowest` for indices and concentrations, `highest` for the good-day ratio.
 * @returns ranked places, best first; places without a figure last, in the given order.
 * @throws DecimalError.
 * Source: 城市环境空气质量排名技术规定 2014, revised 2018 (clause not named; ascending composite index, ties share a rank; single source).
 */
export function rankPlaces(
  entries: readonly RankingEntry[],
  digits = 2,
  best: 'lowest' | 'highest' = 'lowest',
): RankedPlace[] {
  const direction = best === 'lowest' ? 1 : -1;
  const rated = entries
    .flatMap(({ place, figure }) =>
      figure === null ? [] : [{ place, figure: roundHalfEven(figure, digits) }],
    )
    .sort((a, b) => direction * compare(a.figure, b.figure) || (a.place < b.place ? -1 : 1));
  let rank = 0;
  const ranked = rated.map(({ place, figure }, index): RankedPlace => {
    const before = rated[index - 1];
    if (before === undefined || compare(before.figure, figure) !== 0) rank = index + 1;
    return { place, rank, figure: formatDecimal(figure) };
  });
  const unrated = entries.filter(({ figure }) => figure === null);
  return [...ranked, ...unrated.map(({ place }): RankedPlace => ({ place, rank: null, figure: null }))];
}
