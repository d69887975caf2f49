import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  GB15618_EDITIONS,
  GB36600_EDITIONS,
  judgeConstructionSoil,
  judgeFarmlandOther,
  judgeFarmlandSoil,
  judgeParcelSoil,
  type ParcelAction,
  type ParcelState,
  parcelGate,
  safeUseRate,
} from '../../src/index.ts';

const items = GB36600_EDITIONS[0]?.items ?? [];

describe('GB 36600-2018', () => {
  it('has 45 basic and 40 other items', () => {
    expect([1, 2].map((table) => items.filter((item) => item.table === table).length)).toEqual([45, 40]);
  });

  it('never has a screening value above the intervention value, nor a class 1 above class 2', () => {
    for (const { screening, intervention } of items) {
      for (const cls of ['class1', 'class2'] as const) {
        expect(Number(screening[cls])).toBeLessThanOrEqual(Number(intervention[cls]));
      }
      expect(Number(screening.class1)).toBeLessThanOrEqual(Number(screening.class2));
      expect(Number(intervention.class1)).toBeLessThanOrEqual(Number(intervention.class2));
    }
  });

  it('finds an item by name, width of brackets or CAS number', () => {
    for (const item of ['铬(六价)', '铬（六价）', '18540-29-9']) {
      expect(judgeConstructionSoil({ item, value: 3.1, landClass: 'class1' }).result).toBe('OVER_SCREENING');
    }
    expect(() => judgeConstructionSoil({ item: '金', value: 1, landClass: 'class1' })).toThrow('"金"');
  });

  it('jumps where screening and intervention are equal, and says which figure decided', () => {
    const verdict = judgeConstructionSoil({ item: '甲苯', value: 1200.1, landClass: 'class2' });
    expect(verdict).toMatchObject({ result: 'OVER_INTERVENTION', rule: '1200.1 > intervention 1200 mg/kg' });
  });

  it('allows the background exception for 砷、钴、钒 only', () => {
    const base = { value: 25, landClass: 'class1', regionalBackground: 30 } as const;
    expect(judgeConstructionSoil({ ...base, item: '砷' }).result).toBe('BACKGROUND_EXCEPTION');
    expect(judgeConstructionSoil({ ...base, item: '镉' }).result).toBe('OVER_SCREENING');
  });

  it('judges a parcel by its worst item and names the basic items without a value', () => {
    const parcel = judgeParcelSoil([
      { item: '铅', value: 500, landClass: 'class1' },
      { item: '砷', value: 1, landClass: 'class1' },
      { item: '汞', value: null, landClass: 'class1' },
    ]);
    expect(parcel).toMatchObject({ result: 'OVER_SCREENING', deciding: ['铅'] });
    expect(parcel.missingBasic).toHaveLength(43);
    expect(parcel.missingBasic).toContain('汞');
  });

  it('is monotone in the content', () => {
    const order = ['BELOW_SCREENING', 'OVER_SCREENING', 'OVER_INTERVENTION'];
    const content = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(fc.constantFrom(...items), content, content, (item, a, b) => {
        const rank = (units: number): number => {
          const value = { units: BigInt(units), digits: 2 };
          const { result } = judgeConstructionSoil({ item: item.name, value, landClass: 'class1' });
          return order.indexOf(result ?? '');
        };
        expect(rank(Math.min(a, b))).toBeLessThanOrEqual(rank(Math.max(a, b)));
      }),
    );
  });

  it('begins on 2018-08-01', () => {
    const at = (day: string) => () =>
      judgeConstructionSoil({ item: '铅', value: 1, landClass: 'class1', at: day });
    expect(at('2018-08-01')).not.toThrow();
    expect(at('2018-07-31')).toThrow('no edition is in force');
  });
});

describe('GB 15618-2018', () => {
  it('takes a pH at the edge into the lower band and gives no verdict without a pH', () => {
    const base = { metal: 'Cd', use: 'paddy', value: 0.5 } as const;
    expect(judgeFarmlandSoil({ ...base, pH: 6.5 })).toMatchObject({ result: 'POSSIBLE', screening: '0.4' });
    expect(judgeFarmlandSoil({ ...base, pH: 6.51 })).toMatchObject({ result: 'LOW', screening: '0.6' });
    expect(judgeFarmlandSoil({ ...base, pH: null })).toMatchObject({ result: null, phBand: null });
  });

  it('takes the stricter of paddy and other for rotation', () => {
    const base = { pH: 7, use: 'rotation', value: 1 } as const;
    expect(judgeFarmlandSoil({ ...base, metal: 'Hg' }).screening).toBe('0.6');
    expect(judgeFarmlandSoil({ ...base, metal: 'Cd' }).screening).toBe('0.3');
  });

  it('has no control value for 铜、镍、锌, and 砷 falls as pH rises', () => {
    const metals = GB15618_EDITIONS[0]?.metals;
    expect([metals?.Cu.control, metals?.Ni.control, metals?.Zn.control]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(metals?.As.control).toEqual(['200', '150', '120', '100']);
  });

  it('judges the organic items by one value', () => {
    expect(judgeFarmlandOther('苯并[a]芘', '0.56')).toMatchObject({
      overScreening: true,
      edition: { mark: 'recall' },
    });
    expect(() => judgeFarmlandOther('苯', 1)).toThrow('"苯" is no item');
  });
});

describe('parcel gates', () => {
  it.each<[ParcelState, ParcelAction, string | undefined, string | undefined]>([
    ['SUSPECTED', 'change use', '居住用地', 'G1'],
    ['LISTED', 'change use', '公共管理与公共服务用地', 'G2'],
    ['LISTED', 'change use', '工业用地', undefined],
    ['DETAILED', 'start unrelated works', undefined, 'G3'],
    ['REMEDIATION', 'approve environmental impact assessment', undefined, 'G4'],
    ['PRELIM_DUE', 'transfer key unit land', undefined, 'G5'],
    ['CLEARED', 'change use', '居住用地', undefined],
    ['DELISTED', 'start unrelated works', undefined, undefined],
  ])('%s, %s %s: %s', (state, action, plannedUse, gate) => {
    const decision = parcelGate({ state, action, ...(plannedUse === undefined ? {} : { plannedUse }) });
    expect(decision.gate).toBe(gate);
    expect(decision.allowed).toBe(gate === undefined);
  });

  it('asks for another evaluator', () => {
    const request = { state: 'EFFECT_EVALUATION', action: 'evaluate effect' } as const;
    expect(parcelGate({ ...request, evaluatorIsRemediator: true }).gate).toBe('G6');
    expect(parcelGate(request).allowed).toBe(true);
  });
});

it('safe-use rate keeps the lists behind the figure', () => {
  const rate = safeUseRate([
    { name: '甲', area: '1.5', stepsMet: true },
    { name: '乙', area: '0.5', stepsMet: false },
  ]);
  expect(rate).toMatchObject({ text: '75.0', safe: ['甲'], unsafe: ['乙'] });
  expect(safeUseRate([]).percent).toBeNull();
});
