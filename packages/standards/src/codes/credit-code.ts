/** The 31 characters of GB 32100-2015: digits and capital letters without I, O, S, V, Z. */
export const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The check of a unified social credit code. */
export interface CreditCodeCheck {
  readonly valid: boolean;
  /** `LENGTH n`, `CHARSET` or `CHECK` when not valid. */
  readonly reason?: string;
  /** The check character that the first 17 positions ask for; absent for a wrong length or character. */
  readonly check?: string;
  /** Whether positions 9-17 pass the organisation-code check (GB 11714). */
  readonly organisationCodeCheckOk?: boolean;
  /**
   * Set when the code fails its own check but its organisation code passes: such codes exist. Warn and let a
   * person confirm; do not block.
   */
  readonly warning?: 'CONFIRM_BY_HAND';
  /** Registering department, kind, GB/T 2260 region and organisation code; absent as `check`. */
  readonly parts?: {
    readonly department: string;
    readonly kind: string;
    readonly region: string;
    readonly organisationCode: string;
  };
}

/**
 * Checks a unified social credit code (统一社会信用代码, 18 positions): characters and check character,
 * weights 3^i mod 31, C18 = (31 − Σ mod 31) mod 31.
 * @param code surrounding spaces are ignored, small letters are not accepted.
 * Source: GB 32100-2015 clause 4 and annex (numbers recall); GB 11714-1997 for the organisation code.
 */
export function checkCreditCode(code: string): CreditCodeCheck {
  const text = code.trim();
  if (text.length !== 18) return { valid: false, reason: `LENGTH ${text.length}` };
  const values = [...text].map((letter) => CREDIT_CODE_ALPHABET.indexOf(letter));
  if (values.includes(-1)) return { valid: false, reason: 'CHARSET' };
  let weight = 1;
  let total = 0;
  for (const value of values.slice(0, 17)) {
    total += value * weight;
    weight = (weight * 3) % 31;
  }
  const check = CREDIT_CODE_ALPHABET[(31 - (total % 31)) % 31] ?? '';
  const organisationCode = text.slice(8, 17);
  const organisationCodeCheckOk = checkOrganisationCode(organisationCode);
  const parts = {
    department: text.slice(0, 1),
    kind: text.slice(1, 2),
    region: text.slice(2, 8),
    organisationCode,
  };
  if (check === text[17]) return { valid: true, check, organisationCodeCheckOk, parts };
  const failed = { valid: false, reason: 'CHECK', check, organisationCodeCheckOk, parts } as const;
  return organisationCodeCheckOk ? { ...failed, warning: 'CONFIRM_BY_HAND' } : failed;
}

/**
 * Whether a nine-position organisation code (组织机构代码, hyphen optional) passes its check: weights
 * 3 7 9 10 5 8 4 2, C9 = 11 − Σ mod 11, 10 as X, 11 as 0.
 * Source: GB 11714-1997 clause 3 (number recall).
 */
export function checkOrganisationCode(code: string): boolean {
  const text = code.trim().replace('-', '');
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(text)) return false;
  const total = ORGANISATION_WEIGHTS.reduce<number>(
    (sum, weight, index) => sum + weight * ORGANISATION_ALPHABET.indexOf(text.charAt(index)),
    0,
  );
  const check = (11 - (total % 11)) % 11;
  return text[8] === (check === 10 ? 'X' : String(check));
}
