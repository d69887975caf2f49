import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, compare, DecimalError, decimal, formatDecimal, multiply } from '../src/decimal/decimal.ts';
import { mean, ratio, rationalToNumber } from '../src/decimal/rational.ts';
import {
  roundHalfEven,
  roundHalfEvenNumber,
  roundHalfEvenText,
  roundUpToInteger,
} from '../src/rounding/half-even.ts';

describe('decimal', () => {
  it.each([
    ['12.50', '12.50'],
    [' -0.250 ', '-0.250'],
    ['1e-3', '0.001'],
    ['1.5e2', '150'],
    [0.1, '0.1'],
    [1e21, '1000000000000000000000'],
    ['.5', '0.5'],
    ['7.', '7'],
  ])('reads %j as %s', (input, text) => expect(formatDecimal(decimal(input))).toBe(text));

  it.each(['', '.', 'abc', '1,5', '--1', Number.NaN, Infinity, '0x10'])('refuses %j', (input) =>
    expect(() => decimal(input)).toThrow(DecimalError),
  );

  it('adds and multiplies tenths without binary noise', () => {
    expect(formatDecimal(add(0.1, 0.2))).toBe('0.3');
    expect(formatDecimal(multiply('2.2', '25'))).toBe('55.0');
    expect(compare('1.0', 1)).toBe(0);
  });

  it('keeps the denominator of a long sum of decimals small', () => {
    const samples = Array.from({ length: 3000 }, (_, index) => ['0.05', '0.001', '1.2'][index % 3] ?? '0');
    expect(mean(samples)).toEqual({ numerator: 1_251_000n, denominator: 3_000_000n });
  });

  it('keeps means of thirds exact', () => {
    expect(mean(['1', '1', '2'])).toEqual({ numerator: 4n, denominator: 3n });
    expect(rationalToNumber(ratio(4, 3))).toBeCloseTo(4 / 3, 15);
  });
});

describe('GB/T 8170 half-even rounding', () => {
  it.each([
    ['2.5', 0, '2'],
    ['3.5', 0, '4'],
    ['-2.5', 0, '-2'],
    ['0.835', 2, '0.84'],
    ['0.825', 2, '0.82'],
    ['0.95', 1, '1.0'],
    ['0.85', 1, '0.8'],
    ['60.5001', 0, '61'],
    ['15.4546', 0, '15'],
    ['1250', -2, '1200'],
    ['1350', -2, '1400'],
    [1.745, 2, '1.74'],
  ])('rounds %s to %i digits: %s', (value, digits, expected) =>
    expect(roundHalfEvenText(value, digits)).toBe(expected),
  );

  it('agrees with an exact rational check: nearest, and even on a tie', () => {
    const text = fc.tuple(
      fc.bigInt(-(10n ** 9n), 10n ** 9n),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 5 }),
    );
    fc.assert(
      fc.property(text, ([units, digits, keep]) => {
        const rounded = roundHalfEven({ units, digits }, keep).units;
        // Compare |units/10^digits − rounded/10^keep| with half a unit, on whole numbers.
        const distance = units * 10n ** BigInt(keep) - rounded * 10n ** BigInt(digits);
        const twice = 2n * (distance < 0n ? -distance : distance);
        const one = 10n ** BigInt(digits);
        expect(twice <= one).toBe(true);
        if (twice === one) expect(rounded % 2n).toBe(0n);
      }),
    );
  });

  it('gives the same for plain numbers on the fast way', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2_000_000, max: 2_000_000 }),
        fc.integer({ min: 0, max: 3 }),
        (units, digits) => {
          const value = units / 1000;
          expect(roundHalfEvenNumber(value, digits)).toBe(Number(roundHalfEvenText(value, digits)));
        },
      ),
    );
  });

  it('rounds sub-indices up, whole ones not', () => {
    expect(roundUpToInteger('56.25')).toBe(57n);
    expect(roundUpToInteger('57.00')).toBe(57n);
    expect(roundUpToInteger(ratio(1, 3))).toBe(1n);
    expect(roundUpToInteger('-0.5')).toBe(0n);
  });
});
