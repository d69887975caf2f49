import { compareRational } from '../decimal/rational.ts';
import type { Edition } from '../edition.ts';
import { type Measured, readMeasured } from '../measured.ts';

/** Critical values of Spearman's coefficient, one-sided, by number of periods. */
export interface SpearmanTable extends Edition {
  readonly critical: Readonly<Record<'0.05' | '0.01', Readonly<Record<number, number>>>>;
}

const SIZES = [5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30] as const;

function bySize(text: string): Record<number, number> {
  const values = text.split(' ').map(Number);
  return Object.fromEntries(SIZES.map((size, index) => [size, values[index] ?? Number.NaN]));
}

/** One-sided critical values as the environmental documents print them (recall). */
export const SPEARMAN_CRITICAL: SpearmanTable['critical'] = /* @__PURE__ */ (() => ({
  '0.05': bySize(
    '0.9 0.829 0.714 0.643 0.6 0.564 0.506 0.456 0.425 0.399 0.377 0.359 0.343 0.329 0.317 0.306',
  ),
  '0.01': bySize(
    '1 0.943 0.893 0.833 0.783 0.746 0.712 0.645 0.601 0.564 0.534 0.508 0.485 0.465 0.448 0.432',
  ),
}))();

/** A trend over periods. */
export interface SpearmanTrend {
  readonly n: number;
  /** null when fewer than five periods have a value, or all values are equal. */
  readonly rs: number | null;
  readonly critical: number | null;
  readonly significant: boolean | null;
  /** Of the concentration: `rising` or `falling` when significant, else `none`. */
  readonly direction: 'rising' | 'falling' | 'none' | null;
  /** Ties got mid-ranks and the correlation of ranks; the documents say nothing about ties. */
  readonly ties: boolean;
  readonly notes: readonly string[];
}

/**
 * The trend of a series by Spearman's rank correlation, rs = 1 − 6Σd² / (N³ − N), against the one-sided table;
 * between its sizes the next smaller one counts. Ties: mid-ranks and Pearson's coefficient on ranks.
 * @param values in time order; periods without a value are left out.
 * Source: none of its own; `airTrend` (HJ 663-2013 annex B) and `waterTrend` (环办〔2011〕22号) name theirs.
 */
export function spearmanTrend(
  values: readonly Measured[],
  significance: '0.05' | '0.01',
  table: SpearmanTable,
): SpearmanTrend {
  const used = values.map(readMeasured).flatMap((read) => (read.state === 'value' ? [read.value] : []));
  const n = used.length;
  if (n < 5) {
    const notes = [`${n} periods with a value; at least 5 needed`];
    return { n, rs: null, critical: null, significant: null, direction: null, ties: false, notes };
  }
  const ranks = used.map((value) => {
    const below = used.filter((other) => compareRational(other, value) < 0).length;
    const equal = used.filter((other) => compareRational(other, value) === 0).length;
    return below + (equal + 1) / 2;
  });
  const ties = new Set(ranks).size < n;
  const rs = ties ? pearson(ranks) : 1 - (6 * squaredDistance(ranks)) / (n ** 3 - n);
  const size = SIZES.filter((known) => known <= n).at(-1) ?? 5;
  const critical = table.critical[significance][size] ?? null;
  const notes = [
    ...(ties ? ['ties: mid-ranks; the document gives no rule'] : []),
    ...(size === n ? [] : [`no critical value for N = ${n}; that of N = ${size} used`]),
  ];
  if (rs === null || critical === null) {
    return { n, rs, critical, significant: null, direction: null, ties, notes };
  }
  const significant = Math.abs(rs) >= critical - 1e-12;
  const direction = significant ? (rs > 0 ? 'rising' : 'falling') : 'none';
  return { n, rs, critical, significant, direction, ties, notes };
}

function squaredDistance(ranks: readonly number[]): number {
  return ranks.reduce((total, rank, index) => total + (rank - index - 1) ** 2, 0);
}

function pearson(ranks: readonly number[]): number | null {
  const middle = (ranks.length + 1) / 2;
  let cross = 0;
  let left = 0;
  let right = 0;
  ranks.forEach((rank, index) => {
    cross += (rank - middle) * (index + 1 - middle);
    left += (rank - middle) ** 2;
    right += (index + 1 - middle) ** 2;
  });
  return left === 0 ? null : cross / Math.sqrt(left * right);
}
