import type { VerificationMark } from '../edition.ts';
import { type CreditCodeCheck, checkCreditCode } from './credit-code.ts';

/** The check of a pollutant-discharge unit's site code. */
export interface SiteCodeCheck {
  readonly valid: boolean;
  /** `LENGTH n`, `FORMAT`, or the reason of the credit code when not valid. */
  readonly reason?: string;
  readonly creditCode?: CreditCodeCheck;
  readonly serial?: string;
  /** Kind letter; P for a permit. */
  readonly letter?: string;
}

/**
 * Checks a site code (排污单位编码, 22 positions): unified social credit code, three digits, one capital letter,
 * for example `91130200699229617X001P`. A credit code that only fails its own check (see `warning`) is passed on.
 * Source: HJ 608-2017 clause 4 (排污单位编码; number recall).
 */
export function checkSiteCode(code: string): SiteCodeCheck {
  const text = code.trim();
  if (text.length !== 22) return { valid: false, reason: `LENGTH ${text.length}` };
  const parts = /^(.{18})(\d{3})([A-Z])$/.exec(text);
  if (parts === null) return { valid: false, reason: 'FORMAT' };
  const [, unit = '', serial = '', letter = ''] = parts;
  const creditCode = checkCreditCode(unit);
  const base = { creditCode, serial, letter };
  return creditCode.valid
    ? { valid: true, ...base }
    : { valid: false, reason: creditCode.reason ?? 'CHECK', ...base };
}

/** What a local code of a site names. */
export type LocalCodeKind =
  | 'air outlet'
  | 'water outlet'
  | 'production facility'
  | 'air treatment'
  | 'water treatment'
  | 'noise treatment'
  | 'waste treatment';

/** A local code split into its kind and number. */
export interface LocalCode {
  readonly kind: LocalCodeKind;
  readonly name: string;
  readonly number: number;
  readonly mark: VerificationMark;
}

const LOCAL: readonly { pattern: RegExp; kind: LocalCodeKind; name: string; mark: VerificationMark }[] = [
  { pattern: /^DA(\d{3})$/, kind: 'air outlet', name: '大气排放口', mark: 'verified' },
  { pattern: /^DW(\d{3})$/, kind: 'water outlet', name: '水排放口', mark: 'verified' },
  { pattern: /^MF(\d{4})$/, kind: 'production facility', name: '生产设施', mark: 'recall' },
  { pattern: /^TA(\d{3})$/, kind: 'air treatment', name: '大气污染治理设施', mark: 'recall' },
  { pattern: /^TW(\d{3})$/, kind: 'water treatment', name: '水污染治理设施', mark: 'recall' },
  { pattern: /^TN(\d{3})$/, kind: 'noise treatment', name: '噪声治理设施', mark: 'recall' },
  { pattern: /^TS(\d{3})$/, kind: 'waste treatment', name: '固体废物治理设施', mark: 'recall' },
];

/**
 * Reads a code that is unique inside a site: `DA001` and `DW001` outlets, `MF0001` production, `TA001` … treatment.
 * Globally unique is site code and local code together.
 * @returns null when it has none of the forms.
 * Source: HJ 608-2017 clauses 5 to 7 (outlets verified, clause numbers and the rest recall).
 */
export function parseLocalCode(code: string): LocalCode | null {
  for (const { pattern, kind, name, mark } of LOCAL) {
    const found = pattern.exec(code.trim());
    if (found !== null) return { kind, name, number: Number(found[1]), mark };
  }
  return null;
}

/** Site code and local code as one globally unique text. Source: HJ 608-2017. */
export function globalLocalCode(siteCode: string, localCode: string): string {
  return `${siteCode.trim()}${localCode.trim()}`;
}
