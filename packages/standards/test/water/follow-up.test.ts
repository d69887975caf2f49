import { describe, expect, it } from 'vitest';
import {
  blackOdorousBody,
  blackOdorousIndicators,
  blackOdorousPoint,
  compositePollutionIndex,
  evaluateDrinkingSource,
  evaluateLake,
  gradeChange,
  meanConcentration,
  monthlyWaterReport,
  parseWaterClass,
  rationalToNumber,
  sectionHeadroom,
  trophicIndex,
  type WaterClass,
  warningNotice,
  waterTrend,
} from '../../src/index.ts';

const NH3N = { key: 'NH3N', waterBody: 'river', target: 'III' } as const;

describe('change and trend', () => {
  it.each<[WaterClass, WaterClass, string]>([
    ['I', 'II', '无明显变化'],
    ['III', 'IV', '有所变差'],
    ['V_INFERIOR', 'IV', '明显好转'],
    ['II', 'V', '明显变差'],
  ])('%s to %s: %s', (before, after, word) => {
    expect(gradeChange(before, after).word).toBe(word);
  });

  it('finds a falling series, and none in too short a one', () => {
    expect(waterTrend([5, 4, 3, 2, 1])).toMatchObject({ rs: -1, significant: true, direction: 'falling' });
    expect(waterTrend([1, 2, null, 3, 4])).toMatchObject({ n: 4, rs: null, significant: null });
    expect(waterTrend([2, 2, 2, 2, 2])).toMatchObject({ rs: null, ties: true });
  });
});

describe('headroom and warning notice', () => {
  it('needs the rest of the year to make up for its start', () => {
    const result = sectionHeadroom({ ...NH3N, months: [1.2, 1.2, 1.2], bestMonth: 0.5 });
    expect(rationalToNumber(result.neededMean ?? 0)).toBeCloseTo(8.4 / 9, 12);
    expect(result).toMatchObject({ remaining: 9, outlook: 'tight' });
  });

  it('leaves a month without a value out of the yearly mean', () => {
    const result = sectionHeadroom({ ...NH3N, months: [1, null], bestMonth: 0.5 });
    expect(result).toMatchObject({ done: 1, gaps: 1, remaining: 10, outlook: 'within' });
    expect(rationalToNumber(result.neededMean ?? 0)).toBe(1);
  });

  it('knows what is out of reach, also for 溶解氧', () => {
    expect(sectionHeadroom({ ...NH3N, months: Array(11).fill(1.2), bestMonth: 0.5 }).outlook).toBe(
      'unreachable',
    );
    const oxygen = { key: 'DO', waterBody: 'river', target: 'III' } as const;
    expect(sectionHeadroom({ ...oxygen, months: Array(6).fill(2), bestMonth: 7 }).outlook).toBe(
      'unreachable',
    );
  });

  it.each([
    [[0.9], null],
    [[0.5, 0.5, 1.1], '提醒'],
    [[0.5, 1.1, 1.1], '预警'],
    [[1.1, 1.1, 1.1], '督办'],
    [[0.1, 0.1, 2.5], '督办'],
    [[1.1, 1.1, null], '预警'],
  ] as const)('months %j give %s', (months, level) => {
    expect(warningNotice({ ...NH3N, months, bestMonth: 0.1 }).level).toBe(level);
  });
});

describe('black and odorous water', () => {
  it('uses 40 % of the depth in shallow water', () => {
    expect(blackOdorousIndicators({ SD: 8, depth: 20 }).SD).toBe('none');
    expect(blackOdorousIndicators({ SD: 7, depth: 20 }).SD).toBe('severe');
    expect(blackOdorousIndicators({ SD: 7 }).SD).toBe('severe');
  });

  it('needs 60 % of one indicator or 30 % of two', () => {
    const severe = { DO: 0.1, NH3N: 5 };
    const light = { DO: 1, NH3N: 5 };
    expect(blackOdorousPoint([severe, severe, severe, light, light]).level).toBe('severe');
    expect(blackOdorousPoint([severe, severe, light, light, light]).level).toBe('light');
    const two = { DO: 0.1, NH3N: 16 };
    expect(blackOdorousPoint([two, light, light]).level).toBe('severe');
    expect(blackOdorousPoint([{ DO: 5, NH3N: 1 }]).level).toBe('none');
  });

  it('joins three neighbouring severe points to a reach', () => {
    const points = ['none', 'severe', 'severe', 'severe', 'none', 'none', 'none'] as const;
    expect(blackOdorousBody(points)).toEqual({ level: 'light', severeReaches: [[1, 3]] });
    expect(blackOdorousBody(['severe', 'severe', 'none']).level).toBe('severe');
  });
});

describe('means, lakes and sources', () => {
  it('counts a non-detect as half its limit', () => {
    const result = meanConcentration(['0.02L', '0.03', null, 'not-monitored', 'x']);
    expect(rationalToNumber(result.mean ?? 0)).toBe(0.02);
    expect(result).toMatchObject({ used: 2, nonDetects: 1, missing: 1, notMonitored: 1, invalid: 1 });
  });

  it('averages a lake over time, then over points', () => {
    const result = evaluateLake([[{ TP: 0.02 }, { TP: 0.04 }], [{ TP: 0.09 }]], {});
    expect(rationalToNumber(result.means.TP ?? 0)).toBe(0.06);
    expect(result).toMatchObject({ cls: 'IV', points: [{ cls: 'III' }, { cls: 'IV' }] });
  });

  it('gives no trophic index without all five items, or from a zero', () => {
    const four = { chla: 10, TP: 0.05, TN: 1, SD: 1 };
    expect(trophicIndex(four)).toMatchObject({ index: null, missing: [{ item: 'CODMn', state: 'missing' }] });
    expect(trophicIndex({ ...four, CODMn: 0 }).missing[0]?.state).toBe('invalid');
    // (13.317 + 8.589 + 9.761 + 9.386) / 0.8166, by hand
    expect(trophicIndex(four, { allowMissing: true })).toMatchObject({ text: '50.3', grade: '轻度富营养' });
  });

  it('lists the five items of table 2 also when missing', () => {
    const verdicts = evaluateDrinkingSource({ 铁: 0.3, 锰: 0.11, 苯: 0.01 });
    expect(verdicts.map(({ meets }) => meets)).toEqual([null, null, null, true, false, true]);
    expect(() => evaluateDrinkingSource({ 金: 1 })).toThrow('"金" is no item');
  });

  it('takes the mean of Ci / Si', () => {
    const { index } = compositePollutionIndex(
      { NH3N: 0.5, TP: 0.3 },
      ['NH3N', 'TP', 'CODMn'],
      'III',
      'river',
    );
    expect(rationalToNumber(index ?? 0)).toBe(1);
  });
});

describe('monthly report', () => {
  const section = (name: string, cls: WaterClass | null, previousMonth: WaterClass) => ({
    section: name,
    river: '甲河',
    town: name < 'c' ? '东镇' : '西镇',
    tier: '市考',
    target: 'III' as const,
    cls,
    previousMonth,
  });
  const report = monthlyWaterReport([
    section('a', 'II', 'II'),
    section('b', 'IV', 'III'),
    section('c', null, 'III'),
  ]);

  it('counts what was judged and leaves the rest out of every share', () => {
    expect(report.overall).toMatchObject({ sections: 3, judged: 2, notJudged: 1, classes: { II: 1, IV: 1 } });
    expect(report.overall.compliance.text).toBe('50.00');
    expect(report.overall.monthOnMonth).toMatchObject({
      text: '-50.0',
      word: '明显变化',
      direction: 'worse',
    });
    expect(report.byTown.西镇?.compliance).toMatchObject({ percent: null, of: 0 });
    expect(report.rows.map(({ meets }) => meets)).toEqual([true, false, null]);
  });
});

describe('class names', () => {
  it.each([
    ['Ⅲ', 'III'],
    ['III类', 'III'],
    ['劣Ⅴ', 'V_INFERIOR'],
    ['劣V类', 'V_INFERIOR'],
    ['-', undefined],
    ['toString', undefined],
  ])('%s is %s', (text, cls) => {
    expect(parseWaterClass(text)).toBe(cls);
  });
});
