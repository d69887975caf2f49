import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  evaluateBasin,
  evaluateSection,
  exceedanceMultiple,
  GB3838_EDITIONS,
  itemClass,
  NoEditionError,
  rational,
  roundHalfEvenText,
  WATER_CLASSES,
  type WaterItemKey,
  waterClassRank,
} from '../../src/index.ts';

const RIVER = { waterBody: 'river' } as const;
const table = GB3838_EDITIONS[0]?.items ?? [];
const limited = table.filter((item) => item.kind === 'max' && item.limits !== undefined);

describe('GB 3838-2002 table 1', () => {
  it.each(limited.map((item): [WaterItemKey, readonly string[]] => [item.key, item.limits ?? []]))(
    '%s: each limit belongs to the best class that has it, just above it does not',
    (key, limits) => {
      for (const limit of limits) {
        const first = limits.indexOf(limit);
        expect(itemClass(key, limit, RIVER).cls).toBe(WATER_CLASSES[first]);
        const last = limits.lastIndexOf(limit);
        expect(itemClass(key, `${limit}${limit.includes('.') ? '' : '.'}0001`, RIVER).cls).toBe(
          WATER_CLASSES[last + 1],
        );
      }
    },
  );

  it.each([
    ['7.5', 'I'],
    ['7.49', 'II'],
    ['5', 'III'],
    ['4.999', 'IV'],
    ['2', 'V'],
    ['0', 'V_INFERIOR'],
  ])('溶解氧 %s is %s', (value, cls) => {
    expect(itemClass('DO', value, RIVER).cls).toBe(cls);
  });

  it('takes 90 % saturation as class I only when the rule allows it', () => {
    const warm = { ...RIVER, temperature: 30 };
    expect(itemClass('DO', 7.2, warm).cls).toBe('I');
    expect(itemClass('DO', 7.2, { ...warm, dissolvedOxygen: 'concentration' }).cls).toBe('II');
    expect(itemClass('DO', 5, { ...RIVER, saturationPercent: 90 }).cls).toBe('I');
    expect(itemClass('DO', 5, { ...RIVER, saturationPercent: '89.99' }).cls).toBe('III');
  });

  it('has its own 总磷 limits for lakes', () => {
    expect(itemClass('TP', '0.05', { waterBody: 'lake' }).cls).toBe('III');
    expect(itemClass('TP', '0.05', RIVER).cls).toBe('II');
  });

  it('begins on 2002-06-01 in Asia/Shanghai', () => {
    const start = Date.parse('2002-06-01T00:00:00+08:00');
    expect(itemClass('TP', '0.05', { ...RIVER, at: start }).cls).toBe('II');
    expect(() => itemClass('TP', '0.05', { ...RIVER, at: start - 1 })).toThrow(NoEditionError);
  });

  it('is monotone: more of a pollutant never gives a better class', () => {
    const amount = fc.integer({ min: 0, max: 60_000 });
    fc.assert(
      fc.property(fc.constantFrom(...limited), amount, amount, (item, a, b) => {
        const [low, high] = a <= b ? [a, b] : [b, a];
        const rank = (units: number): number => {
          const { cls } = itemClass(item.key, { units: BigInt(units), digits: 4 }, RIVER);
          return cls === null ? -1 : waterClassRank(cls);
        };
        expect(rank(low)).toBeLessThanOrEqual(rank(high));
      }),
    );
  });
});

describe('section', () => {
  it('keeps missing, invalid, not monitored and zero apart', () => {
    const result = evaluateSection(
      { NH3N: 0, TP: null, CODMn: 'not-monitored', CODCr: 'invalid', BOD5: 'n/a', Cu: -1 },
      { ...RIVER, explain: true },
    );
    expect(result.items).toEqual({ NH3N: 'I' });
    expect(result.problems.map(({ item }) => item)).toEqual(['CODCr', 'BOD5', 'Cu']);
    expect(result.explanation?.inputs.map(({ state }) => state)).toEqual([
      'value',
      'missing',
      'not-monitored',
      'invalid',
      'invalid',
      'invalid',
    ]);
  });

  it('judges nothing from nothing', () => {
    expect(evaluateSection({ TN: 3 }, RIVER)).toMatchObject({ cls: null, grade: null, ignored: ['TN'] });
  });

  it('reports an unknown item and judges the rest', () => {
    const result = evaluateSection({ 氨: 3, NH3N: 1.2 }, RIVER);
    expect(result.cls).toBe('IV');
    expect(result.problems).toEqual([{ item: '氨', value: '3', reason: 'no item of GB 3838-2002 table 1' }]);
  });

  it('names what decided, in words', () => {
    const { explanation, deciding } = evaluateSection({ NH3N: 1.2, TP: 0.1 }, { ...RIVER, explain: true });
    expect(deciding).toEqual(['NH3N']);
    expect(explanation?.steps.at(-1)).toBe('worst item decides: 氨氮 → Ⅳ类, 轻度污染');
    expect(explanation?.edition.id).toBe('GB 3838-2002');
  });

  it('puts cyanide and heavy metals first among primary pollutants, and pH without a multiple', () => {
    const { primary } = evaluateSection({ pH: 9.5, NH3N: 2.4, Pb: 0.06, TP: 0.5, CODMn: 7 }, RIVER);
    expect(primary.map(({ display }) => display)).toEqual(['铅(0.2)', '总磷(1.5)', '氨氮(1.4)']);
    expect(evaluateSection({ pH: 9.5 }, RIVER).primary[0]?.display).toBe('pH值');
  });

  it('keeps the multiple over the target apart from that over class III', () => {
    const { target } = evaluateSection({ CODCr: 36 }, { ...RIVER, target: 'IV' });
    expect(target?.meets).toBe(false);
    expect(target?.over[0]?.multipleToTarget?.text).toBe('0.2');
    expect(target?.over[0]?.multipleToIII?.text).toBe('0.8');
  });

  it('does not depend on the order of items', () => {
    const values = fc.dictionary(
      fc.constantFrom<WaterItemKey>('NH3N', 'TP', 'CODMn', 'DO', 'Hg'),
      fc.integer({ min: 0, max: 300 }).map((units) => units / 100),
    );
    fc.assert(
      fc.property(values, (given) => {
        const turned = Object.fromEntries(Object.entries(given).reverse());
        const [a, b] = [evaluateSection(given, RIVER), evaluateSection(turned, RIVER)];
        expect(b.cls).toBe(a.cls);
        expect(b.primary.map(({ key }) => key)).toEqual(a.primary.map(({ key }) => key));
      }),
    );
  });

  it('rounds multiples as an exact half-even of the fraction', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1001, max: 99_999 }), (units) => {
        const multiple = exceedanceMultiple('NH3N', { units: BigInt(units), digits: 3 }, 'III', RIVER);
        // (C − 1.0) / 1.0 in thousandths, halves to even, by whole numbers only.
        const thousandths = units - 1000;
        const tenths = Math.floor(thousandths / 100);
        const rest = thousandths % 100;
        const up = rest > 50 || (rest === 50 && tenths % 2 === 1) ? 1 : 0;
        expect(multiple?.text).toBe(roundHalfEvenText(rational(`${tenths + up}e-1`), 1));
      }),
    );
  });
});

describe('basin', () => {
  it('averages concentrations below five sections and counts classes from five on', () => {
    const four = Array.from({ length: 4 }, () => ({ NH3N: 0.4 }));
    expect(evaluateBasin(four, RIVER)).toMatchObject({ method: 'mean', grade: '优' });
    const five = [...four, { NH3N: 3 }];
    expect(evaluateBasin(five, RIVER)).toMatchObject({ method: 'ratio', grade: '良好' });
  });

  it('does not depend on the order of sections', () => {
    const section = fc.record({ NH3N: fc.integer({ min: 0, max: 30 }).map((tenths) => tenths / 10) });
    fc.assert(
      fc.property(fc.array(section, { minLength: 1, maxLength: 8 }), (sections) => {
        expect(evaluateBasin([...sections].reverse(), RIVER).grade).toBe(
          evaluateBasin(sections, RIVER).grade,
        );
      }),
    );
  });
});
