import { describe, expect, it } from 'vitest';
import { type CheckedSite, checkDay, checkThresholds, thresholdFor } from '../../src/index.ts';
import { calm, series, site } from './series.ts';

/** Flags as `factor hour kind`, and the sentences by the same key. */
function found(sites: CheckedSite[], through = 24): Record<string, string> {
  return Object.fromEntries(
    checkDay(sites, through).flatMap(({ siteId, factor, hour, flags }) =>
      flags.map((flag) => [`${siteId} ${factor} ${hour} ${flag.kind}`, flag.text.zh]),
    ),
  );
}

const nh3 = 'w21003';
const spike = [0.92, 0.94, 0.97, 0.99, 0.91, 0.93, 0.96, 0.99, 0.94, 0.93, 0.95, 0.99, 0.94, 4.36];
const rest = [0.88, 0.96, 0.93, 0.9, 0.97, 0.92, 0.94, 0.91, 0.95, 0.96];

describe('jump', () => {
  it('names the mean of the hours before, the distance and the threshold', () => {
    const flags = found([site('section', [series(nh3, [...spike, ...rest])])]);
    // (0.99 + 0.94 + 0.93 + 0.95 + 0.99 + 0.94) / 6 = 0.9566…
    expect(flags).toEqual({ [`1 ${nh3} 14 jump`]: '与前 6 小时均值 0.96 相差 3.40，阈值 1.00。' });
  });

  it.each([
    ['at the threshold is no jump', 2, {}],
    [
      'above it is one',
      2.01,
      { [`1 ${nh3} 4 jump`]: '与前 6 小时中 3 个值的均值 1.00 相差 1.01，阈值 1.00。' },
    ],
  ])('%s', (_, value, expected) => {
    const flat = [0.9, 1, 1.1, value];
    expect(found([site('section', [series(nh3, flat)])], 4)).toEqual(expected);
  });

  it('needs three values before', () => {
    expect(found([site('section', [series(nh3, [1, 1.1, 9])])], 3)).toEqual({});
  });

  it('counts the hours of the day before, but not those judged invalid', () => {
    const before = Array.from({ length: 24 }, (_, index) => (index % 2 ? 1.01 : 1));
    const today = series(nh3, [3], { before });
    expect(Object.keys(found([site('section', [today])], 1))).toEqual([`1 ${nh3} 1 jump`]);
    const judged = { ...today, before: { ...(today.before ?? today.today), verdicts: 'I'.repeat(24) } };
    expect(found([site('section', [judged])], 1)).toEqual({});
  });

  it('one spike does not accuse the hours after it', () => {
    const values = [50, 52, 49, 51, 50, 53, 900, 52, 50, 49, 51, 52];
    expect(Object.keys(found([site('air', [series('a34004', values)])], 12))).toEqual(['1 a34004 7 jump']);
  });
});

describe('neighbours', () => {
  const own = site('section', [series(nh3, [...spike, ...rest])], { neighbours: [3, 2] });
  const quiet = (id: number, name: string) =>
    site('section', [series(nh3, [...spike.slice(0, 13), 1.02, ...rest])], { siteId: id, name });

  it('says so when none of them moved', () => {
    const flags = found([quiet(2, '双溪桥'), own, quiet(3, '新河口')]);
    expect(flags[`1 ${nh3} 14 neighbour`]).toBe('双溪桥、新河口同时变化 0.06 以内，阈值 0.30。');
  });

  it('stays silent when one moved as well', () => {
    const moved = site('section', [series(nh3, [...spike, ...rest])], { siteId: 2, name: '双溪桥' });
    const keys = Object.keys(found([own, moved, quiet(3, '新河口')]));
    expect(keys.filter((key) => key.startsWith('1 ') && key.endsWith('neighbour'))).toEqual([]);
  });

  it('a row of hours that repeats a neighbour is a copy; a shared flat line is none', () => {
    const a = calm(40, 1);
    const copy = site('air', [series('a34004', a)], { siteId: 2, name: '乙站', neighbours: [1] });
    const first = site('air', [series('a34004', a)], { siteId: 1, name: '甲站', neighbours: [2] });
    const flags = found([first, copy]);
    expect(flags['2 a34004 24 copied-site']).toBe('01–24 时的 24 个值与甲站逐一相同，阈值 6 个。');
    const flat = Array.from({ length: 24 }, (_, index) => (index < 12 ? 10 : 11));
    const same = (id: number) => site('air', [series('a21026', flat)], { siteId: id, neighbours: [3 - id] });
    expect(Object.keys(found([same(1), same(2)])).filter((key) => key.endsWith('copied-site'))).toEqual([]);
  });
});

describe('one series', () => {
  it.each<[string, string, (number | null)[], string | undefined, Record<string, string>]>([
    ['missing', 'air', [20, null, 22], undefined, { '1 a34002 2 missing': '应有 1 个值，没有收到。' }],
    [
      'no communication is missing',
      'air',
      [20, null, 22],
      'NBN',
      { '1 a34002 2 missing': '仪器标记 B（通讯中断），没有数。' },
    ],
    ['not monitored is not missing', 'air', [20, null, 22], 'N/N', {}],
    [
      'what is no number',
      'air',
      [20, null, 22],
      'N!N',
      { '1 a34002 2 missing': '收到的内容不是数，原样保留。' },
    ],
    ['negative', 'air', [20, -4, 22], undefined, { '1 a34002 2 negative': '值 −4，低于 0。' }],
    ['zero is a value', 'air', [20, 0, 22], undefined, {}],
    ['out of range', 'dust', [20, 1020, 22], undefined, { '1 a34002 2 range': '值 1020，量程 0–1000。' }],
    ['the end of the range is inside', 'dust', [800, 1000, 900], undefined, {}],
    [
      'marked over range',
      'dust',
      [20, 700, 22],
      'NTN',
      { '1 a34002 2 range': '仪器标记 T（超量程），读数 700。' },
    ],
    ['marked', 'air', [20, 21, 22], 'NMN', { '1 a34002 2 marked': '仪器标记 M（维护），读数 21 不计入。' }],
  ])('%s', (_, kind, values, marks, expected) => {
    expect(found([site(kind, [series('a34002', values, marks ? { marks } : {})])], 3)).toEqual(expected);
  });

  it('equal values in a row from the threshold on, those of the day before included', () => {
    const four = [110, 112, 117, 117, 117, 117, 115];
    expect(found([site('air', [series('a34002', four)])], 7)).toEqual(
      Object.fromEntries(
        [3, 4, 5, 6].map((hour) => [`1 a34002 ${hour} constant`, '连续 4 个值都是 117，阈值 4 个。']),
      ),
    );
    expect(found([site('air', [series('a34002', [110, 117, 117, 117, 115])])], 5)).toEqual({});
    const before = [...calm(100, 1).slice(0, 21), 117, 117, 117];
    expect(Object.keys(found([site('air', [series('a34002', [117, 116], { before })])], 2))).toEqual([
      '1 a34002 1 constant',
    ]);
  });

  it('a section that reports every four hours misses one value a window', () => {
    const values = Array.from({ length: 24 }, (_, index) => (index === 3 || index === 10 ? 7.1 : null));
    const flags = found([site('section', [series('w01009', values)], { intervalHours: 4 })], 12);
    expect(flags).toEqual({ '1 w01009 8 missing': '每 4 小时应有 1 个值，没有收到。' });
  });

  it('hours that are not over are not missing', () => {
    expect(found([site('air', [series('a34002', [20, 21])])], 2)).toEqual({});
  });
});

describe('an outlet', () => {
  const outlet = (
    cod: (number | null)[],
    flow: (number | null)[],
    more: Partial<CheckedSite> & { marks?: string } = {},
  ) =>
    site(
      'outlet',
      [
        series('w01018', cod, more.marks ? { marks: more.marks } : {}),
        series('w00000', flow, { unit: 'L/s' }),
      ],
      more,
    );

  it.each<[string, number, number, Record<string, string>]>([
    ['a concentration without flow', 87.1, 0, { '1 w01018 2 flow': '流量为 0，仍报浓度 87.1。' }],
    ['no concentration in flow', 0, 12.5, { '1 w01018 2 flow': '流量 12.5，浓度为 0。' }],
    ['neither', 0, 0, {}],
    ['both', 40, 12.5, {}],
  ])('%s', (_, value, rate, expected) => {
    expect(found([outlet([40, value], [12, rate])], 2)).toEqual(expected);
  });

  it.each<[string, string, string, Record<string, string>]>([
    [
      'maintenance beside a normal reading',
      'NN',
      '维护',
      {
        '1 w01018 2 marked': '企业标记 维护（换试剂）。',
        '1 w01018 2 mark-clash': '企业标记 维护，仪器标记 N（正常），读数 41。',
      },
    ],
    [
      'maintenance that the instrument knows of',
      'NM',
      '维护',
      { '1 w01018 2 marked': '仪器标记 M（维护），读数 41 不计入。企业标记 维护（换试剂）。' },
    ],
    [
      'stopped while it flows',
      'NN',
      '停运',
      {
        '1 w01018 2 marked': '企业标记 停运（换试剂）。',
        '1 w01018 2 mark-clash': '企业标记 停运，同时流量 12。',
      },
    ],
    [
      'the instrument stopped while it flows',
      'NF',
      '烘炉',
      {
        '1 w01018 2 marked': '仪器标记 F（停运），读数 41 不计入。企业标记 烘炉（换试剂）。',
        '1 w01018 2 mark-clash': '仪器标记 F（停运），同时流量 12。',
      },
    ],
  ])('%s', (_, marks, mark, expected) => {
    const notes = [{ factor: 'w01018', hours: [2], mark, note: '换试剂' }];
    expect(found([outlet([40, 41], [12, 12], { marks, notes })], 2)).toEqual(expected);
  });

  it('an hour that repeats the one before in all of at least three factors is copied', () => {
    const three = (last: number) =>
      site('outlet', [
        series('w01018', [40, 41, 41]),
        series(nh3, [1, 1.2, 1.2]),
        series('w21011', [0.2, 0.21, last]),
      ]);
    expect(found([three(0.21)], 3)).toEqual({
      '1 w01018 3 copied-hour': '3 个因子全部与 2 时相同。',
      [`1 ${nh3} 3 copied-hour`]: '3 个因子全部与 2 时相同。',
      '1 w21011 3 copied-hour': '3 个因子全部与 2 时相同。',
    });
    expect(found([three(0.22)], 3)).toEqual({});
  });
});

describe('thresholds', () => {
  it('are local, every one', () => {
    expect(new Set(checkThresholds.map((row) => row.mark))).toEqual(new Set(['local']));
  });

  it('follow the unit of the site, and are silent where no unit fits', () => {
    const inMilligrams = thresholdFor('dust', 'a34002', 'mg/m³');
    expect(Number(inMilligrams?.high?.numerator) / Number(inMilligrams?.high?.denominator)).toBe(1);
    expect(thresholdFor('dust', 'a34002', 'mg/L')).toBeNull();
    expect(thresholdFor('dust', 'w21003', 'mg/L')).toBeNull();
  });
});
