import type { VerificationMark } from '../edition.ts';
import { FACTOR_TABLE_2017, FACTOR_TABLE_NOISE, FACTOR_TABLE_OTHER } from './factor-table.ts';

/** One monitoring factor. */
export interface Factor {
  /** HJ 212-2017 code, for example `w01018`. */
  readonly code: string;
  readonly name: string;
  readonly englishName: string;
  /** Default unit of the table; many stations send another, so keep the unit per station. */
  readonly unit: string;
  /** Unit of the discharged mass (`-Cou`); absent where there is none. */
  readonly massUnit?: string;
  /** Number format of the table, for example `N5.1`. */
  readonly format?: string;
  /** Code in HJ/T 212-2005; absent where there is none. */
  readonly alias2005?: string;
  readonly mark: VerificationMark;
}

/** Kind of medium: an old two-digit gas code and a three-digit water code differ only by it. */
export type FactorMedium = 'water' | 'air' | 'noise';

function rows(text: string, mark: VerificationMark): Factor[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', name = '', englishName = '', unit = '', massUnit, format, alias2005] =
        line.split('|');
      return {
        code,
        name,
        englishName,
        unit,
        ...(massUnit ? { massUnit } : {}),
        ...(format ? { format } : {}),
        ...(alias2005 ? { alias2005 } : {}),
        mark,
      };
    });
}

let cached: ReadonlyMap<string, Factor> | undefined;

/** All known factors by code. Source: HJ 212-2017 annex B; HJ 524-2009 and HJ 525-2009 for the rest (recall). */
export function factors(): ReadonlyMap<string, Factor> {
  cached ??= new Map(
    [
      ...rows(FACTOR_TABLE_2017, 'verified'),
      ...rows(FACTOR_TABLE_NOISE, 'verified'),
      ...rows(FACTOR_TABLE_OTHER, 'recall'),
    ].map((factor) => [factor.code, factor]),
  );
  return cached;
}

/**
 * The factor of a code; case does not matter, and the suffix of a converted value (`a21026z`, 折算) is dropped.
 * @returns null for an unknown code.
 * Source: HJ 212-2017 annex B.
 */
export function factor(code: string): Factor | null {
  const table = factors();
  const text = code.trim();
  const plain = /^[awAW]\d{5}[zZ]?$/.test(text) ? text.slice(0, 6).toLowerCase() : text;
  return table.get(plain) ?? null;
}

/**
 * The factor of an HJ/T 212-2005 code. Texts stay texts: `10` is ammonia gas, `010` is BOD5. Units of some factors
 * changed: see {@link unitChange2005}. The noise codes `Ld` and `Ln` meant night and day in 2005.
 * @param medium settles a code that two tables share, from the station's ST.
 * @returns null for an unknown code.
 * Source: HJ/T 212-2005 annex B; HJ 212-2017 annex B.
 */
export function factorOf2005(code: string, medium?: FactorMedium): Factor | null {
  const text = code.trim();
  for (const entry of factors().values()) {
    if (entry.alias2005 === text && (medium === undefined || mediumOf(entry.code) === medium)) return entry;
  }
  return null;
}

/**
 * The medium of an HJ 212-2017 code.
 * Source: HJ 212-2017 annex B (letter before the code).
 */
export function mediumOf(code: string): FactorMedium {
  return code.startsWith('w') ? 'water' : code.startsWith('a') ? 'air' : 'noise';
}

const UNITS_2005: Readonly<Record<string, string>> = {
  S02: 'm³/h',
  S04: 'MPa',
  S08: 'MPa',
  '020': 'mg/L',
  '022': 'mg/L',
  '024': 'mg/L',
  '026': 'mg/L',
  '027': 'mg/L',
  '034': 'mg/L',
  '035': 'mg/L',
  '041': 'mg/L',
};

/**
 * The unit that HJ/T 212-2005 printed for an old code where it differs from HJ 212-2017; null where it does not.
 * Source: HJ/T 212-2005 annex B against HJ 212-2017 annex B.
 */
export function unitChange2005(code: string): { readonly before: string; readonly since: string } | null {
  const before = Object.hasOwn(UNITS_2005, code.trim()) ? UNITS_2005[code.trim()] : undefined;
  const since = factorOf2005(code)?.unit;
  return before === undefined || since === undefined ? null : { before, since };
}
