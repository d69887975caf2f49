import type { HourMark } from '../hours/index.ts';
import type { PacketMedium } from './factor-of-field.ts';

const marks = new Set<string>(['N', 'F', 'M', 'S', 'D', 'C', 'T', 'B']);

/** What HJ/T 212-2005 said otherwise: power failure, and the digits of air stations. */
const of2005: Readonly<Record<string, HourMark>> = { P: 'D', '0': 'C', '1': 'N', '2': 'D', '3': 'N' };

/**
 * The mark of an hour for a mark as sent; without one a value is normal, an unknown one is a fault, since the list may be
 * extended and nobody knows what it means.
 * Source: HJ 212-2017 table 8, HJ/T 212-2005.
 */
export function hourMark(sent: string, edition: '2005' | '2017' | '2025'): HourMark {
  const mark = sent.trim().toUpperCase();
  if (mark === '') return 'N';
  if (edition === '2005' && mark in of2005) return of2005[mark] ?? 'D';
  return marks.has(mark) ? (mark as HourMark) : 'D';
}

/**
 * The mark of an hour made from minutes. Water: one abnormal minute makes the hour abnormal. Gas and air: normal when at
 * least 75 % of the minutes due are, else a fault; an hour in which all minutes have one same mark keeps it. Too few
 * minutes without any abnormal one: `B`, the rest did not come.
 * @param enough whether enough normal minutes came
 * Source: HJ 212-2017 App. C (water, flue gas); that ambient air follows flue gas is recall.
 */
export function markOfMinutes(minutes: readonly HourMark[], enough: boolean, medium: PacketMedium): HourMark {
  const odd = minutes.filter((mark) => mark !== 'N');
  if (odd.length === 0) return enough ? 'N' : 'B';
  if (medium === 'water') return mostFrequent(odd);
  if (enough) return 'N';
  if (odd.length === minutes.length && new Set(odd).size === 1) return odd[0] ?? 'D';
  return 'D';
}

function mostFrequent(found: readonly HourMark[]): HourMark {
  const counts = new Map<HourMark, number>();
  for (const mark of found) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), ['D', 0] as [
    HourMark,
    number,
  ])[0];
}
