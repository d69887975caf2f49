import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FieldDefinition, validateData } from '../src/index.ts';
import { definition } from './fixtures.ts';

const label = { zh: '项', en: 'Item' };
const check = (field: FieldDefinition, value: unknown) =>
  validateData({ ...definition, fields: [field] }, { f: value }).map(({ path, code }) => `${path} ${code}`);

describe('validateData', () => {
  const options = [{ value: 'a', label }];
  const table: [FieldDefinition, unknown, string[]][] = [
    [{ key: 'f', type: 'text', label }, 'x', []],
    [{ key: 'f', type: 'text', label, maxLength: 2 }, '水气土', ['data.f too-long']],
    [{ key: 'f', type: 'text', label, maxLength: 2 }, '𠮷𠮷', []],
    [{ key: 'f', type: 'text', label }, 'a\u0000b', ['data.f control-character']],
    [{ key: 'f', type: 'text', label, pattern: '\\d+' }, '12x', ['data.f pattern']],
    [{ key: 'f', type: 'text', label }, 5, ['data.f not-text']],
    [{ key: 'f', type: 'text', label, required: true }, '  ', ['data.f required']],
    [{ key: 'f', type: 'number', label, required: true }, 0, []],
    [{ key: 'f', type: 'boolean', label, required: true }, false, []],
    [{ key: 'f', type: 'number', label }, '5', ['data.f not-a-number']],
    [{ key: 'f', type: 'number', label }, Number.NaN, ['data.f not-a-number']],
    [{ key: 'f', type: 'number', label, digits: 2 }, 1.005, ['data.f too-precise']],
    [{ key: 'f', type: 'number', label, digits: 2 }, 1.05, []],
    [{ key: 'f', type: 'number', label, digits: 2 }, 1e-7, ['data.f too-precise']],
    [{ key: 'f', type: 'integer', label }, 1.5, ['data.f not-whole']],
    [{ key: 'f', type: 'number', label, min: 0 }, -1, ['data.f too-small']],
    [{ key: 'f', type: 'number', label, max: 100 }, 101, ['data.f too-big']],
    [{ key: 'f', type: 'date', label }, '2026-02-29', ['data.f not-date']],
    [{ key: 'f', type: 'date', label }, '2024-02-29', []],
    [{ key: 'f', type: 'month', label }, '2026-13', ['data.f not-month']],
    [{ key: 'f', type: 'datetime', label }, '2026-11-20T14:30:00', ['data.f not-datetime']],
    [{ key: 'f', type: 'datetime', label }, '2026-11-20T14:30:00+08:00', []],
    [{ key: 'f', type: 'choice', label, options }, 'b', ['data.f not-an-option']],
    [{ key: 'f', type: 'choices', label, options }, ['a', 'b'], ['data.f not-an-option']],
    [{ key: 'f', type: 'orgs', label }, ['a', 'a'], ['data.f not-a-list']],
    [{ key: 'f', type: 'org', label }, ['a'], ['data.f not-an-id']],
    [{ key: 'f', type: 'point', label }, { lng: 200, lat: 0 }, ['data.f not-a-point']],
    [{ key: 'f', type: 'point', label }, { lng: 121.4, lat: 31.2 }, []],
    [
      { key: 'f', type: 'items', label, fields: [{ key: 'due', type: 'date', label, required: true }] },
      [{ due: '2026-01-01' }, { due: 'x' }, {}, 5, { other: 1, due: '2026-01-01' }],
      [
        'data.f.1.due not-date',
        'data.f.2.due required',
        'data.f.3 not-an-item',
        'data.f.4.other unknown-field',
      ],
    ],
    [{ key: 'f', type: 'items', label, maxItems: 1, fields: [] }, [{}, {}], ['data.f too-many']],
    [{ key: 'f', type: 'items', label, minItems: 2, fields: [] }, [{}], ['data.f too-few']],
  ];
  it.each(table)('%j with %j: %j', (field, value, expected) => {
    expect(check(field, value)).toEqual(expected);
  });

  it('refuses unknown fields', () => {
    expect(validateData(definition, { kind: 'a', other: 1 })).toMatchObject([
      { path: 'data.other', code: 'unknown-field' },
    ]);
  });

  it('answers anything with problems, never with an exception', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('kind', 'amount', 'due', 'visits', 'x'), fc.anything()),
        (data) => {
          for (const { message } of validateData(definition, data)) expect(message.zh).not.toBe('');
        },
      ),
    );
  });
});
