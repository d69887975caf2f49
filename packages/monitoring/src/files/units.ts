import { factor } from '@huanzhi/standards';
import { unitFactor } from '../units/units.ts';

/**
 * The power of ten by which a number in one unit is multiplied to be in another.
 * @returns null when the units measure different things, or no power of ten lies between them
 */
export function powerBetween(from: string, to: string): number | null {
  const by = unitFactor(from, to);
  if (by === null) return null;
  return wholePower(by.times, by.over) ?? negated(wholePower(by.over, by.times));
}

/** n where `above / below` is 10ⁿ and n is 0 or more. */
function wholePower(above: bigint, below: bigint): number | null {
  if (above % below !== 0n) return null;
  const text = String(above / below);
  return /^10*$/.test(text) ? text.length - 1 : null;
}

const negated = (power: number | null): number | null => (power === null ? null : -power);

/** A decimal text times a power of ten, rounded once: `0.056` and 3 give 56, not 56.00000000000001. */
export function shifted(text: string, power: number): number {
  const [digits = '', exponent = '0'] = text.toLowerCase().split('e');
  return Number(`${digits}e${Number(exponent) + power}`);
}

/** Where a value was measured: outside air and waters, or in the stack or pipe of an enterprise. */
export type MeasuredPlace = 'ambient' | 'outlet';

/** Particulates and gases of outside air; the rest of the `a` codes are weather and flue conditions. */
const concentration = /^a(05|2\d|3[014])\d{3}$/;

/**
 * The unit in which values of a factor are published where no unit is printed: outside air µg/m³ with CO in mg/m³
 * (GB 3095), stacks mg/m³, else the unit of HJ 212-2017.
 * @returns null for an unknown factor
 */
export function usualUnit(code: string, place: MeasuredPlace): string | null {
  const entry = factor(code);
  if (entry === null) return null;
  if (!concentration.test(entry.code)) return entry.unit;
  return place === 'outlet' || entry.code === 'a21005' ? 'mg/m³' : 'µg/m³';
}
