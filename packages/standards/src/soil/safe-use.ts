import {
  addRational,
  multiplyRational,
  type Rational,
  type RationalInput,
  ratio,
} from '../decimal/rational.ts';
import { roundHalfEvenText } from '../rounding/half-even.ts';

/** A key parcel (用途变更为居住、公共管理与公共服务用地) put to use in the year. */
export interface KeyParcel {
  readonly name: string;
  /** Any one unit for all parcels. */
  readonly area: RationalInput;
  /** Whether every step of investigation, assessment, control and remediation was met. */
  readonly stepsMet: boolean;
}

/** The rate with the two lists behind it. */
export interface SafeUseRate {
  readonly safe: readonly string[];
  readonly unsafe: readonly string[];
  /** null without parcels. */
  readonly percent: Rational | null;
  readonly text: string | null;
}

/**
 * 重点建设用地安全利用率 = area of key parcels put to use with every step met / area of all key parcels put to use.
 * Source: a proposal (recall); the national accounting method was not found. Keep the lists behind the
 * figure.
 */
export function safeUseRate(parcels: readonly KeyParcel[]): SafeUseRate {
  const area = (chosen: readonly KeyParcel[]): Rational =>
    chosen.reduce<Rational>((sum, parcel) => addRational(sum, parcel.area), {
      numerator: 0n,
      denominator: 1n,
    });
  const safe = parcels.filter((parcel) => parcel.stepsMet);
  const all = area(parcels);
  const percent = all.numerator === 0n ? null : multiplyRational(ratio(area(safe), all), 100);
  return {
    safe: safe.map((parcel) => parcel.name),
    unsafe: parcels.filter((parcel) => !parcel.stepsMet).map((parcel) => parcel.name),
    percent,
    text: percent === null ? null : roundHalfEvenText(percent, 1),
  };
}
