import type { CheckedHours, CheckedSeries, CheckedSite } from '../../src/index.ts';

/** A day from a list: a number, null for nothing that came. Marks are `N` and `-` unless given. */
export function hoursOf(values: readonly (number | null)[], marks?: string): CheckedHours {
  const all = Array.from({ length: 24 }, (_, index) => values[index] ?? null);
  return {
    values: all,
    marks: marks ?? all.map((value) => (value === null ? '-' : 'N')).join(''),
    verdicts: '.'.repeat(24),
  };
}

/** A gently moving series without anything to find. */
export const calm = (from = 10, step = 0.13) =>
  Array.from({ length: 24 }, (_, index) => round(from + (index % 7) * step));

const round = (value: number) => Number(value.toFixed(3));

/** A series of a site; the day before is calm about the same level. */
export function series(
  factor: string,
  values: readonly (number | null)[],
  more: { unit?: string; marks?: string; before?: readonly (number | null)[] | null } = {},
): CheckedSeries {
  const before = more.before === undefined ? null : more.before;
  return {
    factor,
    unit: more.unit ?? (factor === 'w01001' ? '1' : factor.startsWith('w') ? 'mg/L' : 'µg/m³'),
    today: hoursOf(values, more.marks),
    before: before === null ? null : hoursOf(before),
  };
}

/** A site with these series. */
export function site(
  kind: string,
  all: readonly CheckedSeries[],
  more: Partial<CheckedSite> = {},
): CheckedSite {
  return {
    siteId: 1,
    name: '横塘港闸',
    kind,
    intervalHours: 1,
    series: all,
    notes: [],
    neighbours: [],
    ...more,
  };
}
