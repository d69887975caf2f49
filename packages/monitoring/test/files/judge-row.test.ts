import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FileValue,
  powerBetween,
  readCell,
  readRow,
  recogniseTable,
  rowReader,
  settleValue,
} from '../../src/files/index.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const rowOf = (titles: string[], cells: string[]) => readRow(rowReader(recogniseTable(titles)), cells, now);
const wide = ['station', 'date', 'hour', 'PM2.5', 'CO(mg/m³)'];

describe('readRow', () => {
  it('reads a wide row', () => {
    expect(rowOf(wide, ['1141A', '20190101', '0', '12', '0.3'])).toEqual({
      site: '1141A',
      day: '2018-12-31',
      hour: 24,
      values: [
        { column: 'PM2.5', factor: 'a34004', text: '12', halved: false, unit: null, mark: 'N' },
        { column: 'CO(mg/m³)', factor: 'a21005', text: '0.3', halved: false, unit: 'mg/m³', mark: 'N' },
      ],
      published: [],
      problems: [],
      missing: 0,
    });
  });

  const days = ['station', 'date', 'hour', 'PM2.5', 'PM2.5_24h', 'O3_24h', 'O3_8h_24h'];
  const figures = (hour: string, ...cells: string[]) =>
    rowOf(days, ['1141A', '20190102', hour, ...cells]).published.map(({ factor, statistic, text }) => [
      factor,
      statistic,
      text,
    ]);

  it('takes running figures as those of the day in the row that ends it, and in no other', () => {
    expect(figures('0', '12', '35', '80', '61.5')).toEqual([
      ['a34004', 'mean', '35'],
      ['a05024', 'max1h', '80'],
      ['a05024', 'mda8', '61.5'],
    ]);
    expect(rowOf(days, ['1141A', '20190102', '0', '12', '35']).day).toBe('2019-01-01');
    expect(figures('24', '', '0', '', '')).toEqual([['a34004', 'mean', '0']]);
    expect(figures('1', '12', '35', '80', '61.5')).toEqual([]);
    expect(rowOf(['站点', '日期', 'PM2.5_24h'], ['甲', '2019-01-02', '35']).published).toHaveLength(1);
  });

  it('has no published figure where the network gives none', () => {
    expect(figures('0', '12', '', '--', '*')).toEqual([]);
    expect(rowOf(days, ['1141A', '20190102', '0', '12', 'x']).problems).toMatchObject([
      { code: 'no-number', column: 'PM2.5_24h' },
    ]);
    // A running figure of another hour is not looked at.
    expect(rowOf(days, ['1141A', '20190102', '1', '12', 'x']).problems).toEqual([]);
  });

  it('reads published figures of the long form, and leaves an index out', () => {
    const long = ['站点', '时间', '因子', '值'];
    expect(rowOf(long, ['甲', '2019-01-02 00:00', 'PM2.5_24h', '35']).published).toMatchObject([
      { factor: 'a34004', statistic: 'mean', text: '35', column: '值' },
    ]);
    for (const cells of [
      ['甲', '2019-01-02 01:00', 'PM2.5_24h', '35'],
      ['甲', '2019-01-02 01:00', 'AQI', '50'],
    ])
      expect(rowOf(long, cells)).toMatchObject({ values: [], published: [], problems: [] });
  });

  it('reads a long row with its unit and mark', () => {
    const titles = ['站点', '时间', '因子', '值', '单位', '标识'];
    expect(rowOf(titles, ['DW001', '2026-05-01 08:00', '化学需氧量', '38,100', 'ug/L', 'M']).values).toEqual([
      { column: '值', factor: 'w01018', text: '38100', halved: false, unit: 'µg/L', mark: 'M' },
    ]);
  });

  it('keeps missing, invalid, not monitored and zero apart', () => {
    const row = rowOf(
      ['断面', '时间', 'pH', '氨氮', '总磷', '总氮'],
      ['甲', '2026-05-01 08:00', '*', '--', '', '0'],
    );
    expect(row.values.map(({ factor, text, mark }) => [factor, text, mark])).toEqual([
      ['w01001', null, '/'],
      ['w21003', null, '!'],
      ['w21001', '0', 'N'],
    ]);
    expect(row.missing).toBe(1);
  });

  it('prefers the unrounded column, and the displayed one where it is empty', () => {
    const titles = ['section', 'time', '氨氮', '总磷', '氨氮_orig', '总磷_orig'];
    const row = rowOf(titles, ['甲', '2026-05-01 08:00', '0.23', '--', '0.2345', '']);
    expect(row.values.map(({ column, text, mark }) => [column, text, mark])).toEqual([
      ['氨氮_orig', '0.2345', 'N'],
      ['总磷', null, '!'],
    ]);
  });

  it.each<[string, string[], string[], string, string]>([
    ['no number', wide, ['1141A', '20190101', '1', '12a', '0.3'], 'no-number', 'PM2.5'],
    ['no site', wide, ['', '20190101', '1', '12', '0.3'], 'no-site', 'station'],
    ['a day before 1970', wide, ['1141A', '19690101', '1', '12', '0.3'], 'before-1970', 'date'],
    ['an hour that has not come', wide, ['1141A', '20260601', '9', '12', '0.3'], 'future', 'date'],
    ['no such day', wide, ['1141A', '20190230', '9', '12', '0.3'], 'no-such-day', 'date'],
    [
      'an unknown mark',
      [...wide, '标识'],
      ['1141A', '20190101', '1', '1', '0.3', 'Z?'],
      'unknown-mark',
      '标识',
    ],
    [
      'an unknown factor',
      ['站点', '时间', '因子', '值'],
      ['a', '2026-05-01 1:00', '幸福', '1'],
      'unknown-factor',
      '因子',
    ],
    [
      'an unknown unit',
      ['站点', '时间', '因子', '值', '单位'],
      ['a', '2026-05-01 1:00', 'SO2', '1', '斤'],
      'unknown-unit',
      '单位',
    ],
  ])('names the column of %s', (_name, titles, cells, code, column) => {
    expect(rowOf(titles, cells).problems).toMatchObject([{ code, column }]);
  });

  it('the hour that ends now has come', () => {
    expect(rowOf(wide, ['1141A', '20260601', '8', '12', '0.3']).problems).toEqual([]);
  });

  it('accounts for every cell of a factor, whatever it holds', () => {
    const reader = rowReader(recogniseTable(wide));
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.double().map(String)), { maxLength: 6 }), (cells) => {
        const row = readRow(reader, ['1141A', '20190101', '1', ...cells], now);
        const bad = row.problems.filter(({ code }) => code === 'no-number').length;
        expect(row.values.length + row.missing + bad).toBe(2);
      }),
    );
  });
});

const value = (text: string | null, more: Partial<FileValue> = {}): FileValue => ({
  column: 'c',
  factor: 'a34004',
  text,
  halved: false,
  unit: null,
  mark: 'N',
  ...more,
});
const air = { unit: null, place: 'ambient' } as const;

describe('settleValue', () => {
  it.each<[string, FileValue, { unit: string | null; place: 'ambient' | 'outlet' }, number | null]>([
    ['the usual unit', value('35'), air, 35],
    ['from mg/m³', value('0.056', { unit: 'mg/m³' }), air, 56],
    ['to the site’s own unit', value('56', { unit: 'µg/m³' }), { unit: 'mg/m³', place: 'ambient' }, 0.056],
    ['CO in µg/m³', value('800', { factor: 'a21005', unit: 'µg/m³' }), air, 0.8],
    ['a stack in mg/m³', value('800', { factor: 'a21026' }), { unit: null, place: 'outlet' }, 800],
    ['a non-detect', value('0.05', { factor: 'w21011', halved: true }), air, 0.025],
    ['conductivity', value('50', { factor: 'w01014', unit: 'mS/m' }), air, 500],
    ['below zero where that is warm enough', value('-3', { factor: 'a01001' }), air, -3],
    ['minus zero', value('-0'), air, 0],
    ['no number', value(null, { mark: '/' }), air, null],
  ])('%s', (_name, given, site, stored) => {
    expect(settleValue(given, site)).toBe(stored);
  });

  it.each<[string, FileValue, string]>([
    ['CO 800', value('800', { factor: 'a21005' }), 'implausible'],
    ['pH 77', value('77', { factor: 'w01001' }), 'implausible'],
    ['a negative concentration', value('-1'), 'negative'],
    ['a unit of another kind', value('1', { unit: 'mg/L' }), 'unknown-unit'],
  ])('refuses %s', (_name, given, code) => {
    expect(settleValue(given, air)).toMatchObject({ code, column: 'c' });
  });
});

describe('readCell', () => {
  const decimals = fc
    .tuple(fc.nat(99_999), fc.option(fc.nat(9_999)))
    .map(([whole, part]) => (part === null ? String(whole) : `${whole}.${part}`));

  it('reads any decimal, in full-width characters too', () => {
    fc.assert(
      fc.property(decimals, (text) => {
        const fullWidth = [...text]
          .map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0))
          .join('');
        expect(readCell(` ${text} `)).toEqual({ state: 'value', text, halved: false });
        expect(readCell(fullWidth)).toEqual({ state: 'value', text, halved: false });
        expect(readCell(`<${text}`)).toEqual({ state: 'value', text, halved: true });
        expect(readCell(`${text}L`)).toEqual({ state: 'value', text, halved: true });
      }),
    );
  });

  it('converts there and back without a remainder', () => {
    fc.assert(
      fc.property(decimals, (text) => {
        const there = settleValue(value(text, { unit: 'µg/m³' }), { unit: 'mg/m³', place: 'outlet' });
        const back = settleValue(value(String(there), { unit: 'mg/m³' }), { unit: 'µg/m³', place: 'outlet' });
        expect(back).toBe(Number(text));
      }),
    );
    expect(powerBetween('mg/L', 'mg/m³')).toBeNull();
  });
});
