import { factor as factorOf, factorOf2005, readPollutant, UnknownPollutantError } from '@huanzhi/standards';
import { pollutantCodes } from '../periods/codes.ts';

/** What an instrument watches; settles old codes that two tables share, and how minutes become an hour. */
export type PacketMedium = 'air' | 'gas' | 'water' | 'noise';

/**
 * The HJ 212-2017 code of a code as sent: itself when the table has it, else that of HJ/T 212-2005, else a pollutant's
 * name (`PM25`); null for anything else, which stays in the raw packet only.
 * Source: HJ 212-2017 annex B, HJ/T 212-2005 annex B, through `@huanzhi/standards`.
 */
export function codeAsKept(sent: string, medium: PacketMedium): string | null {
  const known = factorOf(sent);
  if (known !== null) return known.code;
  const old = factorOf2005(sent, medium === 'gas' ? 'air' : medium);
  if (old !== null) return old.code;
  if (medium !== 'air') return null;
  try {
    return pollutantCodes[readPollutant(sent)];
  } catch (error) {
    if (error instanceof UnknownPollutantError) return null;
    throw error;
  }
}

/** A value's field taken apart: `a21026-ZsAvg` is the converted mean of a21026, kept as factor `a21026z`. */
export interface Field {
  /** Code as sent, to find its unit by. */
  sent: string;
  factor: string;
}

/** Suffixes that carry the value of a packet, by command; the first that is there counts. */
const suffixes: Readonly<Record<number, readonly string[]>> = {
  2011: ['rtd'],
  2051: ['avg', 'data', 'rtd'],
  2061: ['avg', 'data', 'rtd'],
};

/**
 * The fields of a packet that carry its values, with their places: `Avg` (2061, 2051), `Rtd` (2011), `Data` (noise), and
 * the same with `Zs` for converted values.
 */
export function valueFields(
  cn: number,
  fields: readonly string[],
  medium: PacketMedium,
): (Field & { index: number })[] {
  const found = new Map<string, Field & { index: number; rank: number }>();
  fields.forEach((name, index) => {
    const dash = name.lastIndexOf('-');
    const sent = name.slice(0, dash);
    const suffix = name.slice(dash + 1).toLowerCase();
    const converted = suffix.startsWith('zs');
    const rank = (suffixes[cn] ?? []).indexOf(converted ? suffix.slice(2) : suffix);
    if (dash < 1 || rank < 0) return;
    const code = codeAsKept(sent, medium);
    if (code === null) return;
    const factor = converted ? `${code}z` : code;
    const other = found.get(factor);
    if (other === undefined || rank < other.rank) found.set(factor, { sent, factor, index, rank });
  });
  return [...found.values()].map(({ sent, factor, index }) => ({ sent, factor, index }));
}
