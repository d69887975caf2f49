import { type Decimal, powerOfTen } from '../decimal/decimal.ts';
import { editionAt, editionById, type ObservationTime, observationInstant } from '../edition.ts';
import type { Reading } from '../result.ts';
import { roundHalfEven } from '../rounding/half-even.ts';
import { readConcentration, roundUnitsHalfEven, UNITS_PER_ONE } from './concentration.ts';
import type { Pollutant } from './pollutants.ts';
import { AQI_EDITIONS, type AqiEdition, INDEX_POINTS, type IndexColumn } from './tables/aqi-breakpoints.ts';

/**
 * Chooses the edition: by the time of the observation (`at`, an instant or a day), by the label of an hour that
 * ends at it (`hourEnding`: 00:00 is 24:00 of the day before), or by id when it must be overridden.
 */
export type AqiEditionChoice =
  | { readonly at: ObservationTime }
  | { readonly hourEnding: ObservationTime }
  | { readonly edition: string };

/** Thrown when a single concentration cannot be judged; the message names pollutant, value and what was expected. */
export class ConcentrationError extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = 'ConcentrationError';
  }
}

/**
 * The edition of the AQI regulation for an observation.
 * @throws NoEditionError when none is in force on that day or the id is unknown; ObservationTimeError.
 * Source: HJ 633-2012, HJ 633-2026 (dates of effect).
 */
export function aqiEdition(choice: AqiEditionChoice): AqiEdition {
  if ('edition' in choice) return editionById(AQI_EDITIONS, choice.edition);
  if ('at' in choice) return editionAt(AQI_EDITIONS, choice.at);
  return editionAt(AQI_EDITIONS, observationInstant(choice.hourEnding) - 1);
}

/**
 * The pollutant that a column of the sub-index table belongs to.
 * Source: HJ 633-2012 and HJ 633-2026 table 1 (columns).
 */
export function columnPollutant(column: IndexColumn): Pollutant {
  return column.slice(0, column.indexOf(' ')) as Pollutant;
}

/**
 * Sub-index IAQI of one concentration.
 * @param column pollutant and averaging period, for example `"PM2.5 24h"`.
 * @param concentration µg/m³, CO in mg/m³.
 * @returns the sub-index, 0 to 500; `null` when there is no concentration, or none is defined above the end of
 *   the column (HJ 633-2012: SO2 1 h and O3 8 h above 800).
 * @throws ConcentrationError for a negative, implausible or non-numeric value; NoEditionError.
 * Source: HJ 633-2012 formula (1), table 1, 6.2; HJ 633-2026 formula (1), table 1, 4.2.2, 4.2.6 (6.2,
 * 4.2.6: numbers recall).
 */
export function subIndex(
  column: IndexColumn,
  concentration: Reading,
  choice: AqiEditionChoice,
): number | null {
  const edition = aqiEdition(choice);
  const read = readConcentration(columnPollutant(column), concentration);
  if (read.state === 'value') return columnSubIndex(edition, column, read.units, read.exact);
  if (read.problem !== undefined)
    throw new ConcentrationError(`${read.problem.pollutant}: ${read.problem.message}`);
  return null;
}

/** Concentration step of the rounding before the sub-index: 0.1 mg/m³ for CO, 1 µg/m³ for the others. */
export function roundingDigits(pollutant: Pollutant): 0 | 1 {
  return pollutant === 'CO' ? 1 : 0;
}

/**
 * Sub-index of a read concentration.
 * @param units whole 0.0001 units; NaN when `exact` has more digits.
 */
export function columnSubIndex(
  edition: AqiEdition,
  column: IndexColumn,
  units: number,
  exact?: Decimal,
): number | null {
  const points = edition.breakpoints[column];
  const pollutantIsCo = column.startsWith('CO');
  if (exact !== undefined && !edition.roundsConcentrations) return exactSubIndex(edition, points, exact);
  const used = edition.roundsConcentrations ? roundedUnits(pollutantIsCo, units, exact) : units;
  for (let index = 1; index < points.length; index++) {
    const high = points[index] ?? 0;
    if (used > high * UNITS_PER_ONE) continue;
    const low = points[index - 1] ?? 0;
    const from = INDEX_POINTS[index - 1] ?? 0;
    const rise = (INDEX_POINTS[index] ?? 0) - from;
    // Both operands are whole numbers below 2^53 and the quotient is below 500, so the double quotient is an
    // integer exactly when the true one is: rounding it up is exact.
    return from + Math.ceil((rise * (used - low * UNITS_PER_ONE)) / ((high - low) * UNITS_PER_ONE));
  }
  return aboveColumn(edition, points);
}

/** Rounds read units half to even as HJ 633-2026 4.2.2 asks. */
export function roundedUnits(isCo: boolean, units: number, exact?: Decimal): number {
  if (exact === undefined) return roundUnitsHalfEven(units, isCo ? UNITS_PER_ONE / 10 : UNITS_PER_ONE);
  const rounded = roundHalfEven(exact, isCo ? 1 : 0);
  return Number(rounded.units) * (isCo ? UNITS_PER_ONE / 10 : UNITS_PER_ONE);
}

function exactSubIndex(edition: AqiEdition, points: readonly number[], exact: Decimal): number | null {
  const scale = powerOfTen(exact.digits);
  for (let index = 1; index < points.length; index++) {
    const high = BigInt(points[index] ?? 0);
    if (exact.units > high * scale) continue;
    const low = BigInt(points[index - 1] ?? 0);
    const from = INDEX_POINTS[index - 1] ?? 0;
    const rise = BigInt((INDEX_POINTS[index] ?? 0) - from);
    const denominator = (high - low) * scale;
    return from + Number((rise * (exact.units - low * scale) + denominator - 1n) / denominator);
  }
  return aboveColumn(edition, points);
}

function aboveColumn(edition: AqiEdition, points: readonly number[]): number | null {
  const last = INDEX_POINTS[points.length - 1] ?? 0;
  // Above 500 the text defines nothing; the index range ends there (HJ 633-2026 4.1.1), so it is the cap.
  if (last === 500) return 500;
  return edition.aboveShortColumn === 'last sub-index' ? last : null;
}
