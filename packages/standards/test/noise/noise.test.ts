import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  correctForBackground,
  dayNightLevels,
  equivalentLevel,
  honkingRate,
  judgeConstructionNoise,
  judgeIndoorNoise,
  judgeIndustryNoise,
  judgeSocialLifeNoise,
  judgeZoneNoise,
  noiseGrade,
  noiseLevelText,
  percentileLevel,
  rationalToNumber,
  regionalNoise,
  roadNoise,
  zoneComplianceByPeriod,
} from '../../src/index.ts';

const level = fc.integer({ min: 200, max: 1200 }).map((tenths) => tenths / 10);

describe('levels', () => {
  it('sums energy over time', () => {
    expect(noiseLevelText(equivalentLevel([60, 60]))).toBe('60.0');
    expect(
      noiseLevelText(
        equivalentLevel([
          { level: 63, duration: 1 },
          { level: 60, duration: 1 },
        ]),
      ),
    ).toBe('61.8');
    expect(() => equivalentLevel([])).toThrow('at least one level');
    expect(() => equivalentLevel([50, Number.NaN])).toThrow('level 1');
  });

  it('lies between the lowest and the highest level, in any order', () => {
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 24 }), (levels) => {
        const found = equivalentLevel(levels);
        expect(found).toBeGreaterThanOrEqual(Math.min(...levels) - 1e-9);
        expect(found).toBeLessThanOrEqual(Math.max(...levels) + 1e-9);
        expect(equivalentLevel([...levels].reverse())).toBeCloseTo(found, 9);
      }),
    );
  });

  it('adds 10 dB to the night and says when hours are missing', () => {
    const day = Array(16).fill(55);
    expect(dayNightLevels(day, Array(8).fill(45))).toMatchObject({ complete: true });
    expect(dayNightLevels(day, Array(8).fill(45)).Ldn).toBeCloseTo(55, 9);
    expect(dayNightLevels(day, [45, null])).toMatchObject({ complete: false });
    expect(dayNightLevels([], [45])).toMatchObject({ Ld: null, Ldn: null });
    expect(() => dayNightLevels(Array(17).fill(50), [])).toThrow('found 17 and 0');
  });

  it('takes percentiles from the loud end', () => {
    const levels = [50, 40, 60, 30, 20, 10, 70, 80, 90, 100];
    expect([10, 50, 90].map((percent) => percentileLevel(levels, percent))).toEqual([100, 60, 20]);
    expect(() => percentileLevel(levels, 0)).toThrow('(0, 100]');
  });
});

describe('zones and emissions', () => {
  it.each([
    ['0', 50, 40],
    ['1', 55, 45],
    ['2', 60, 50],
    ['3', 65, 55],
    ['4a', 70, 55],
    ['4b', 70, 60],
  ] as const)('zone %s: %d by day, %d at night, inclusive', (zone, day, night) => {
    expect(judgeZoneNoise({ zone, period: 'day', leq: day }).ok).toBe(true);
    expect(judgeZoneNoise({ zone, period: 'day', leq: day + 0.1 })).toMatchObject({
      ok: false,
      reason: 'LEQ',
    });
    expect(judgeZoneNoise({ zone, period: 'night', leq: night, max: night + 15 }).ok).toBe(true);
    expect(judgeZoneNoise({ zone, period: 'night', leq: night, max: night + 15.1 }).reason).toBe('LMAX');
  });

  it('changes the edition of GB 12523 at midnight of 2026-01-01 in Asia/Shanghai', () => {
    const start = Date.parse('2026-01-01T00:00:00+08:00');
    const at = (time: number) => judgeConstructionNoise({ period: 'day', leq: 70, at: time }).edition;
    expect(at(start - 1)).toMatchObject({ id: 'GB 12523-2011', mark: 'verified' });
    expect(at(start)).toMatchObject({ id: 'GB 12523-2025', mark: 'recall' });
  });

  it('corrects a construction site for its background before judging', () => {
    const input = { period: 'day', leq: 71, background: 66 } as const;
    expect(judgeConstructionNoise(input)).toMatchObject({ ok: true, background: { correction: -2 } });
    expect(judgeConstructionNoise({ ...input, background: 69 })).toMatchObject({
      ok: null,
      state: 'invalid',
    });
    expect(judgeConstructionNoise({ period: 'day', leq: 61, inside: true }).ok).toBe(false);
  });

  it.each([
    [3, -3],
    [4, -2],
    [5, -2],
    [6, -1],
    [10, -1],
    [11, 0],
  ])('a difference of %d dB gives %d', (difference, correction) => {
    expect(correctForBackground(60 + difference, 60)).toMatchObject({ valid: true, difference, correction });
  });

  it('has no night rule for the maximum of social life noise', () => {
    const input = { zone: '2', period: 'night', leq: 50, max: 90 } as const;
    expect(judgeSocialLifeNoise(input).ok).toBe(true);
    expect(judgeIndustryNoise({ ...input, kind: 'occasional' }).ok).toBe(false);
  });

  it('judges octave bands inside', () => {
    const room = { standard: 'GB 12348', zone: '2', room: 'A', period: 'night', leq: 35 } as const;
    expect(judgeIndoorNoise({ ...room, octaves: [72, 55, 43, 35, 29] }).ok).toBe(true);
    expect(judgeIndoorNoise({ ...room, octaves: [72, 56, 43, 35, 29] })).toMatchObject({
      ok: false,
      octavesOver: [{ hz: 63, limit: 55 }],
    });
  });

  it('counts point-times day and night apart and leaves out what has no value', () => {
    const rate = zoneComplianceByPeriod([
      { zone: '2', period: 'day', leq: 59 },
      { zone: '2', period: 'day', leq: 61 },
      { zone: '2', period: 'day', leq: null },
      { zone: '2', period: 'night', leq: 'invalid' },
    ]);
    expect(rate.day).toMatchObject({ count: 1, of: 2, text: '50.00' });
    expect(rate.night.percent).toBeNull();
  });
});

describe('grades of HJ 640-2012', () => {
  it.each([
    ['regional', 'day', 55.04, '二级'],
    ['regional', 'day', 55.05, '二级'],
    ['regional', 'day', 55.06, '三级'],
    ['regional', 'night', 55.1, '五级'],
    ['road', 'day', 68, '一级'],
    ['road', 'night', 64.1, '五级'],
  ] as const)('%s %s %d: %s', (kind, period, value, grade) => {
    expect(noiseGrade(kind, period, value).grade).toBe(grade);
  });

  it('averages cells plainly and roads by length', () => {
    expect(regionalNoise([50, 56, null], 'day')).toMatchObject({ text: '53.0', used: 2, notUsed: 1 });
    const segments = [
      { km: 1, leq: 72 },
      { km: 3, leq: 68 },
      { km: 0, leq: 90 },
    ];
    expect(rationalToNumber(roadNoise(segments, 'day').mean)).toBe(69);
    expect(() => regionalNoise([null], 'day')).toThrow('no grid cell');
  });
});

describe('honking rate', () => {
  it('keeps both numerators', () => {
    const rate = honkingRate({ honks: 37, honkingVehicles: 30, passingVehicles: 1000 });
    expect([rate.byHonks.text, rate.byVehicles?.text]).toEqual(['3.70', '3.00']);
    expect(honkingRate({ honks: 0, passingVehicles: 0 }).byHonks.percent).toBeNull();
    expect(() => honkingRate({ honks: -1, passingVehicles: 3 })).toThrow('honks');
  });
});
