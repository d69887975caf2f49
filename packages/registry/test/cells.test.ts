import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellValue, coerceCell, type FieldDefinition, formatCell } from '../src/index.ts';

const label = { zh: '项', en: 'Item' };
const option = (value: string, zh: string, en: string) => ({ value, label: { zh, en } });
const options = [option('water', '水', 'Water'), option('air', '大气', 'Air')];
const ids: Record<string, string> = { 区水务局: 'water', 区建管委: 'works', '区委、区政府办': 'office' };
const names: Record<string, string> = { water: '区水务局', works: '区建管委', office: '区委、区政府办' };
const lookups = {
  org: (name: string) => ids[name] ?? null,
  user: (name: string) => (name === '某' ? 'u1' : null),
  record: (registry: string, text: string) => (registry === 'task' && text === 'RW-1' ? 'r1' : null),
};

const fields = {
  text: { key: 'f', type: 'text', label },
  number: { key: 'f', type: 'number', unit: '万元', label },
  percent: { key: 'f', type: 'number', unit: '%', label },
  integer: { key: 'f', type: 'integer', label },
  boolean: { key: 'f', type: 'boolean', label },
  date: { key: 'f', type: 'date', label },
  month: { key: 'f', type: 'month', label },
  datetime: { key: 'f', type: 'datetime', label },
  choice: { key: 'f', type: 'choice', options, label },
  choices: { key: 'f', type: 'choices', options, label },
  org: { key: 'f', type: 'org', label },
  orgs: { key: 'f', type: 'orgs', label },
  user: { key: 'f', type: 'user', label },
  record: { key: 'f', type: 'record', registry: 'task', label },
  point: { key: 'f', type: 'point', label },
  items: { key: 'f', type: 'items', label, fields: [{ key: 'a', type: 'text', label }] },
  evidence: { key: 'f', type: 'evidence', label },
} satisfies Record<string, FieldDefinition>;
type Kind = keyof typeof fields;

describe('coerceCell reads', () => {
  const table: [Kind, CellValue, unknown][] = [
    ['text', '  一段话 ', '一段话'],
    ['text', 12, '12'],
    ['number', '1,234,567.5', 1234567.5],
    ['number', '１，２３４．５', 1234.5],
    ['number', '−3', -3],
    ['number', '12 万元', 12],
    ['number', '0', 0],
    ['number', 0, 0],
    ['number', 1e21, 1e21],
    ['percent', '60%', 60],
    ['percent', '６０％', 60],
    ['integer', ' 42 ', 42],
    ['boolean', '是', true],
    ['boolean', '否', false],
    ['boolean', 'Ｙ', true],
    ['boolean', '×', false],
    ['boolean', true, true],
    ['boolean', 0, false],
    ['date', '2026-11-20', '2026-11-20'],
    ['date', '2026/1/5', '2026-01-05'],
    ['date', '2026.1.5', '2026-01-05'],
    ['date', '2026年11月20日', '2026-11-20'],
    ['date', '２０２６年１月５日', '2026-01-05'],
    ['date', '20261120', '2026-11-20'],
    ['date', '2026-11-20 00:00:00', '2026-11-20'],
    ['date', new Date('2026-11-20T00:00:00Z'), '2026-11-20'],
    ['date', 46346, '2026-11-20'],
    ['month', '2026年11月', '2026-11'],
    ['month', '2026-11', '2026-11'],
    ['month', '202611', '2026-11'],
    ['month', '2026-11-20', '2026-11'],
    ['datetime', '2026-11-20 14:30', '2026-11-20T14:30:00+08:00'],
    ['datetime', '2026/11/20 8:05:09', '2026-11-20T08:05:09+08:00'],
    ['datetime', new Date('2026-11-20T14:30:00Z'), '2026-11-20T14:30:00+08:00'],
    ['choice', '水', 'water'],
    ['choice', 'AIR', 'air'],
    ['choices', '水、大气', ['water', 'air']],
    ['choices', '水；水', ['water']],
    ['org', ' 区水务局 ', 'water'],
    ['orgs', '区水务局、区建管委', ['water', 'works']],
    ['orgs', '区水务局\n区建管委', ['water', 'works']],
    ['orgs', '区委、区政府办', ['office']],
    ['user', '某', 'u1'],
    ['record', 'RW-1', 'r1'],
    ['point', '121.39, 31.25', { lng: 121.39, lat: 31.25 }],
    ['point', '121.39，31.25', { lng: 121.39, lat: 31.25 }],
  ];
  it.each(table)('%s %o as %o', (kind, cell, value) => {
    expect(coerceCell(fields[kind], cell, lookups)).toEqual({ value });
  });

  it('an empty cell of any kind as missing, never as zero', () => {
    for (const field of Object.values(fields)) {
      for (const cell of [null, undefined, '', '  ', '\u3000']) {
        expect(coerceCell(field, cell, lookups)).toEqual({ value: undefined });
      }
    }
  });
});

describe('coerceCell refuses', () => {
  const table: [Kind, CellValue, string][] = [
    ['number', '约 30', 'not-a-number'],
    ['number', '1,23', 'not-a-number'],
    ['number', '1.2.3', 'not-a-number'],
    ['number', '-', 'not-a-number'],
    ['number', '—', 'not-a-number'],
    ['boolean', '也许', 'not-boolean'],
    ['date', '2026-02-30', 'not-date'],
    ['date', '11月20日', 'not-date'],
    ['date', '2026年底', 'not-date'],
    ['date', 5, 'not-date'],
    ['month', '2026-13', 'not-month'],
    ['datetime', '2026-11-20 25:00', 'not-datetime'],
    ['choice', '土壤', 'not-an-option'],
    ['choices', '水、土壤', 'not-an-option'],
    ['org', '区水务局、区建管委', 'one-org'],
    ['orgs', '区水务局、某局', 'unknown-org'],
    ['user', '谁', 'unknown-user'],
    ['record', 'RW-2', 'unknown-record'],
    ['point', '121.39', 'not-a-point'],
    ['items', 'x', 'not-importable'],
    ['evidence', 'x', 'not-importable'],
  ];
  it.each(table)('%s %o: %s', (kind, cell, code) => {
    expect(coerceCell(fields[kind], cell, lookups)).toMatchObject({ problem: { path: 'data.f', code } });
  });

  it('and shows the wrong part', () => {
    const result = coerceCell(fields.orgs, '区水务局、某局', lookups);
    expect('problem' in result && result.problem.message.zh).toContain('某局');
  });
});

describe('formatCell and coerceCell are inverse', () => {
  const day = fc
    .integer({ min: 0, max: 40000 })
    .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n));
  const degrees = (max: number) => fc.integer({ min: -max * 1e6, max: max * 1e6 }).map((n) => n / 1e6);
  const values: [Kind, fc.Arbitrary<unknown>][] = [
    [
      'text',
      fc
        .string()
        .map((text) => text.trim())
        .filter((text) => text !== ''),
    ],
    ['number', finite],
    ['integer', fc.integer()],
    ['boolean', fc.boolean()],
    ['date', day],
    ['month', day.map((text) => text.slice(0, 7))],
    ['datetime', day.map((text) => `${text}T08:05:09+08:00`)],
    ['choice', fc.constantFrom('water', 'air')],
    ['choices', fc.uniqueArray(fc.constantFrom('water', 'air'), { minLength: 1 })],
    ['org', fc.constantFrom('water', 'works', 'office')],
    ['orgs', fc.uniqueArray(fc.constantFrom('water', 'works'), { minLength: 1 })],
    [
      'point',
      fc
        .record({ lng: degrees(180), lat: degrees(90) })
        .filter(({ lng, lat }) => Math.abs(lng) > 1e-4 && Math.abs(lat) > 1e-4),
    ],
  ];
  it.each(values)('%s', (kind, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, fc.constantFrom('zh' as const, 'en' as const), (value, language) => {
        const cell = formatCell(fields[kind], value, { org: (id) => names[id] ?? id, language });
        expect(coerceCell(fields[kind], cell, lookups)).toEqual({ value });
      }),
    );
  });

  it('writes missing as an empty cell and items as lines', () => {
    expect(formatCell(fields.number, undefined)).toBeNull();
    expect(formatCell(fields.number, 0)).toBe(0);
    expect(formatCell(fields.items, [{ a: 'x' }, { a: 'y' }])).toBe('项 x\n项 y');
  });
});
