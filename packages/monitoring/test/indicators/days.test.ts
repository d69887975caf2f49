import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../src/hours/index.ts';
import {
  type DayFamily,
  evaluateDays,
  type Indicator,
  indicators,
  judgeDayYear,
  type Outlook,
  requirementOf,
} from '../../src/indicators/index.ts';

type DayIndicator = Indicator & { of: DayFamily };
const named = (key: string) => indicators.find((one) => one.key === key) as DayIndicator;
const pm25 = named('air.pm25.mean');
const goodDays = named('air.good-days');
const heavy = named('air.heavy-days');
const ozone = named('air.o3.p90');

/** A year with one value a day, as a function of the day. */
const yearOf = (year: number, value: (day: string, index: number) => string | null, until = '12-31') =>
  daysBetween(`${year}-01-01`, `${year}-${until}`).map((day, index) => ({ day, value: value(day, index) }));

function outlook(
  indicator: DayIndicator,
  input: Parameters<typeof evaluateDays>[1],
  target: { comparator: string; value: string },
  last = true,
): { figures: ReturnType<typeof evaluateDays>; outlook: Outlook } {
  const figures = evaluateDays(indicator.of, input);
  const requirement = requirementOf({ ...target, value2: null }, indicator.direction);
  if (requirement === null) throw new Error('no requirement');
  return { figures, outlook: judgeDayYear(indicator, figures, requirement, last) };
}
const atMost = (value: string) => ({ comparator: '<=', value });
const atLeast = (value: string) => ({ comparator: '>=', value });

describe('annual mean', () => {
  const past = [2022, 2023, 2024].map((year, index) => ({
    year,
    days: yearOf(year, (day) => (day.slice(5) > '11-19' ? String(34 + index * 2) : '28')),
  }));

  it('says what the rest may be, what past years brought and where that leads', () => {
    const days = yearOf(2025, () => '29', '11-19');
    const { figures, outlook: found } = outlook(
      pm25,
      { year: 2025, through: '2025-11-30', days, past },
      atMost('30'),
    );
    // (30 · 365 − 29 · 323) / 42 = 37.69…, never rounded up
    expect(found.headroom).toEqual({
      kind: 'mean',
      remaining: 42,
      restMean: '37.6',
      samePeriod: { value: '36.0', low: '34.0', high: '38.0' },
    });
    expect(found.projected).toEqual({ value: '29.8', low: '29.6', high: '30.0' });
    expect(figures.projection).toMatchObject({
      method: 'same-period',
      years: [2022, 2023, 2024],
      from: '2025-11-20',
    });
    expect([figures.asOf, figures.value, figures.numerator, figures.denominator]).toEqual([
      '2025-11-19',
      '29',
      '9367.0',
      '323',
    ]);
    expect(found.status).toBe('on-course');
    expect(found.reason.zh).toBe(
      '余下 42 天日均不能高于 37.6，近三年同期 36.0（34.0–38.0），照此全年 29.8（29.6–30.0），比要求低 0.2',
    );
    expect(found.short?.zh).toBe('日均 ≤ 37.6');
  });

  it('goes on as so far when no past year is stored, and says so', () => {
    const days = yearOf(2025, () => '31', '10-31');
    const { figures, outlook: found } = outlook(
      pm25,
      { year: 2025, through: '2025-10-31', days, past: [] },
      atMost('30'),
    );
    expect(figures.projection).toMatchObject({ method: 'running', years: [] });
    expect(found.status).toBe('at-risk');
    expect(found.projected?.value).toBe('31.0');
    expect(found.reason.zh).toContain('没有往年同期，按今年至今推算全年 31.0');
  });

  it('does not compare with a past year that lacks its autumn', () => {
    const partly = [{ year: 2024, days: yearOf(2024, () => '20', '11-15') }];
    const { figures } = outlook(
      pm25,
      { year: 2025, through: '2025-10-31', days: yearOf(2025, () => '29', '10-31'), past: partly },
      atMost('30'),
    );
    expect(figures.projection?.method).toBe('running');
  });

  it('judges the printed value: 35.4 prints as 35 by HJ 663-2013, as 35.4 from 2026 on', () => {
    for (const [year, value, status] of [
      [2019, '35', 'met'],
      [2026, '35.4', 'missed'],
    ] as const) {
      const days = yearOf(year, () => '35.4');
      const { figures, outlook: found } = outlook(
        pm25,
        { year, through: `${year}-12-31`, days, past: [] },
        atMost('35'),
      );
      expect([figures.value, found.status]).toEqual([value, status]);
    }
  });

  it('has its light with 324 days, and says which month lacks days', () => {
    const days = yearOf(2024, (day) => (day.startsWith('2024-06') && day > '2024-06-20' ? null : '20'));
    const { outlook: found } = outlook(
      pm25,
      { year: 2024, through: '2024-12-31', days, past: [] },
      atMost('35'),
    );
    expect(found.status).toBe('met');
    expect(found.reason.zh).toContain('6 月有效天数少于 GB 3095 的要求');
  });

  it('has no status with fewer than 324 days', () => {
    const days = yearOf(2025, (_, index) => (index < 323 ? '20' : null));
    const { figures, outlook: found } = outlook(
      pm25,
      { year: 2025, through: '2025-12-31', days, past: [] },
      atMost('35'),
    );
    expect(found.status).toBe('none');
    expect(figures.enough.rule.zh).toBe('全年有效 323 天，至少要 324 天');
    expect(found.reason.zh).toContain('暂不能判定');
  });

  it('has no status on the first days of a year, and on the day it has enough', () => {
    const upTo = (until: string) =>
      outlook(
        pm25,
        { year: 2025, through: `2025-${until}`, days: yearOf(2025, () => '40', until), past: [] },
        atMost('35'),
      ).outlook.status;
    expect([upTo('01-26'), upTo('01-27')]).toEqual(['none', 'at-risk']);
  });

  it('is out of reach when even clean air would not do', () => {
    const days = yearOf(2025, () => '40', '12-20');
    const { outlook: found } = outlook(
      pm25,
      { year: 2025, through: '2025-12-20', days, past: [] },
      atMost('35'),
    );
    expect(found.status).toBe('missed');
    expect(found.reason.zh).toContain('再低也降不到 35');
  });

  it('an earlier year that fits must be kept until the deadline', () => {
    const { outlook: found } = outlook(
      pm25,
      { year: 2024, through: '2024-12-31', days: yearOf(2024, () => '20'), past: [] },
      atMost('35'),
      false,
    );
    expect([found.status, found.open]).toEqual(['on-course', true]);
    expect(found.reason.zh).toContain('须保持到期限');
  });

  it('the rest at its headroom meets the target, a tenth more does not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 40, maxLength: 360 }),
        fc.integer({ min: 15, max: 60 }),
        (values, target) => {
          const until = addDays('2026-01-01', values.length - 1);
          const days = yearOf(2026, (_, index) => String(values[index]), until.slice(5));
          const { outlook: found } = outlook(
            pm25,
            { year: 2026, through: until, days, past: [] },
            atMost(String(target)),
          );
          if (found.headroom?.kind !== 'mean' || found.headroom.restMean === null) return;
          const sum = values.reduce((total, value) => total + value, 0);
          const { restMean, remaining } = found.headroom;
          const end = (rest: number) => (sum + rest * remaining) / (values.length + remaining);
          expect(end(Number(restMean))).toBeLessThanOrEqual(target + 1e-9);
          expect(end(Number(restMean) + 0.1)).toBeGreaterThan(target - 1e-9);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('days', () => {
  const polluted =
    (count: number, bad = '120') =>
    (_: string, index: number) =>
      index < count ? bad : '60';

  it('counts the polluted days that are left for a share of good days', () => {
    const past = [{ year: 2024, days: yearOf(2024, (day) => (day > '2024-12-20' ? '130' : '50')) }];
    const { figures, outlook: found } = outlook(
      goodDays,
      { year: 2025, through: '2025-11-19', days: yearOf(2025, polluted(49), '11-19'), past },
      atLeast('85'),
    );
    // ⌊15 % · 365⌋ = 54
    expect(found.headroom).toEqual({
      kind: 'days',
      remaining: 42,
      allowed: 54,
      used: 49,
      left: 5,
      samePeriod: { value: '11.0', low: '11.0', high: '11.0' },
    });
    expect([figures.value, figures.numerator, figures.denominator]).toEqual(['84.8', '274', '323']);
    expect(found.projected?.value).toBe('83.6');
    expect(found.status).toBe('at-risk');
    expect(found.headline.zh).toBe('余下 42 天最多再有 5 个污染日');
    expect(found.reason.zh).toContain('2024 年同期 11.0 天');
  });

  it('is met before the end when no bad day can take it away', () => {
    const { outlook: found } = outlook(
      goodDays,
      { year: 2025, through: '2025-12-29', days: yearOf(2025, polluted(10), '12-29'), past: [] },
      atLeast('85'),
    );
    expect([found.status, found.short?.zh]).toEqual(['met', '再有 ≤ 2 天']);
  });

  it('about 85 % is reached from 80.75 % on', () => {
    const share = (bad: number) =>
      outlook(
        goodDays,
        { year: 2025, through: '2025-12-31', days: yearOf(2025, polluted(bad)), past: [] },
        { comparator: '~', value: '85' },
      ).outlook.status;
    expect([share(70), share(71)]).toEqual(['met', 'missed']);
  });

  it('days without an index count nowhere', () => {
    const days = yearOf(2025, (_, index) => (index % 30 === 0 ? null : index < 40 ? '150' : '60'));
    const { figures } = outlook(
      goodDays,
      { year: 2025, through: '2025-12-31', days, past: [] },
      atLeast('85'),
    );
    expect([figures.numerator, figures.denominator]).toEqual(['314', '352']);
  });

  it('one heavy day more than allowed is a miss for ever', () => {
    const one = outlook(
      heavy,
      { year: 2025, through: '2025-03-31', days: yearOf(2025, polluted(2, '210'), '03-31'), past: [] },
      atMost('1'),
    );
    expect(one.outlook.status).toBe('missed');
    expect(one.outlook.reason.zh).toContain('超过全年最多的 1 天');
  });

  it('the percentile of ozone leaves 36 days above the limit in a whole year', () => {
    const days = yearOf(2025, (_, index) => (index < 20 ? '170' : '100'), '08-31');
    const { outlook: found } = outlook(
      ozone,
      { year: 2025, through: '2025-08-31', days, past: [] },
      atMost('160'),
    );
    expect(found.headroom).toMatchObject({ kind: 'days', allowed: 36, used: 20, left: 16 });
  });
});

describe('what a target asks', () => {
  it.each([
    [{ comparator: '<=', value: '35', value2: null }, 'low', { side: 'max', limit: '35' }],
    [{ comparator: '~', value: '35', value2: null }, 'low', { side: 'max', limit: '36.75' }],
    [{ comparator: '=', value: '100', value2: null }, 'high', { side: 'min', limit: '100' }],
    [{ comparator: 'between', value: '30', value2: '33' }, 'low', { side: 'max', limit: '33' }],
    [{ comparator: 'between', value: '80', value2: '85' }, 'high', { side: 'min', limit: '80' }],
  ] as const)('%o of an indicator where %s is better', (target, direction, expected) => {
    expect(requirementOf(target, direction)).toMatchObject(expected);
  });

  it.each([
    [{ comparator: '>=', value: '35', value2: null }, 'low'],
    [{ comparator: '<=', value: '85', value2: null }, 'high'],
    [{ comparator: '>=', value: 'Ⅲ', value2: null }, 'high'],
    [{ comparator: 'qualitative', value: null, value2: null }, 'low'],
  ] as const)('%o asks nothing of an indicator where %s is better', (target, direction) => {
    expect(requirementOf(target, direction)).toBeNull();
  });
});
