import { describe, expect, it } from 'vitest';
import { type Edition, factorOf, factors } from '../src/index.ts';

describe('the factor table', () => {
  it('has every code once, of the tables of 2017 44 water, 59 gas and 12 noise', () => {
    expect(new Set(factors.map((factor) => factor.code)).size).toBe(factors.length);
    const count = (table: string | null) => factors.filter((factor) => factor.table === table).length;
    expect([count('B.1'), count('B.2'), count('B.3')]).toEqual([44, 59, 12]);
    expect(
      factors.filter((factor) => factor.table === null).every((factor) => factor.mark === 'recall'),
    ).toBe(true);
  });

  it.each<[string, Edition, string, string, string | null]>([
    ['w01018', '2017', '化学需氧量', 'mg/L', null],
    ['011', '2005', '化学需氧量', 'mg/L', null],
    ['10', '2005', '氨（氨气）', 'ng/m³', null],
    ['010', '2005', '五日生化需氧量', 'mg/L', null],
    ['S08', '2005', '烟气压力', 'kPa', 'MPa'],
    ['S02', '2005', '烟气流速', 'm/s', 'm³/h'],
    ['020', '2005', '总汞', 'µg/L', 'mg/L'],
    ['a34004', '2025', '细微颗粒物 PM2.5', 'ng/m³', null],
    ['W01001', '2017', 'pH 值', '1', null],
    ['w01018', '2005', '化学需氧量', 'mg/L', null],
    ['Ld', '2017', '昼间等效声级', 'dB', null],
    ['Ld', '2005', '夜间等效声级', 'dB', null],
    ['Ln', '2005', '昼间等效声级', 'dB', null],
  ])('%s in %s is %s in %s (2005: %s)', (code, edition, zh, unit, oldUnit) => {
    expect(factorOf(code, edition)).toMatchObject({ zh, unit, oldUnit });
  });

  it.each([
    ['011', '2017'],
    ['LAMPBLACK', '2017'],
    ['__proto__', '2005'],
  ] as const)('%s is nothing in %s', (code, edition) => {
    expect(factorOf(code, edition)).toBeNull();
  });
});
