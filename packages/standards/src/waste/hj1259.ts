import { compareRational, type RationalInput } from '../decimal/rational.ts';

/** KEY 环境重点监管单位, SIMPLE 简化管理单位, REGISTER 登记管理单位. */
export type WasteTier = 'KEY' | 'SIMPLE' | 'REGISTER';

/** A generator of hazardous waste. */
export interface WasteGenerator {
  /** Largest yearly amount at the site in the last three years, t. */
  readonly tonnesPerYear: RationalInput;
  /** Own 自行利用处置 facility. */
  readonly ownFacility: boolean;
  /** Holds a 危险废物经营许可证. */
  readonly licence: boolean;
}

/** The tier with the rule that decided. */
export interface WasteTierResult {
  readonly tier: WasteTier;
  readonly rule: string;
}

/**
 * The management tier of a generator: KEY from 100 t/a, or with an own facility or licence; SIMPLE from 10 t/a.
 * @throws DecimalError when the amount is no number; RangeError when it is negative.
 * Source: HJ 1259-2022 clause 4 (content verified, clause number recall).
 */
export function wasteTier(generator: WasteGenerator): WasteTierResult {
  const { tonnesPerYear, ownFacility, licence } = generator;
  if (compareRational(tonnesPerYear, 0) < 0) throw new RangeError('the yearly amount is negative');
  if (licence) return { tier: 'KEY', rule: 'holds a licence' };
  if (ownFacility) return { tier: 'KEY', rule: 'own facility for use or disposal' };
  if (compareRational(tonnesPerYear, 100) >= 0) return { tier: 'KEY', rule: '>= 100 t/a' };
  if (compareRational(tonnesPerYear, 10) >= 0) return { tier: 'SIMPLE', rule: '>= 10 t/a' };
  return { tier: 'REGISTER', rule: '< 10 t/a' };
}

/** What a report covers: a month `2026-10`, a quarter `2026Q3`, a year `2026`, or the yearly plan. */
export interface WasteReport {
  readonly tier: WasteTier;
  readonly month?: string;
  readonly quarter?: string;
  readonly year?: string | number;
  /** Year of a management plan. */
  readonly plan?: string | number;
}

/** When a report or plan is due; null when the tier does not owe it. */
export interface WasteReportDue {
  readonly due: string | null;
  readonly rule: string;
}

/**
 * The due day of a report: KEY by the 15th of the next month, SIMPLE by the 15th of the next quarter's first month,
 * all yearly by 31 March of the next year; the plan of a year by its 31 March. Not moved for rest days.
 * @throws RangeError for a period that cannot be read.
 * Source: HJ 1259-2022 clauses 5 and 7 (content verified, clause numbers recall).
 */
export function wasteReportDue(report: WasteReport): WasteReportDue {
  const { tier, month, quarter, year, plan } = report;
  if (plan !== undefined) return { due: `${readYear(plan)}-03-31`, rule: 'plan by 31 March' };
  if (month !== undefined) {
    const parts = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month);
    if (parts === null) throw new RangeError(`expected a month "YYYY-MM", found "${month}"`);
    if (tier !== 'KEY') return { due: null, rule: `${tier} owes no monthly report` };
    return { due: `${nextMonth(Number(parts[1]), Number(parts[2]))}-15`, rule: 'monthly by the 15th' };
  }
  if (quarter !== undefined) {
    const parts = /^(\d{4})-?Q([1-4])$/i.exec(quarter);
    if (parts === null) throw new RangeError(`expected a quarter "YYYYQn", found "${quarter}"`);
    if (tier !== 'SIMPLE') return { due: null, rule: `${tier} owes no quarterly report` };
    return { due: `${nextMonth(Number(parts[1]), Number(parts[2]) * 3)}-15`, rule: 'quarterly by the 15th' };
  }
  if (year === undefined) throw new RangeError('expected a month, quarter, year or plan');
  return { due: `${readYear(year) + 1}-03-31`, rule: 'yearly by 31 March' };
}

function readYear(year: string | number): number {
  const found = Number(year);
  if (!Number.isInteger(found) || found < 1900 || found > 9998) {
    throw new RangeError(`expected a year, found "${year}"`);
  }
  return found;
}

function nextMonth(year: number, month: number): string {
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}
