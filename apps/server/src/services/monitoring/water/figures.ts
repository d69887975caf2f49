import {
  type ExceedanceMultiple,
  type RationalInput,
  rational,
  roundHalfEvenText,
  type WaterBody,
  type WaterClass,
  type WaterItemKey,
  waterClassRank,
} from '@huanzhi/standards';
import { waterItem } from './items.ts';

/** A limit of GB 3838 for an item, water body and class, as it is printed. */
export interface ItemLimit {
  sign: '≤' | '≥' | '–';
  /** `1.0`, or `6–9` for pH. */
  text: string;
  /** Decimal text; null for pH, which has a range. */
  value: string | null;
}

/** The limit of a class; null for 劣Ⅴ and items without class limits. Source: GB 3838-2002 table 1. */
export function itemLimit(key: WaterItemKey, body: WaterBody, cls: WaterClass): ItemLimit | null {
  const row = waterItem(key);
  if (row.range !== undefined) return { sign: '–', text: row.range.join('–'), value: null };
  const limits = body === 'lake' ? (row.lakeLimits ?? row.limits) : row.limits;
  const value = limits?.[waterClassRank(cls)];
  return value === undefined ? null : { sign: row.kind === 'min' ? '≥' : '≤', text: value, value };
}

const places: Partial<Record<WaterItemKey, number>> = { NH3N: 2, TN: 2, TP: 3, volatilePhenol: 4, Hg: 5 };
const onePlace: readonly WaterItemKey[] = ['waterTemperature', 'pH', 'DO', 'CODMn', 'CODCr', 'BOD5'];

/**
 * A mean as it is printed: the places of common reports (not of a standard), half to even; more places where the
 * rounded figure would look as if it kept a limit that the exact one breaks, or the other way round.
 */
export function meanText(key: WaterItemKey, mean: RationalInput, limit: ItemLimit | null): string {
  const exact = rational(mean);
  const first = places[key] ?? (onePlace.includes(key) ? 1 : key === 'fecalColiform' ? 0 : 3);
  for (let digits = first; ; digits += 1) {
    const text = roundHalfEvenText(exact, digits);
    if (limit?.value == null || digits >= 8) return text;
    if (compared(text, limit.value) === compared(exact, limit.value)) return text;
  }
}

/**
 * A multiple as it is printed: one place by 环办〔2011〕22号 (recall); more where that would print 0.0 for something
 * that is over its limit.
 */
export function multipleText({ exact, text }: ExceedanceMultiple): string {
  let shown = text;
  for (let digits = 2; /^0\.0+$/.test(shown) && digits <= 8; digits += 1)
    shown = roundHalfEvenText(exact, digits);
  return shown;
}

/** −1, 0, 1 as a lies below, at, above b; exact. */
export function compared(a: RationalInput, b: RationalInput): number {
  const [x, y] = [rational(a), rational(b)];
  const difference = x.numerator * y.denominator - y.numerator * x.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * Whether a mean keeps its limit by less than `percent` of it.
 * @param percent decimal text, `5`
 */
export function nearLimit(mean: RationalInput, limit: ItemLimit, percent: string): boolean {
  if (limit.value === null) return false;
  const [value, bound, share] = [rational(mean), rational(limit.value), rational(percent)];
  const sign = limit.sign === '≥' ? 1n : -1n;
  const room = (value.numerator * bound.denominator - bound.numerator * value.denominator) * sign;
  // room / (value.d · bound.d) < bound · percent / 100, all over one denominator
  const left = room * share.denominator * 100n;
  const right = bound.numerator * share.numerator * value.denominator;
  return room >= 0n && left < right;
}
