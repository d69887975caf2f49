import { type FileProblem, fileProblem } from './file-problem.ts';
import type { MeasuredPlace } from './units.ts';

/**
 * Values outside are typing errors or wrong units, not measurements: CO 800 mg/m³ is 0.8 mg/m³ in µg/m³. Own bounds, wide
 * enough for dust storms and black-odorous waters; no standard prints them. In the unit of `usualUnit`.
 */
const ambient: Readonly<Record<string, readonly [number, number]>> = {
  a34004: [0, 3_000],
  a34002: [0, 20_000],
  a34001: [0, 50_000],
  a21026: [0, 3_000],
  a21004: [0, 2_000],
  a21003: [0, 3_000],
  a21002: [0, 5_000],
  a05024: [0, 1_500],
  a21005: [0, 150],
  a01001: [-60, 60],
  a01002: [0, 100],
  a01006: [50, 110],
  a01007: [0, 100],
  a01008: [0, 360],
  w01001: [0, 14],
  w01009: [0, 50],
  w01010: [-5, 60],
  w01014: [0, 100_000],
  w01003: [0, 20_000],
  w01019: [0, 1_000],
  w01018: [0, 20_000],
  w01017: [0, 10_000],
  w21003: [0, 2_000],
  w21011: [0, 500],
  w21001: [0, 5_000],
  Leq: [0, 150],
  Ld: [0, 150],
  Ln: [0, 150],
  LA: [0, 150],
};

/** Where negative numbers are measurements: temperatures and static pressures. */
const maybeNegative = new Set(['a01001', 'a01012', 'a01013', 'a01015', 'a01017', 'w01010']);

/** Of any factor: more is no measurement. */
const most = 1e9;

/**
 * What is wrong with a number of a factor, or null.
 * @param value in the unit of `usualUnit(factor, place)`
 */
export function doubt(
  factor: string,
  value: number,
  place: MeasuredPlace,
  column: string,
  found: string,
): FileProblem | null {
  if (value < 0 && !maybeNegative.has(factor)) {
    return fileProblem(
      'negative',
      column,
      found,
      `负值 ${found}，浓度不能小于 0`,
      `${found} is negative; a concentration is not below 0`,
    );
  }
  const [low, high] = (place === 'ambient' || !factor.startsWith('a') ? ambient[factor] : undefined) ?? [
    -most,
    most,
  ];
  if (value >= low && value <= high) return null;
  return fileProblem(
    'implausible',
    column,
    found,
    `数值 ${found} 超出合理范围 ${low}–${high}，请核对单位`,
    `${found} is outside the plausible ${low}–${high}; check the unit`,
  );
}
