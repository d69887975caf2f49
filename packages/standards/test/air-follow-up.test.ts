import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  affordableExceedanceDays,
  airTrend,
  goodDays,
  meanHeadroom,
  percentile,
  periodMean,
  pollutedDayHeadroom,
  type Rational,
  rationalToNumber,
  roundHalfEvenText,
  WARNING_PLAN_2018,
  WARNING_PLAN_2024,
  WARNING_PLAN_SHANGHAI_2014,
  warningLevel,
} from '../src/index.ts';

const text = (value: Rational | null | string, digits = 3) =>
  value === null || typeof value === 'string' ? value : roundHalfEvenText(value, digits);

describe('good days, trend', () => {
  it('counts days by level and keeps one digit', () => {
    expect(goodDays([40, 80, 101, 201, 301, null, 100])).toMatchObject({
      validDays: 6,
      goodDays: 3,
      heavyDays: 2,
      daysByLevel: [1, 2, 1, 0, 1, 1],
      percent: '50.0',
    });
    expect(goodDays([null])).toMatchObject({ percent: null, exact: null });
  });

  it('finds a significant fall and says nothing below five years', () => {
    expect(airTrend([50, 45, 40, 36, 30])).toMatchObject({ rs: -1, significant: true, direction: 'falling' });
    expect(airTrend([50, 45, 40, 36])).toMatchObject({ rs: null, direction: null });
  });
});

describe('heavy-pollution warning', () => {
  it.each([
    [[120, 140, 150], null],
    [[151, 151], 'yellow'],
    [[201], 'yellow'],
    [[151, 151, 151], 'orange'],
    [[201, 201], 'orange'],
    [[210, 300, 220], 'orange'],
    [[210, 301, 220], 'red'],
    [[210, 301, null, 220], 'orange'],
    [[301], 'yellow'],
  ])('2024 guidance on %j: %s', (series, colour) =>
    expect(warningLevel(series, WARNING_PLAN_2024).colour).toBe(colour),
  );

  it.each([
    [WARNING_PLAN_2018, [201, 201], 'yellow'],
    [WARNING_PLAN_2018, [201, 301, 301, 201], 'red'],
    [WARNING_PLAN_2018, [500], 'red'],
    [WARNING_PLAN_SHANGHAI_2014, [201], 'blue'],
    [WARNING_PLAN_SHANGHAI_2014, [301], 'orange'],
    [WARNING_PLAN_SHANGHAI_2014, [451], 'red'],
  ])('$id on %j: %s', (plan, series, colour) => expect(warningLevel(series, plan).colour).toBe(colour));

  it('merges short gaps, reads hourly series, withholds ozone and takes edited plans', () => {
    expect(warningLevel([201, 150, 201], WARNING_PLAN_2024).colour).toBe('yellow');
    expect(warningLevel([201, 150, 201], WARNING_PLAN_2024, { mergeGapHours: 24 }).colour).toBe('orange');
    const hours = new Array(25).fill(201);
    expect(warningLevel(hours.slice(0, 24), WARNING_PLAN_2024, { stepHours: 1 }).colour).toBe('yellow');
    expect(warningLevel(hours, WARNING_PLAN_2024, { stepHours: 1 })).toMatchObject({
      colour: 'orange',
      fromIndex: 0,
      toIndex: 24,
    });
    expect(warningLevel([201, 201], WARNING_PLAN_2024, { ozoneDominated: true })).toMatchObject({
      colour: null,
      withheld: expect.stringContaining('ozone'),
    });
    const own = {
      ...WARNING_PLAN_2024,
      id: 'district',
      levels: [{ colour: 'blue' as const, anyOf: [[{ above: 100, hours: 24 }]] }],
    };
    expect(warningLevel([101], own)).toMatchObject({ colour: 'blue', plan: { id: 'district' } });
  });
});

describe('headroom', () => {
  it('gives the mean that the rest of the year may have', () => {
    const soFar = new Array(300).fill(32);
    const headroom = meanHeadroom({ soFar, remainingDays: 65, target: 30 });
    expect([headroom.state, text(headroom.restMean), text(headroom.comingWeek)]).toEqual([
      'attainable',
      '20.769',
      '20.769',
    ]);
    expect(meanHeadroom({ soFar: new Array(300).fill(40), remainingDays: 65, target: 30 })).toMatchObject({
      state: 'unattainable',
      restMean: null,
    });
    expect(meanHeadroom({ soFar: [30], remainingDays: 0, target: 30 }).state).toBe('met');
    expect(text(meanHeadroom({ soFar: [], remainingDays: 10, target: 30 }).restMean)).toBe('30.000');
    expect(() => meanHeadroom({ soFar, remainingDays: -1, target: 30 })).toThrow(RangeError);
  });

  it('gives the coming week its share of the season', () => {
    const expected = [...new Array(7).fill(60), ...new Array(7).fill(30)];
    const { comingWeek, restMean } = meanHeadroom({ soFar: [36], remainingDays: 14, target: 36, expected });
    expect([text(restMean), text(comingWeek)]).toEqual(['36.000', '48.000']);
    expect(() => meanHeadroom({ soFar: [], remainingDays: 3, target: 30, expected })).toThrow(
      /3 expected values, found 14/,
    );
  });

  it('meets the target exactly when the rest has the allowed mean', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(80), { maxLength: 200 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 20, max: 60 }),
        (soFar, remainingDays, target) => {
          const { restMean } = meanHeadroom({ soFar, remainingDays, target });
          fc.pre(restMean !== null);
          const year = [...soFar, ...new Array<Rational>(remainingDays).fill(restMean as Rational)];
          expect(text(periodMean(year), 9)).toBe(target.toFixed(9));
        },
      ),
    );
  });

  it('counts polluted days that are still affordable', () => {
    const soFar = [...new Array(20).fill(120), ...new Array(200).fill(80), null];
    expect(pollutedDayHeadroom(soFar, 145, '85')).toMatchObject({
      state: 'attainable',
      allowed: 54,
      affordable: 34,
      pollutedSoFar: 20,
    });
    expect(text(pollutedDayHeadroom(soFar, 145, '85').comingWeek)).toBe('1.641');
    expect(pollutedDayHeadroom(soFar, 10, '95')).toMatchObject({ state: 'unattainable', affordable: 0 });
  });

  it('agrees with the percentile on how many days may exceed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 366 }), fc.constantFrom(90, 95, 98), (days, p) => {
        const allowed = affordableExceedanceDays(days, p);
        const year = (high: number) => Array.from({ length: days }, (_, day) => (day < high ? 200 : 160));
        const at = (high: number) => rationalToNumber(percentile(year(high), p) as Rational);
        expect(at(allowed)).toBe(160);
        if (allowed < days) expect(at(allowed + 1)).toBeGreaterThan(160);
      }),
    );
    expect([90, 95, 98].map((p) => affordableExceedanceDays(365, p))).toEqual([36, 18, 7]);
  });
});
