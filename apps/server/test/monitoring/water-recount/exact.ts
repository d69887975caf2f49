/** A fraction; the recomputation of the report counts with nothing else. Written again, so that it shares no fault. */
export interface Exact {
  n: bigint;
  /** Above 0. */
  d: bigint;
}

/** A decimal text as it stands in the csv. @throws RangeError for anything else */
export function exact(text: string): Exact {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (found === null) throw new RangeError(`no decimal: ${text}`);
  const [, sign = '', whole = '0', part = ''] = found;
  return { n: BigInt(`${sign}${whole}${part}`), d: 10n ** BigInt(part.length) };
}

/** a − b. */
export const minus = (a: Exact, b: Exact): Exact => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d });

/** a × k. */
export const times = (a: Exact, k: number): Exact => ({ n: a.n * BigInt(k), d: a.d });

/** a ÷ b, b above 0. */
export const over = (a: Exact, b: Exact): Exact => ({ n: a.n * b.d, d: a.d * b.n });

/** Below, at or above 0 as a lies below, at or above b. */
export function compare(a: Exact, b: Exact): number {
  const { n } = minus(a, b);
  return n < 0n ? -1 : n > 0n ? 1 : 0;
}

/** The sum of a list. */
export const sum = (list: readonly Exact[]): Exact =>
  list.reduce((all, one) => ({ n: all.n * one.d + one.n * all.d, d: all.d * one.d }), { n: 0n, d: 1n });

/** The arithmetic mean of a list with something in it. */
export const mean = (list: readonly Exact[]): Exact => over(sum(list), { n: BigInt(list.length), d: 1n });

/** a with some places, half to even (GB/T 8170). */
export function printed({ n, d }: Exact, places: number): string {
  const size = (n < 0n ? -n : n) * 10n ** BigInt(places);
  const [whole, twice] = [size / d, (size % d) * 2n];
  const up = twice > d || (twice === d && whole % 2n === 1n);
  const digits = String(up ? whole + 1n : whole).padStart(places + 1, '0');
  const sign = n < 0n && /[1-9]/.test(digits) ? '-' : '';
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
