import { type Decimal, DecimalError, decimal, powerOfTen } from '../decimal/decimal.ts';
import type { AbsentState, Reading } from '../result.ts';
import {
  type ConcentrationProblem,
  concentrationProblem,
  PLAUSIBLE_MAXIMUM,
  type Pollutant,
} from './pollutants.ts';

/**
 * Concentrations in tight loops are whole numbers of 0.0001 unit: exact in a double up to 10^11 µg/m³.
 * Values with more digits take the exact decimal way.
 */
export const UNITS_PER_ONE = 10_000;
const UNIT_DIGITS = 4;

/** A concentration ready for the sub-index. */
export type ReadConcentration =
  | { readonly state: 'value'; readonly units: number; readonly exact?: Decimal }
  | { readonly state: AbsentState; readonly problem?: ConcentrationProblem };

const MISSING: ReadConcentration = { state: 'missing' };
const INVALID: ReadConcentration = { state: 'invalid' };
const NOT_MONITORED: ReadConcentration = { state: 'not-monitored' };

/**
 * Whole units of a plain non-negative reading, or undefined when it has more than four digits, is no number,
 * or is out of range: the caller then reads it exactly.
 */
export function plainUnits(reading: Reading): number | undefined {
  if (typeof reading === 'string') return textUnits(reading);
  if (typeof reading !== 'number') return undefined;
  const units = Math.round(reading * UNITS_PER_ONE);
  // A double with up to four digits is the one nearest to units / 10000, so equality is an exact test.
  return units >= 0 && units / UNITS_PER_ONE === reading ? units : undefined;
}

function textUnits(text: string): number | undefined {
  let units = 0;
  let fraction = -1;
  const { length } = text;
  if (length === 0 || length > 12) return undefined;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code === 46 && fraction < 0) {
      fraction = 0;
    } else if (code >= 48 && code <= 57 && fraction < UNIT_DIGITS) {
      units = units * 10 + (code - 48);
      if (fraction >= 0) fraction++;
    } else {
      return undefined;
    }
  }
  if (fraction === 0 || (length === 1 && fraction >= 0)) return undefined;
  return units * 10 ** (UNIT_DIGITS - Math.max(fraction, 0));
}

/** Reads a concentration of a pollutant: its units, or the state and fault for which there is none. */
export function readConcentration(pollutant: Pollutant, reading: Reading): ReadConcentration {
  const units = plainUnits(reading);
  if (units !== undefined && units <= PLAUSIBLE_MAXIMUM[pollutant] * UNITS_PER_ONE)
    return { state: 'value', units };
  return readExactly(pollutant, reading);
}

function readExactly(pollutant: Pollutant, reading: Reading): ReadConcentration {
  if (reading === null || reading === undefined || reading === 'missing') return MISSING;
  if (reading === 'invalid') return INVALID;
  if (reading === 'not-monitored') return NOT_MONITORED;
  const exact = decimalOrUndefined(reading);
  if (exact === undefined) {
    const message = `expected a number, found ${JSON.stringify(String(reading))}`;
    return { state: 'invalid', problem: { pollutant, reason: 'not a number', message } };
  }
  const problem = concentrationProblem(pollutant, exact);
  if (problem !== undefined) return { state: 'invalid', problem };
  return { state: 'value', ...unitsOf(exact) };
}

function decimalOrUndefined(reading: string | number | Decimal): Decimal | undefined {
  try {
    return decimal(reading);
  } catch (error) {
    if (error instanceof DecimalError) return undefined;
    throw error;
  }
}

function unitsOf(exact: Decimal): { units: number; exact?: Decimal } {
  if (exact.digits <= UNIT_DIGITS) {
    return { units: Number(exact.units * powerOfTen(UNIT_DIGITS - exact.digits)) };
  }
  return { units: Number.NaN, exact };
}

/** Units as plain text, for example 14000 → `"1.4"`. */
export function unitsText(units: number): string {
  return String(units / UNITS_PER_ONE);
}

/** Rounds whole units half to even to a multiple of `step` units. */
export function roundUnitsHalfEven(units: number, step: number): number {
  const quotient = Math.floor(units / step);
  const twice = (units - quotient * step) * 2;
  const up = twice > step || (twice === step && quotient % 2 === 1);
  return (up ? quotient + 1 : quotient) * step;
}
