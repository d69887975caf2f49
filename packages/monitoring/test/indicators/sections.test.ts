import type { WaterClass } from '@huanzhi/standards';
import { describe, expect, it } from 'vitest';
import {
  evaluateSections,
  indicators,
  itemOutlooks,
  judgeSectionsYear,
  type MonthMeans,
  requirementOf,
  type SectionInput,
} from '../../src/indicators/index.ts';

const indicator = (key: string) => {
  const found = indicators.find((one) => one.key === key);
  if (found === undefined) throw new Error(key);
  return found;
};
const months = (
  year: number,
  count: number,
  ammonia: (month: number) => string | null,
): [string, MonthMeans][] =>
  Array.from({ length: count }, (_, index) => {
    const value = ammonia(index + 1);
    return [`${year}-${String(index + 1).padStart(2, '0')}`, value === null ? {} : { NH3N: value, DO: '6' }];
  });
const section = (
  siteId: number,
  ammonia: (month: number) => string | null,
  more: { target?: WaterClass | null; past?: [string, MonthMeans][]; count?: number } = {},
): SectionInput => ({
  siteId,
  name: `断面${siteId}`,
  water: 'river',
  target: more.target === undefined ? 'III' : more.target,
  months: new Map([...months(2020, more.count ?? 12, ammonia), ...(more.past ?? [])]),
});

function judged(key: string, sections: SectionInput[], through: string, value: string, past: number[] = []) {
  const of = indicator(key);
  if (of.of.family !== 'sections') throw new Error(key);
  const figures = evaluateSections(of.of.measure, { year: 2020, through, sections, past });
  const requirement = requirementOf(
    { comparator: of.direction === 'low' ? '<=' : '>=', value, value2: null },
    of.direction,
  );
  if (requirement === null) throw new Error('no requirement');
  return { figures, outlook: judgeSectionsYear(of, figures, requirement, true) };
}

describe('sections of a year', () => {
  // The mean of the months decides, not the last month: (0.8 · 6 + 1.4 · 4) / 10 = 1.04 is Ⅳ.
  const fine = (id: number) => section(id, () => '0.6', { count: 10 });
  const poor = (id: number) => section(id, (month) => (month <= 6 ? '0.8' : '1.4'), { count: 10 });

  it('counts by the class of the mean of the months that are over', () => {
    const { figures, outlook } = judged(
      'water.good',
      [fine(1), fine(2), fine(3), fine(4), poor(5)],
      '2020-11-15',
      '80',
    );
    expect([figures.value, figures.numerator, figures.denominator, figures.asOf]).toEqual([
      '80.0',
      '4',
      '5',
      '2020-10-31',
    ]);
    expect(outlook.headroom).toEqual({
      kind: 'sections',
      remaining: 2,
      judged: 5,
      counted: 4,
      bound: 4,
      spare: 0,
    });
    expect(outlook.status).toBe('on-course');
    expect(outlook.headline.zh).toBe('一个断面也不能再失');
    expect(figures.months.at(5)).toEqual({ month: '2020-06', value: 100, valid: 5, expected: 5 });
    expect(figures.line.at(-1)).toEqual({ day: '2020-10-31', value: 80 });
  });

  it('looks at the same months of past years', () => {
    const bad = months(2019, 12, () => '2.5');
    const { figures, outlook } = judged(
      'water.good',
      [1, 2, 3, 4].map((id) => section(id, () => '0.8', { count: 10, past: bad })),
      '2020-10-31',
      '80',
      [2018, 2019],
    );
    expect(figures.projection).toMatchObject({ method: 'same-period', years: [2019], from: '2020-11-01' });
    expect([outlook.projected?.value, outlook.status]).toEqual(['0.0', 'at-risk']);
  });

  it('a section with less than half of its months is not judged; too few judged, no status', () => {
    const thin = section(9, (month) => (month > 6 ? '0.5' : null), { count: 10 });
    const { figures, outlook } = judged('water.good', [fine(1), thin], '2020-10-31', '80');
    expect([figures.judged, outlook.status]).toEqual([1, 'none']);
    expect(outlook.reason.zh).toContain('2 个断面中 1 个可评价');
  });

  it('compliance is by the class of each section, and one without a class does not count', () => {
    const sections = [
      section(1, () => '0.4', { target: 'II' }),
      section(2, () => '0.6', { target: 'II' }),
      section(3, () => '1.4', { target: 'IV' }),
      section(4, () => '9', { target: null }),
    ];
    const { figures, outlook } = judged('water.compliant', sections, '2020-12-31', '60');
    expect([figures.value, figures.denominator, outlook.status]).toEqual(['66.7', '3', 'met']);
  });

  it('sections worse than Ⅴ: none allowed, one there', () => {
    const { figures, outlook } = judged(
      'water.inferior-count',
      [fine(1), section(2, () => '3', { count: 10 })],
      '2020-10-31',
      '0',
    );
    expect(figures.value).toBe('1');
    expect(outlook.short?.zh).toBe('多出 1 个断面');
    expect(outlook.status).not.toBe('on-course');
  });

  it('names the items nearest to the line and what the rest may be', () => {
    const { figures } = judged('water.good', [poor(5)], '2020-10-31', '80');
    const [one] = figures.sections;
    if (one === undefined) throw new Error('no section');
    const [worst] = itemOutlooks(2020, figures.ended, one, 'III');
    // (12 · 1.0 − 10.4) / 2
    expect(worst).toMatchObject({ key: 'NH3N', meanSoFar: 1.04, neededMean: 0.8, outlook: 'tight' });
  });
});
