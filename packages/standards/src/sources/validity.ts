import {
  addRational,
  compareRational,
  multiplyRational,
  type Rational,
  type RationalInput,
  ratio,
  rational,
  subtractRational,
} from '../decimal/rational.ts';
import { type Measured, readMeasured } from '../measured.ts';
import { percentOf } from '../share.ts';
import {
  ALLOWED_ERRORS,
  GAS_MONITORING,
  type GasMonitoringMethod,
  WATER_MONITORING,
  type WaterMonitoringMethod,
} from './methods.ts';

/** Whether data suffice, with the rule and the figures. */
export interface ValidityResult {
  readonly valid: boolean;
  /** For example `9 of 12 due; >= 75 % needed`. */
  readonly rule: string;
}

function enough(valid: number, due: number, percent: number, what: string): ValidityResult {
  if (!Number.isInteger(valid) || !Number.isInteger(due) || valid < 0 || due < 0) {
    throw new RangeError(`expected whole numbers of 0 or more, found ${valid} of ${due}`);
  }
  const met = due > 0 && compareRational(percentOf(valid, due), percent) >= 0;
  return { valid: met, rule: `${valid} of ${due} ${what}; >= ${percent} % needed` };
}

/**
 * Whether an hour of waste-gas data is valid: at least 45 minutes of valid data.
 * Source: HJ 75-2017 clause 12 (rule and clause recall; a setting of `method`).
 */
export function gasHourValid(
  validMinutes: number,
  method: GasMonitoringMethod = GAS_MONITORING,
): ValidityResult {
  const rule = `${validMinutes} valid minutes; >= ${method.validHourMinutes} needed`;
  return { valid: validMinutes >= method.validHourMinutes, rule };
}

/**
 * Whether a day of waste-gas data is valid: valid hours >= 75 % of the running hours.
 * @throws RangeError for counts that are no whole numbers of 0 or more.
 * Source: HJ 75-2017 clause 12 (rule and clause recall).
 */
export function gasDayValid(
  validHours: number,
  runningHours: number,
  method: GasMonitoringMethod = GAS_MONITORING,
): ValidityResult {
  return enough(validHours, runningHours, method.validDayPercent, 'running hours');
}

/**
 * Whether a day of waste-water data is valid: valid data >= 75 % of those due that day.
 * @throws RangeError as above.
 * Source: HJ 356-2019 clauses 5 to 7 (rule and clause recall).
 */
export function waterDayValid(
  valid: number,
  due: number,
  method: WaterMonitoringMethod = WATER_MONITORING,
): ValidityResult {
  return enough(valid, due, method.validDayPercent, 'due data');
}

/** Whether a month of daily means is valid: >= 75 % of the days due. Source: HJ 356-2019 (recall). */
export function waterMonthValid(
  validDays: number,
  dueDays: number,
  method: WaterMonitoringMethod = WATER_MONITORING,
): ValidityResult {
  return enough(validDays, dueDays, method.validMonthPercent, 'due days');
}

/** One hour (or sample) of waste water: concentration and the flow of the same time. */
export interface FlowSample {
  readonly c: Measured;
  readonly q: Measured;
}

/** A flow-weighted daily mean. */
export interface FlowWeightedMean {
  /** null when the day is not valid or nothing flowed. */
  readonly mean: Rational | null;
  readonly validity: ValidityResult;
  /** Samples left out: without a value, or with zero flow. */
  readonly leftOut: number;
}

/**
 * The daily mean of waste water, Σ C·Q / Σ Q over the valid samples; a sample with zero flow is not valid.
 * @param due number of samples due that day.
 * @throws RangeError when `due` is no whole number.
 * Source: HJ 356-2019 clauses 5 to 7 (rule and clause recall).
 */
export function flowWeightedMean(
  samples: readonly FlowSample[],
  due: number,
  method: WaterMonitoringMethod = WATER_MONITORING,
): FlowWeightedMean {
  let load: Rational = { numerator: 0n, denominator: 1n };
  let volume: Rational = { numerator: 0n, denominator: 1n };
  let used = 0;
  for (const sample of samples) {
    const c = readMeasured(sample.c);
    const q = readMeasured(sample.q);
    if (c.state !== 'value' || q.state !== 'value' || c.value.numerator < 0n || q.value.numerator <= 0n)
      continue;
    load = addRational(load, multiplyRational(c.value, q.value));
    volume = addRational(volume, q.value);
    used += 1;
  }
  const validity = waterDayValid(used, due, method);
  const leftOut = samples.length - used;
  return { mean: validity.valid && used > 0 ? ratio(load, volume) : null, validity, leftOut };
}

/**
 * What a zero, small negative or below-limit reading is kept as, after a check found it truly low.
 * @returns null for an item without such a figure.
 * Source: HJ 356-2019 clauses 5 to 7 (rule and clause recall).
 */
export function belowDetectionValue(
  item: string,
  method: WaterMonitoringMethod = WATER_MONITORING,
): Rational | null {
  const value = Object.hasOwn(method.belowDetection, item) ? method.belowDetection[item] : undefined;
  return value === undefined ? null : rational(value);
}

/** The load that stands in for a day without a valid mean. */
export interface FilledLoad {
  readonly load: Rational | null;
  readonly days: number;
  readonly rule: string;
}

/**
 * The daily load that fills a day without a valid mean: the largest of the last 30 valid daily loads before the last
 * good check. Concentration and flow are never filled, nor is a day of zero flow.
 * @param validLoads valid daily loads before the last good check, in time order.
 * Source: HJ 356-2019 clauses 5 to 7 (rule and clause recall).
 */
export function filledDailyLoad(
  validLoads: readonly RationalInput[],
  method: WaterMonitoringMethod = WATER_MONITORING,
): FilledLoad {
  const chosen = validLoads.slice(-method.fillDays).map((load) => rational(load));
  const load = chosen.reduce<Rational | null>(
    (best, next) => (best === null || compareRational(next, best) > 0 ? next : best),
    null,
  );
  return {
    load,
    days: chosen.length,
    rule: `largest of ${chosen.length} valid days (${method.fillDays} wanted)`,
  };
}

/** The check of an instrument against a standard or a comparison. */
export interface InstrumentCheck {
  readonly passed: boolean;
  readonly rule: string;
}

/**
 * Whether an instrument's reading lies within the allowed error of the true value.
 * @returns null when the table has no row for the item and value.
 * Source: HJ 355-2019 table 1 (recall).
 */
export function checkInstrument(
  item: string,
  truth: RationalInput,
  reading: RationalInput,
): InstrumentCheck | null {
  const row = ALLOWED_ERRORS.rows.find(
    (entry) =>
      entry.item === item &&
      (entry.from === undefined || compareRational(truth, entry.from) >= 0) &&
      (entry.to === undefined || compareRational(truth, entry.to) < 0),
  );
  if (row === undefined) return null;
  const error = subtractRational(reading, truth);
  const size = error.numerator < 0n ? subtractRational(0, error) : error;
  const allowed =
    row.absolute === undefined
      ? multiplyRational(multiplyRational(truth, row.percent ?? '0'), '0.01')
      : rational(row.absolute);
  const text = row.absolute === undefined ? `±${row.percent} %` : `±${row.absolute} ${row.unit}`;
  return { passed: compareRational(size, allowed) <= 0, rule: `${item}: ${text}` };
}
