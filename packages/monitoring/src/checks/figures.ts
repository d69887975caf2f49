import { type RationalInput, rational, roundHalfEvenText } from '@huanzhi/standards';

/** Digits after the point that a number was written with, at most four. */
function digitsOf(value: number): number {
  const [, fraction = ''] = String(value).split('.');
  return Math.min(fraction.replace(/e.*$/, '').length, 4);
}

/** Digits that the figures of an explanation get: those of the most exact value. */
export function commonDigits(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, digitsOf(value)), 0);
}

/** A figure with its digits and the true minus sign. */
export function figureText(value: RationalInput, digits: number): string {
  return roundHalfEvenText(value, digits).replace('-', '−');
}

/** A figure as it was given. */
export function plainText(value: number): string {
  return String(value).replace('-', '−');
}

/** A threshold or bound: its own digits, never fewer than the values have. */
export function boundText(value: RationalInput, digits: number): string {
  const { numerator, denominator } = rational(value);
  let own = 0;
  while (own < 4 && (numerator * 10n ** BigInt(own)) % denominator !== 0n) own += 1;
  return figureText(value, Math.max(own, digits));
}

/** `05–07` or `14` of hours of a day. */
export function hoursText(from: number, to: number): string {
  const two = (hour: number) => String(hour).padStart(2, '0');
  return from === to ? two(from) : `${two(from)}–${two(to)}`;
}
