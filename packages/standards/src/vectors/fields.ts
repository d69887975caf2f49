import { formatDecimal } from '../decimal/decimal.ts';
import type { Rational } from '../decimal/rational.ts';
import { roundHalfEven } from '../rounding/half-even.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A field that must be there.
 * @throws TypeError naming the field.
 */
export function field(fields: Fields, name: string): unknown {
  const value = fields[name];
  if (value === undefined || value === null) throw new TypeError(`field "${name}" is absent`);
  return value;
}

/** A text field; TypeError otherwise. */
export function textField(fields: Fields, name: string): string {
  const value = field(fields, name);
  if (typeof value !== 'string') throw new TypeError(`field "${name}": expected text`);
  return value;
}

/** A number field (a number, or text that is one); TypeError otherwise. */
export function numberField(fields: Fields, name: string): number {
  const value = Number(field(fields, name));
  if (!Number.isFinite(value)) throw new TypeError(`field "${name}": expected a number`);
  return value;
}

/** A list field; TypeError otherwise. */
export function listField(fields: Fields, name: string): unknown[] {
  const value = field(fields, name);
  if (!Array.isArray(value)) throw new TypeError(`field "${name}": expected a list`);
  return value;
}

/** A fraction as decimal text: exact when it ends within 15 digits, else rounded there. */
export function rationalText(value: Rational): string {
  return formatDecimal(roundHalfEven(value, 15)).replace(/\.?0+$/, '');
}
