import type { RegistryDefinition } from '@huanzhi/registry';
import { describe, expect, test } from 'vitest';
import { allColumns, nextSort, shownColumns } from '../src/lib/columns.ts';
import { activeFilters, readWhere, recordFilter, toggleValue, writeWhere } from '../src/lib/list-filter.ts';
import { paths, safeNext, withQuery } from '../src/lib/paths.ts';

const definition: RegistryDefinition = {
  id: 'well',
  version: 1,
  name: { zh: '水井', en: 'Wells' },
  about: { zh: '', en: '' },
  codePrefix: 'W',
  basis: [],
  sensitivity: 'P2',
  fields: [
    { key: 'depth', type: 'number', label: { zh: '深度', en: 'Depth' }, searchable: true },
    { key: 'visits', type: 'items', label: { zh: '巡查', en: 'Visits' }, fields: [] },
  ],
  states: [{ key: 'open', label: { zh: '在用', en: 'In use' }, kind: 'open' }],
  initial: 'open',
  transitions: [],
  clocks: [],
  permissions: [],
  editableIn: [],
  columns: ['code', 'data.depth', 'ownerName', 'nothing', 'code'],
  indicators: [],
};

describe('columns', () => {
  test('the title is never missing, unknown and repeated ones are dropped', () => {
    expect(shownColumns(definition, undefined).map((column) => column.key)).toEqual([
      'title',
      'code',
      'depth',
      'ownerOrg',
    ]);
  });

  test('the address decides the columns and their order', () => {
    expect(shownColumns(definition, 'depth,title').map((column) => column.key)).toEqual(['depth', 'title']);
  });

  test('lists inside a record are no columns', () => {
    expect(allColumns(definition).map((column) => column.key)).not.toContain('visits');
  });

  test('a head sorts up, down, and back to the default', () => {
    expect(nextSort(undefined, 'due')).toBe('due');
    expect(nextSort('due', 'due')).toBe('-due');
    expect(nextSort('-due', 'due')).toBeUndefined();
    expect(nextSort('-code', 'due')).toBe('due');
  });
});

describe('filters in the address', () => {
  test('only known keys go to the server, columns stay in the page', () => {
    expect(recordFilter({ light: 'red,yellow', cols: 'code', mine: '1', evil: 'x', sort: '-due' })).toEqual({
      light: 'red,yellow',
      mine: '1',
      sort: '-due',
    });
  });

  test('sorting and columns are no filters', () => {
    expect(activeFilters({ sort: 'due', cols: 'code', q: '河' })).toEqual(['q']);
  });

  test('a value is switched on and off', () => {
    expect(toggleValue(undefined, 'red')).toBe('red');
    expect(toggleValue('red', 'yellow')).toBe('red,yellow');
    expect(toggleValue('red,yellow', 'red')).toBe('yellow');
    expect(toggleValue('red', 'red')).toBeUndefined();
  });

  test('where reads and writes the same text', () => {
    const text = 'domain:water,kind:project';
    expect(writeWhere(readWhere(text))).toBe(text);
    expect(readWhere(undefined).size).toBe(0);
    expect(writeWhere(new Map())).toBeUndefined();
  });
});

describe('addresses', () => {
  test('a query stays readable and empty values go', () => {
    expect(withQuery('/registries/task', { light: 'red,yellow', q: '', where: 'a:b' })).toBe(
      '/registries/task?light=red,yellow&where=a:b',
    );
  });

  test('ids are escaped', () => {
    expect(paths.record('task', 'a/b')).toBe('/registries/task/a%2Fb');
  });

  test.each([
    ['/plans', '/plans'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    [undefined, '/'],
  ])('after signing in %s leads to %s', (next, path) => expect(safeNext(next)).toBe(path));
});
