import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/store/ids.ts';
import type { RecordScope, Store } from '../../src/store/index.ts';
import {
  countRecords,
  eachRecord,
  findRecord,
  listRecords,
  type RecordFilter,
  type RecordSort,
  recordFacets,
} from '../../src/store/records/list-records.queries.ts';
import { createRecord } from '../../src/store/records/save-record.queries.ts';
import { asOwner, freshStore } from './fresh-database.ts';
import { creation } from './sample-record.ts';

const [bureau, town, other] = [newId(), newId(), newId()];
let store: Store;
let url: string;

beforeAll(async () => {
  ({ store, url } = await freshStore());
  const rows = [
    { title: '真如港整治', ownerOrg: bureau, coOrgs: [town], areaCode: '310107005', light: 'red' as const },
    {
      title: '曹杨公园',
      ownerOrg: town,
      areaCode: '310107005',
      state: 'running',
      sensitivity: 'P4' as const,
    },
    { title: '桃浦绿地 100%', ownerOrg: other, areaCode: '310107103', data: { progress: 7, unit: 'b' } },
    {
      title: 'VOCs 治理',
      ownerOrg: other,
      areaCode: '310107',
      createdBy: 'u2',
      data: { progress: 70, unit: 'a' },
    },
  ];
  for (const [index, row] of rows.entries()) await createRecord(store.db, creation(`list-${index}`, row));
});

async function titles(filter: Partial<RecordFilter>, scope: RecordScope = 'all'): Promise<string[]> {
  const sort: RecordSort = { by: 'createdAt', descending: false };
  const page = await listRecords(store.db, { registry: 'task', scope, ...filter }, sort, { limit: 100 });
  return page.items.map((record) => record.title).sort();
}

describe('what a scope shows', () => {
  const upTo = 'P5' as const;
  it.each<[string, RecordScope, string[]]>([
    ['nothing without a term', { terms: [] }, []],
    ['nothing for an empty list', { terms: [{ upTo, ownerIn: [] }] }, []],
    ['the own organisation', { terms: [{ upTo, ownerIn: [town] }] }, ['曹杨公园']],
    ['owner or co-owner', { terms: [{ upTo, ownerOrCoIn: [town] }] }, ['曹杨公园', '真如港整治']],
    ['an area', { terms: [{ upTo, areaPrefixes: ['310107103'] }] }, ['桃浦绿地 100%']],
    ['an area without wildcards', { terms: [{ upTo, areaPrefixes: ['31010_'] }] }, []],
    ['up to a class', { terms: [{ upTo: 'P3', areaPrefixes: ['310107005'] }] }, ['真如港整治']],
    ['the creator', { terms: [{ upTo, creator: 'u2' }] }, ['VOCs 治理']],
    ['all that a term states', { terms: [{ upTo, ownerIn: [other], creator: 'u2' }] }, ['VOCs 治理']],
    [
      'what one of several terms shows',
      {
        terms: [
          { upTo, ownerIn: [town] },
          { upTo, creator: 'u2' },
        ],
      },
      ['VOCs 治理', '曹杨公园'],
    ],
  ])('%s', async (_what, scope, expected) => {
    expect(await titles({}, scope)).toEqual(expected);
    expect(await countRecords(store.db, { registry: 'task', scope })).toBe(expected.length);
  });

  it('hides one record as it hides it in the list', async () => {
    const hidden = (
      await listRecords(
        store.db,
        { registry: 'task', scope: 'all', q: '公园' },
        { by: 'title', descending: false },
        { limit: 1 },
      )
    ).items[0];
    expect(
      await findRecord(store.db, 'task', hidden?.id ?? '', { terms: [{ upTo, ownerIn: [other] }] }),
    ).toBeUndefined();
    expect(await findRecord(store.db, 'task', 'no-uuid', 'all')).toBeUndefined();
  });
});

describe('filters', () => {
  it.each<[string, Partial<RecordFilter>, string[]]>([
    ['Chinese text', { q: '治理' }, ['VOCs 治理']],
    ['case does not matter', { q: 'vocs' }, ['VOCs 治理']],
    ['pinyin', { q: 'taopu' }, ['桃浦绿地 100%']],
    ['initials', { q: 'cygy' }, ['曹杨公园']],
    ['words are all wanted', { q: '桃浦 绿地' }, ['桃浦绿地 100%']],
    ['a percent sign is a percent sign', { q: '100%' }, ['桃浦绿地 100%']],
    ['states', { states: ['running'] }, ['曹杨公园']],
    ['lights', { lights: ['red', 'yellow'] }, ['真如港整治']],
    ['owner or co-owner', { orgs: [town] }, ['曹杨公园', '真如港整治']],
    ['a field', { where: [{ field: { key: 'unit', kind: 'text' }, values: ['a'] }] }, ['VOCs 治理']],
    ['nothing matches no state', { states: [] }, []],
  ])('%s', async (_what, filter, expected) => {
    expect(await titles(filter)).toEqual(expected);
  });

  it('counts by state and light', async () => {
    expect(await recordFacets(store.db, { registry: 'task', scope: 'all' })).toEqual({
      state: { draft: 3, running: 1 },
      light: { red: 1, grey: 3 },
    });
  });

  it('gives no exact count past the ceiling', async () => {
    expect(await countRecords(store.db, { registry: 'task', scope: 'all' }, 3)).toBeNull();
  });

  it('refuses a field name that is none and a place in the list that is none', async () => {
    const field = { key: `x') or true --`, kind: 'text' as const };
    await expect(titles({ where: [{ field, values: ['a'] }] })).rejects.toMatchObject({ code: 'invalid' });
    const list = listRecords(
      store.db,
      { registry: 'task', scope: 'all' },
      { by: 'code', descending: false },
      { limit: 1, after: 'x' },
    );
    await expect(list).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('paging', () => {
  const sorts: RecordSort[] = [
    { by: 'title', descending: false },
    { by: 'due', descending: true },
    { by: 'light', descending: false },
    { by: 'updatedAt', descending: true },
    { by: 'code', descending: false },
    { by: 'field', field: { key: 'progress', kind: 'number' }, descending: true },
    { by: 'field', field: { key: 'unit', kind: 'text' }, descending: false },
  ];

  it('shows every record exactly once, whatever the order and the size of a page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...sorts), fc.integer({ min: 1, max: 5 }), async (sort, limit) => {
        const filter: RecordFilter = { registry: 'task', scope: 'all' };
        const whole = await listRecords(store.db, filter, sort, { limit: 100 });
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const page = await listRecords(store.db, filter, sort, { limit, after });
          seen.push(...page.items.map((record) => record.id));
          after = page.next;
        } while (after !== null);
        expect(seen).toEqual(whole.items.map((record) => record.id));
        expect(new Set(seen).size).toBe(4);
      }),
      { numRuns: 30 },
    );
  });

  it('walks all records in batches', async () => {
    const sizes: number[] = [];
    for await (const batch of eachRecord(store.db, { registry: 'task', scope: 'all' }, 3))
      sizes.push(batch.length);
    expect(sizes).toEqual([3, 1]);
  });
});

describe('indexes and view of a registry', () => {
  const label = { zh: '', en: '' };
  const fields = [
    { key: 'progress', type: 'integer' as const, label, searchable: true },
    { key: 'unit', type: 'text' as const, label, searchable: true },
    { key: 'title', type: 'text' as const, label },
  ];
  const indexes = async () =>
    (await asOwner(url, `select indexname from pg_indexes where indexname like 'rx%' order by 1`)).rows.map(
      (row) => row.indexname,
    );

  it('are made, kept and changed with the definition', async () => {
    await store.ensureRegistries([
      { id: 'task', fields },
      { id: 'task-report', fields },
    ]);
    const first = await indexes();
    expect(first).toHaveLength(4);
    await store.ensureRegistries([{ id: 'task', fields }]);
    expect(await indexes()).toEqual(first);
    const found = await asOwner(url, 'select title, progress, unit from v_task where progress = 70');
    expect(found.rows).toEqual([{ title: 'VOCs 治理', progress: '70', unit: 'a' }]);
    await store.ensureRegistries([{ id: 'task', fields: fields.slice(1) }]);
    expect(await indexes()).toHaveLength(3);
    const columns = (await asOwner(url, 'select * from v_task limit 1')).fields.map((field) => field.name);
    expect(columns).toContain('data_title');
    expect(columns).not.toContain('progress');
  });
});
