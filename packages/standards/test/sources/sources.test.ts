import { describe, expect, it } from 'vitest';
import {
  belowDetectionValue,
  checkInstrument,
  filledDailyLoad,
  flowWeightedMean,
  gasDayValid,
  gasHourValid,
  judgeDustDay,
  judgeGasMean,
  judgeWaterMean,
  judgeWaterPh,
  markEffect,
  markInTime,
  rationalToNumber,
  SHANGHAI_DUST,
  transmissionEffectiveRate,
  waterDayValid,
} from '../../src/index.ts';

describe('validity', () => {
  it.each([
    [gasHourValid(45), true],
    [gasHourValid(44), false],
    [gasDayValid(15, 20), true],
    [gasDayValid(14, 20), false],
    [gasDayValid(0, 0), false],
    [waterDayValid(3, 4), true],
  ])('%j', (result, valid) => {
    expect(result.valid).toBe(valid);
  });

  it('weights by flow and leaves out zero flow and missing values', () => {
    const samples = [
      { c: 40, q: 10 },
      { c: 60, q: 30 },
      { c: 900, q: 0 },
      { c: null, q: 10 },
    ];
    expect(flowWeightedMean(samples, 4)).toMatchObject({
      mean: null,
      leftOut: 2,
      validity: { valid: false },
    });
    expect(rationalToNumber(flowWeightedMean(samples, 2).mean ?? 0)).toBe(55);
  });

  it('fills a load with the largest of the last thirty days', () => {
    const loads = [99, ...Array.from({ length: 30 }, (_, index) => index)];
    expect(rationalToNumber(filledDailyLoad(loads).load ?? 0)).toBe(29);
    expect(filledDailyLoad([]).load).toBeNull();
  });

  it('keeps truly low readings at the listed figure', () => {
    expect(rationalToNumber(belowDetectionValue('NH3N') ?? 0)).toBe(0.01);
    expect(belowDetectionValue('Pb')).toBeNull();
  });

  it.each([
    ['CODCr', 25, 30, true],
    ['CODCr', 25, 30.1, false],
    ['CODCr', 50, 65, true],
    ['CODCr', 100, 115.1, false],
    ['pH', 7, 7.5, true],
  ])('%s true %d read %d: %s', (item, truth, reading, passed) => {
    expect(checkInstrument(item, truth, reading)?.passed).toBe(passed);
  });
});

describe('marks and exceedance', () => {
  const hour = { value: 51, limit: 50, period: 'hour' } as const;

  it('judges gas by the hour, incinerators by the day', () => {
    expect(judgeGasMean(hour).outcome).toBe('exceeds');
    expect(judgeGasMean({ ...hour, value: 50 }).outcome).toBe('within');
    expect(judgeGasMean({ ...hour, incinerator: true }).outcome).toBe('warning');
    expect(judgeGasMean({ ...hour, period: 'day', incinerator: true }).outcome).toBe('exceeds');
  });

  it('judges water by the day; an hour only warns', () => {
    expect(judgeWaterMean(hour)).toMatchObject({ outcome: 'warning', usedForJudgement: false });
    expect(judgeWaterMean({ ...hour, period: 'day' }).outcome).toBe('exceeds');
    expect(judgeWaterMean({ ...hour, period: 'day', valid: false }).outcome).toBe('not judged');
    expect(judgeWaterMean({ ...hour, value: null })).toMatchObject({
      outcome: 'not judged',
      state: 'missing',
    });
    expect(judgeWaterPh(9.01, { low: 6, high: 9 }).outcome).toBe('exceeds');
  });

  it.each([
    [null, true],
    [{ mark: '维护' }, false],
    [{ mark: '启炉', withinLimitTime: true }, false],
    [{ mark: '启炉', withinLimitTime: false }, true],
    [{ mark: '启炉', withinLimitTime: true, treatmentRan: false }, true],
    [{ mark: '午休' }, true],
  ])('%j: used %s', (mark, used) => {
    expect(markEffect(mark).usedForJudgement).toBe(used);
  });

  it('closes manual marks at 12:00 of the next day', () => {
    expect(markInTime('2026-03-01T05:00', '2026-03-02T12:00')).toBe(true);
    expect(markInTime('2026-03-01T23:00', '2026-03-02T12:00:01')).toBe(false);
  });
});

describe('transmission-effective rate', () => {
  it('multiplies both rates, exactly', () => {
    expect(transmissionEffectiveRate({ due: 720, received: 700, valid: 648 })).toMatchObject({
      text: '90.00',
      meets: true,
    });
    expect(transmissionEffectiveRate({ due: 720, received: 0, valid: 0 })).toMatchObject({
      text: '0.00',
      meets: false,
    });
    expect(transmissionEffectiveRate({ due: 0, received: 0, valid: 0 }).percent).toBeNull();
    expect(() => transmissionEffectiveRate({ due: 1, received: 2, valid: 2 })).toThrow(
      'valid <= received <= due',
    );
  });
});

describe('construction dust', () => {
  it('counts means above each limit; at the limit is not above', () => {
    const quiet = Array(90).fill('1.0');
    expect(judgeDustDay([...quiet, 1.1, 1.1, 1.1, 1.1, 1.1, 2.1])).toMatchObject({
      compliant: true,
      due: 96,
    });
    expect(judgeDustDay([...quiet, 2.1, 2.1]).broken).toEqual(['2.0']);
    expect(judgeDustDay(Array(7).fill('1.01')).broken).toEqual(['1.0']);
  });

  it('takes averaging time and limits from the rule', () => {
    const rule = { ...SHANGHAI_DUST, averagingMinutes: 60, limits: [{ limit: 80, maxExceedancesPerDay: 2 }] };
    expect(judgeDustDay([81, 81, null], rule)).toMatchObject({ compliant: true, due: 24, used: 2 });
    expect(judgeDustDay([81, 81, 81], rule).compliant).toBe(false);
  });
});
