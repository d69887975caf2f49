import { rationalToNumber } from '../decimal/rational.ts';
import type { Edition } from '../edition.ts';
import { type Measured, readMeasured } from '../measured.ts';
import { type EditionRef, editionRef, type InputState } from '../result.ts';
import { roundHalfEvenText } from '../rounding/half-even.ts';

/** The five items of the trophic index: chlorophyll a mg/m³, transparency SD m, the others mg/L. */
export type TrophicItem = 'chla' | 'TP' | 'TN' | 'SD' | 'CODMn';

/** Words of the trophic state, poorest first. */
export type TrophicGrade = '贫营养' | '中营养' | '轻度富营养' | '中度富营养' | '重度富营养';

/** One part: TLI = 10 × (a + b × ln value), with weight r² / Σr². */
interface TrophicFormula {
  readonly item: TrophicItem;
  readonly a: number;
  readonly b: number;
  readonly rSquared: number;
}

/** The method as data. */
export const TROPHIC_METHOD: Edition & { readonly formulas: readonly TrophicFormula[] } = {
  id: '环办〔2011〕22号 TLI(Σ)',
  title: '湖泊（水库）综合营养状态指数',
  effectiveFrom: '2011-03-09',
  clause: '湖泊、水库营养状态评价',
  mark: 'verified',
  formulas: [
    { item: 'chla', a: 2.5, b: 1.086, rSquared: 1 },
    { item: 'TP', a: 9.436, b: 1.624, rSquared: 0.7056 },
    { item: 'TN', a: 5.453, b: 1.694, rSquared: 0.6724 },
    { item: 'SD', a: 5.118, b: -1.94, rSquared: 0.6889 },
    { item: 'CODMn', a: 0.109, b: 2.661, rSquared: 0.6889 },
  ],
};

/** The trophic index of a lake. */
export interface TrophicResult {
  /** TLI of each item with a value. */
  readonly parts: Readonly<Partial<Record<TrophicItem, number>>>;
  /** TLI(Σ); null when items are missing and `allowMissing` is not set. */
  readonly index: number | null;
  /** One digit by GB/T 8170; null as above. */
  readonly text: string | null;
  readonly grade: TrophicGrade | null;
  readonly missing: readonly {
    readonly item: TrophicItem;
    readonly state: InputState;
    readonly reason?: string;
  }[];
  readonly edition: EditionRef;
}

/**
 * TLI(Σ), the composite trophic level index. No rule covers missing items: without all five the index is null,
 * unless `allowMissing` spreads the weights over those present (a choice of the caller, not of the method).
 * @param values chla in mg/m³, SD in m, TP, TN, CODMn in mg/L; all above 0 (a logarithm is taken).
 * Source: 环办〔2011〕22号, 湖泊、水库营养状态评价 (verified).
 */
export function trophicIndex(
  values: Readonly<Partial<Record<TrophicItem, Measured>>>,
  options: { readonly allowMissing?: boolean } = {},
): TrophicResult {
  const parts: Partial<Record<TrophicItem, number>> = {};
  const missing: { item: TrophicItem; state: InputState; reason?: string }[] = [];
  let weighted = 0;
  let weights = 0;
  for (const { item, a, b, rSquared } of TROPHIC_METHOD.formulas) {
    const read = readMeasured(values[item]);
    if (read.state !== 'value') {
      missing.push({
        item,
        state: read.state,
        ...(read.reason === undefined ? {} : { reason: read.reason }),
      });
      continue;
    }
    if (read.value.numerator <= 0n) {
      missing.push({ item, state: 'invalid', reason: `expected a value above 0, found ${read.text}` });
      continue;
    }
    const part = 10 * (a + b * Math.log(rationalToNumber(read.value)));
    parts[item] = part;
    weighted += rSquared * part;
    weights += rSquared;
  }
  const complete = missing.length === 0 || (options.allowMissing === true && weights > 0);
  const index = complete ? weighted / weights : null;
  return {
    parts,
    index,
    text: index === null ? null : roundHalfEvenText(index, 1),
    grade: index === null ? null : trophicGrade(index),
    missing,
    edition: editionRef(TROPHIC_METHOD),
  };
}

/**
 * The trophic state of an index: < 30 贫营养, 30-50 中营养 (50 included), to 60 轻度, to 70 中度, above 重度富营养.
 * Source: 环办〔2011〕22号, 湖泊、水库营养状态分级 (verified).
 */
export function trophicGrade(index: number): TrophicGrade {
  if (index < 30) return '贫营养';
  if (index <= 50) return '中营养';
  if (index <= 60) return '轻度富营养';
  return index <= 70 ? '中度富营养' : '重度富营养';
}
