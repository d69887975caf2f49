import { checkCreditCode } from '../codes/credit-code.ts';
import { isCalendarDay } from '../codes/id-number.ts';
import type { VerificationMark } from '../edition.ts';

/** The check of the digital identification code on a container's label. */
export interface ContainerCodeCheck {
  readonly valid: boolean;
  /** `LENGTH n`, `UNIT …`, `FORMAT` or `DATE` when not valid. */
  readonly reason?: string;
  readonly unit?: string;
  /** With hyphens. */
  readonly waste?: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  readonly serial?: number;
  /** The lengths of the segments are recall: show the mark. */
  readonly mark: VerificationMark;
}

/**
 * Checks a container's digital code (危险废物数字识别码): 37 positions, unit 18, waste code 8, date 8, serial 3.
 * A unit code that only fails its own check character is refused with the reason `UNIT CHECK`.
 * Source: HJ 1276-2022 clause 5 (number recall; 37 positions in four segments single source; their lengths
 * recall).
 */
export function checkContainerCode(code: string): ContainerCodeCheck {
  const mark = 'recall' as const;
  const text = code.trim();
  if (text.length !== 37) return { valid: false, reason: `LENGTH ${text.length}`, mark };
  const unit = text.slice(0, 18);
  const credit = checkCreditCode(unit);
  if (!credit.valid) return { valid: false, reason: `UNIT ${credit.reason ?? ''}`.trim(), unit, mark };
  const rest = /^(\d{3})(\d{3})(\d{2})(\d{8})(\d{3})$/.exec(text.slice(18));
  if (rest === null) return { valid: false, reason: 'FORMAT', unit, mark };
  const [, industry = '', serialOfKind = '', category = '', day = '', serial = ''] = rest;
  const waste = `${industry}-${serialOfKind}-${category}`;
  const date = hyphenated(day);
  const parts = { unit, waste, date, serial: Number(serial), mark };
  return isCalendarDay(date) ? { valid: true, ...parts } : { valid: false, reason: 'DATE', ...parts };
}

function hyphenated(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}

/** Kinds of ledger batches by prefix; the forms with CZ follow from the printed ones (recall). */
export const BATCH_KINDS: Readonly<Record<string, string>> = {
  HWCS: '产生',
  HWRK: '入库',
  HWCK: '出库',
  HWZXLY: '自行利用',
  HWZXCZ: '自行处置',
  HWWWLY: '委外利用',
  HWWWCZ: '委外处置',
  HWCKLY: '出口利用',
  HWCKCZ: '出口处置',
};

/** The check of a ledger batch code. The standard says 可采用 (may): other schemes are not wrong. */
export interface BatchCodeCheck {
  readonly valid: boolean;
  /** `OTHER_SCHEME` or `DATE` when not valid. */
  readonly reason?: string;
  readonly kind?: string;
  readonly date?: string;
  readonly serial?: number;
}

/**
 * Reads a ledger batch code such as `HWCS20211031001`: kind, date, three digits.
 * Source: HJ 1259-2022 clause 6 (number recall; CS, RK, CK, ZXLY, WWLY, CKLY printed; CZ forms recall).
 */
export function checkBatchCode(code: string): BatchCodeCheck {
  const parts = /^(HW[A-Z]{2,4})(\d{8})(\d{3})$/.exec(code.trim());
  const kind = parts === null ? undefined : BATCH_KINDS[parts[1] ?? ''];
  if (parts === null || kind === undefined) return { valid: false, reason: 'OTHER_SCHEME' };
  const date = hyphenated(parts[2] ?? '');
  const serial = Number(parts[3]);
  return isCalendarDay(date)
    ? { valid: true, kind, date, serial }
    : { valid: false, reason: 'DATE', kind, date, serial };
}

/** Size of a label and how many are needed. */
export interface LabelSize {
  readonly millimetres: readonly [number, number];
  readonly minTextMillimetres: number;
  readonly sides: 1 | 2;
  readonly mark: VerificationMark;
}

/**
 * The label of a container by its volume: <= 50 L 100 mm, to 450 L 150 mm, above 200 mm and on two sides.
 * @param litres above 0.
 * @throws RangeError otherwise.
 * Source: HJ 1276-2022 (single source; the copy prints 450 L twice, here it belongs to the middle row).
 */
export function labelSize(litres: number): LabelSize {
  if (!(litres > 0)) throw new RangeError(`expected a volume above 0 L, found ${litres}`);
  const mark = 'single source' as const;
  if (litres <= 50) return { millimetres: [100, 100], minTextMillimetres: 3, sides: 1, mark };
  if (litres <= 450) return { millimetres: [150, 150], minTextMillimetres: 5, sides: 1, mark };
  return { millimetres: [200, 200], minTextMillimetres: 6, sides: 2, mark };
}
