import { describe, expect, it } from 'vitest';
import {
  checkFiveSteps,
  type Explanation,
  judgeConstructionNoise,
  judgeConstructionSoil,
  judgeDustDay,
  judgeFarmlandSoil,
  judgeGasMean,
  judgeIndoorNoise,
  judgeIndustryNoise,
  judgeSocialLifeNoise,
  judgeWaterMean,
  judgeZoneNoise,
  massBalance,
  transmissionEffectiveRate,
} from '../src/index.ts';

const amounts = { opening: 1, produced: '2.00005', selfUsed: 0, movedOut: 2, closing: 1 };
const steps = { produced: '2026-09-01T08:00', packed: '2026-09-01T07:00' };

/** Every verdict that explains itself, asked with and without. */
const verdicts: Record<string, (ask: { explain?: true }) => { readonly explanation?: Explanation }> = {
  zone: (ask) => judgeZoneNoise({ zone: '2', period: 'night', leq: 51, ...ask }),
  industry: (ask) => judgeIndustryNoise({ zone: '2', period: 'day', leq: 60, ...ask }),
  'social life': (ask) => judgeSocialLifeNoise({ zone: '2', period: 'day', leq: null, ...ask }),
  construction: (ask) => judgeConstructionNoise({ period: 'day', leq: 71, background: '65.6', ...ask }),
  indoor: (ask) =>
    judgeIndoorNoise({
      standard: 'GB 12348',
      zone: '2',
      room: 'A',
      period: 'night',
      leq: 35,
      octaves: [72, 56],
      ...ask,
    }),
  'construction land': (ask) =>
    judgeConstructionSoil({ item: '砷', value: 25, landClass: 'unclear', regionalBackground: 30, ...ask }),
  farmland: (ask) => judgeFarmlandSoil({ metal: 'Cd', use: 'paddy', value: '0.5', pH: '6.5', ...ask }),
  gas: (ask) => judgeGasMean({ value: 51, limit: 50, period: 'hour', incinerator: true, ...ask }),
  water: (ask) => judgeWaterMean({ value: 'invalid', limit: 50, period: 'day', ...ask }),
  dust: (ask) => judgeDustDay([1.1, null], undefined, ask),
  transmission: (ask) => transmissionEffectiveRate({ due: 7, received: 7, valid: 6 }, undefined, { ...ask }),
  balance: (ask) => massBalance(amounts, undefined, ask),
  'five steps': (ask) => checkFiveSteps(steps, undefined, ask),
};

describe.each(Object.keys(verdicts))('the verdict on %s', (name) => {
  const verdict = verdicts[name];

  it('names edition, method, inputs, completeness and steps when asked, and is the same without', () => {
    const { explanation, ...explained } = verdict?.({ explain: true }) ?? {};
    expect(verdict?.({})).toEqual(explained);
    expect(explanation?.edition).toMatchObject({
      id: expect.stringMatching(/../),
      clause: expect.stringMatching(/./),
      effectiveFrom: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      mark: expect.stringMatching(/^(verified|single source|recall)$/),
    });
    expect(explanation?.method).not.toBe('');
    expect(explanation?.inputs.length).toBeGreaterThan(0);
    expect(explanation?.completeness).toHaveLength(1);
    expect(explanation?.steps.length).toBeGreaterThan(0);
    const absent = explanation?.inputs.filter(({ state }) => state !== 'value').map((input) => input.name);
    expect(explanation?.missing.map((input) => input.name)).toEqual(absent);
  });
});

describe('what the explanations say', () => {
  const of = (name: string) => verdicts[name]?.({ explain: true }).explanation;

  it('noise: the rounded difference, the correction and the limit', () => {
    expect(of('construction')).toMatchObject({
      rounding: [{ name: 'Leq - background', from: '5.4', to: '5', rule: 'half-even', digits: 0 }],
      steps: [
        '5 dB above the background: correction -2 dB → 69.0 dB(A)',
        'construction site day: <= 70 dB(A)',
        'within the limits',
      ],
    });
    expect(of('zone')?.steps).toEqual(['zone 2 night: <= 50 dB(A)', 'Leq above 50 dB(A)']);
    expect(of('indoor')?.steps.at(0)).toBe('63 Hz: above 55 dB');
    expect(of('social life')).toMatchObject({
      completeness: [{ sufficient: false, rule: 'Leq is missing; needed' }],
      missing: [{ name: 'Leq', state: 'missing' }],
    });
  });

  it('soil: both values, the class or pH band, the rule that decided', () => {
    expect(of('construction land')).toMatchObject({
      method: 'screening and intervention values of class1 (unclear use counts as class 1), both inclusive',
      steps: [
        expect.stringContaining('screening 20, intervention 120 mg/kg'),
        '25 > screening 20, <= background 30 mg/kg',
        'result: BACKGROUND_EXCEPTION',
      ],
    });
    expect(of('farmland')?.steps[0]).toBe('5.5 < pH <= 6.5: screening 0.4, control 2 mg/kg');
    const negative = judgeFarmlandSoil({ metal: 'Cd', use: 'paddy', value: -1, pH: 6, explain: true });
    expect(negative.explanation?.missing).toEqual([{ name: 'content', state: 'invalid' }]);
  });

  it('sources: which mean decides, and by which rule', () => {
    expect(of('gas')).toMatchObject({
      edition: { id: '生态环境部令第10号', mark: 'single source' },
      steps: ['waste gas: the day mean decides, this one is of the hour', 'outcome: warning'],
    });
    expect(of('transmission')).toMatchObject({
      rounding: [{ name: 'rate', to: '85.71', digits: 2 }],
      steps: ['85.71 % < 90 %'],
    });
    expect(of('dust')?.completeness[0]?.rule).toBe('1 of 96 means have a value; no minimum is known');
  });

  it('waste: the rounded gap, and every step that is wrong', () => {
    expect(of('balance')).toMatchObject({
      rounding: [{ name: 'gap', from: '0.00005', to: '0.000', digits: 3 }],
      steps: [expect.any(String), 'gap 0.000 t: none'],
    });
    expect(of('five steps')).toMatchObject({
      completeness: [{ sufficient: false, rule: '2 of 5 steps recorded; all needed' }],
      missing: [{ name: 'weighed' }, { name: 'labelled' }, { name: 'stored' }],
    });
    expect(of('five steps')?.steps[0]).toBe('即包装: before 即产生');
  });
});
