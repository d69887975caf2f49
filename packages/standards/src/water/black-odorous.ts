import { compareRational, multiplyRational, type Rational, rational } from '../decimal/rational.ts';
import type { Edition } from '../edition.ts';
import { type Measured, readMeasured } from '../measured.ts';

/** The four indicators: transparency SD in cm, DO and NH3N in mg/L, ORP in mV. */
export type BlackOdorousIndicator = 'SD' | 'DO' | 'ORP' | 'NH3N';

/** Level of one indicator, or of a point: 重度 severe, 轻度 light, none. */
export type BlackOdorousLevel = 'severe' | 'light' | 'none';

interface Threshold {
  readonly indicator: BlackOdorousIndicator;
  /** From here on the indicator is light; for NH3N above, for the others below. */
  readonly light: string;
  /** Beyond this it is severe. */
  readonly severe: string;
  readonly worse: 'lower' | 'higher';
}

/** The thresholds and counting rules as data. */
export interface BlackOdorousMethod extends Edition {
  readonly thresholds: readonly Threshold[];
  /** Water shallower than this (cm): 40 % of the depth takes the place of the transparency threshold. */
  readonly shallowDepthCm: string;
  readonly shallowShare: string;
  /** A point is severe when one indicator is severe in this share (%) of its readings … */
  readonly oneIndicatorShare: number;
  /** … or two are in this share. */
  readonly twoIndicatorsShare: number;
  /** Neighbouring severe points that make the reach severe. */
  readonly reachPoints: number;
  /** Share (%) of severe points that makes the whole body severe. */
  readonly bodyShare: number;
}

/** 城市黑臭水体整治工作指南 (2015-08): thresholds verified, counting rules recall; the edge of a range is not stated. */
export const BLACK_ODOROUS_2015: BlackOdorousMethod = {
  id: '城市黑臭水体整治工作指南 2015',
  title: '城市黑臭水体整治工作指南',
  effectiveFrom: '2015-08-28',
  clause: '表1 城市黑臭水体污染程度分级标准',
  mark: 'verified',
  note: 'point and reach rules are recall; the edges belong to 轻度 (not stated in the table)',
  thresholds: [
    { indicator: 'SD', light: '25', severe: '10', worse: 'lower' },
    { indicator: 'DO', light: '2.0', severe: '0.2', worse: 'lower' },
    { indicator: 'ORP', light: '50', severe: '-200', worse: 'lower' },
    { indicator: 'NH3N', light: '8.0', severe: '15', worse: 'higher' },
  ],
  shallowDepthCm: '25',
  shallowShare: '0.4',
  oneIndicatorShare: 60,
  twoIndicatorsShare: 30,
  reachPoints: 3,
  bodyShare: 60,
};

/** One reading at a point; `depth` in cm lets shallow water use 40 % of its depth as threshold. */
export interface BlackOdorousReading extends Readonly<Partial<Record<BlackOdorousIndicator, Measured>>> {
  readonly depth?: Measured;
}

/** Levels of the indicators of one reading; indicators without a value are absent. */
export type IndicatorLevels = Readonly<Partial<Record<BlackOdorousIndicator, BlackOdorousLevel>>>;

/**
 * The level of each indicator of one reading. One reading gives no verdict on the water: use
 * {@link blackOdorousPoint} with all readings of a point.
 * Source: 城市黑臭水体整治工作指南 2015 table 1 (verified; shallow water 40 % of the depth).
 */
export function blackOdorousIndicators(
  reading: BlackOdorousReading,
  method: BlackOdorousMethod = BLACK_ODOROUS_2015,
): IndicatorLevels {
  const levels: Partial<Record<BlackOdorousIndicator, BlackOdorousLevel>> = {};
  for (const threshold of method.thresholds) {
    const read = readMeasured(reading[threshold.indicator]);
    if (read.state === 'value') levels[threshold.indicator] = levelOf(read.value, threshold, reading, method);
  }
  return levels;
}

function levelOf(
  value: Rational,
  threshold: Threshold,
  reading: BlackOdorousReading,
  method: BlackOdorousMethod,
): BlackOdorousLevel {
  const depth = readMeasured(reading.depth);
  const shallow =
    threshold.indicator === 'SD' &&
    depth.state === 'value' &&
    compareRational(depth.value, method.shallowDepthCm) < 0;
  const light =
    shallow && depth.state === 'value'
      ? multiplyRational(depth.value, method.shallowShare)
      : rational(threshold.light);
  const beyond = (limit: Rational): boolean =>
    compareRational(value, limit) * (threshold.worse === 'lower' ? -1 : 1) > 0;
  const worst = beyond(rational(threshold.severe)) && (!shallow || beyond(light));
  if (worst) return 'severe';
  // NH3N 8.0-15 is printed as a closed range, so 8.0 itself is light; the lower-is-worse ranges end open.
  const reaches = threshold.worse === 'higher' ? compareRational(value, light) >= 0 : beyond(light);
  return reaches ? 'light' : 'none';
}

/** The level of a monitoring point from all its readings. */
export interface BlackOdorousPoint {
  readonly level: BlackOdorousLevel;
  readonly readings: number;
  /** Severe readings by indicator. */
  readonly severe: Readonly<Partial<Record<BlackOdorousIndicator, number>>>;
  /** The rule that decided. */
  readonly rule: string;
}

/**
 * The level of a point: severe when one indicator is severe in at least 60 % of its readings, or two are in
 * at least 30 %; light when any indicator reaches its range; none otherwise.
 * Source: 城市黑臭水体整治工作指南 2015, 3.3 (recall; shares are settings of `method`).
 */
export function blackOdorousPoint(
  readings: readonly BlackOdorousReading[],
  method: BlackOdorousMethod = BLACK_ODOROUS_2015,
): BlackOdorousPoint {
  const levels = readings.map((reading) => blackOdorousIndicators(reading, method));
  const severe: Partial<Record<BlackOdorousIndicator, number>> = {};
  const shares: number[] = [];
  for (const { indicator } of method.thresholds) {
    const given = levels.filter((level) => level[indicator] !== undefined).length;
    const count = levels.filter((level) => level[indicator] === 'severe').length;
    if (count > 0) severe[indicator] = count;
    if (given > 0) shares.push((count * 100) / given);
  }
  const over = (share: number): number => shares.filter((found) => found >= share).length;
  const counts = { readings: readings.length, severe };
  if (over(method.oneIndicatorShare) >= 1) {
    return { ...counts, level: 'severe', rule: `one indicator severe in >= ${method.oneIndicatorShare} %` };
  }
  if (over(method.twoIndicatorsShare) >= 2) {
    return { ...counts, level: 'severe', rule: `two indicators severe in >= ${method.twoIndicatorsShare} %` };
  }
  const any = levels.some((level) => Object.values(level).some((found) => found !== 'none'));
  return any
    ? { ...counts, level: 'light', rule: 'an indicator reaches its range' }
    : { ...counts, level: 'none', rule: 'no indicator reaches its range' };
}

/** The level of a water body and of its reaches. */
export interface BlackOdorousBody {
  readonly level: BlackOdorousLevel;
  /** Index of the first and last point of each severe reach. */
  readonly severeReaches: readonly (readonly [number, number])[];
}

/**
 * The level of a water body from its points in their order along the water: at least 60 % severe points make
 * the whole severe; three or more neighbouring severe points make the reach between them severe.
 * Source: 城市黑臭水体整治工作指南 2015, 3.3 (recall).
 */
export function blackOdorousBody(
  points: readonly BlackOdorousLevel[],
  method: BlackOdorousMethod = BLACK_ODOROUS_2015,
): BlackOdorousBody {
  const severe = points.filter((level) => level === 'severe').length;
  const whole = points.length > 0 && severe * 100 >= method.bodyShare * points.length;
  const severeReaches: (readonly [number, number])[] = [];
  let start = 0;
  points.forEach((level, index) => {
    if (level !== 'severe') start = index + 1;
    else if (points[index + 1] !== 'severe' && index - start + 1 >= method.reachPoints) {
      severeReaches.push([start, index]);
    }
  });
  if (whole) return { level: 'severe', severeReaches };
  const light = points.some((level) => level !== 'none');
  return { level: light ? 'light' : 'none', severeReaches };
}
