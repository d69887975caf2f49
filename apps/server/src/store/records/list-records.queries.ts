import type { Light, RegistryRecord } from '@huanzhi/registry';
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { StoreError } from '../errors.ts';
import { isId } from '../ids.ts';
import { decodeCursor, type Page, pageOf } from '../keyset.ts';
import type { Db } from '../schema.ts';
import { fieldExpression, type SearchField } from './field-index.queries.ts';
import { toRecord } from './record-row.ts';
import { inScope, likeText, type RecordScope } from './scope.queries.ts';

/** Filters of a list; what is left out does not restrict. */
export interface RecordFilter {
  registry: string;
  scope: RecordScope;
  /** Looked for in code, title, summary, and the pinyin and initials of the title; blanks mean "and". */
  q?: string;
  states?: string[];
  lights?: Light[];
  /** Owner or co-owner organisations. */
  orgs?: string[];
  ownerUser?: string;
  /** Id of the plan that a record came from. */
  plan?: string;
  /** Local dates, both ends included. */
  dueFrom?: string;
  dueTo?: string;
  /** Changed at or after this instant. */
  updatedSince?: string;
  /** Fields of `data` that equal one of these values (in text). The field must be searchable. */
  where?: { field: SearchField; values: string[] }[];
  /** Exactly these records. */
  ids?: string[];
}

/** Envelope columns to sort by, or a searchable field of `data`. */
export type RecordSort =
  | { by: 'code' | 'title' | 'state' | 'due' | 'updatedAt' | 'createdAt' | 'light'; descending: boolean }
  | { by: 'field'; field: SearchField; descending: boolean };

/** One page of the records that the filter lets through, from after `after`. Rows without a value stand last when ascending. */
export async function listRecords(
  db: Db,
  filter: RecordFilter,
  sort: RecordSort,
  page: { after?: string | null; limit: number },
): Promise<Page<RegistryRecord>> {
  const key = sortKey(sort);
  const direction = sort.descending ? sql`desc` : sql`asc`;
  let query = filtered(db, filter)
    .selectAll('record')
    .select(sql<string>`${key.value}::text`.as('sortValue'))
    .orderBy(sql`${key.value} ${direction}, record.id ${direction}`)
    .limit(page.limit + 1);
  if (page.after != null) {
    const cursor = decodeCursor(page.after);
    if (!isId(cursor.id)) throw new StoreError('invalid', 'The place in the list (`after`) is not valid.');
    const than = sort.descending ? sql`<` : sql`>`;
    query = query.where(
      sql<SqlBool>`(${key.value}, record.id) ${than} (${cursor.value}::${key.type}, ${cursor.id}::uuid)`,
    );
  }
  const found = pageOf(await query.execute(), page.limit, (row) => ({ value: row.sortValue, id: row.id }));
  return { items: found.items.map(toRecord), next: found.next };
}

/** How many records the filter lets through, exact up to `ceiling`, else null. */
export async function countRecords(db: Db, filter: RecordFilter, ceiling = 10_000): Promise<number | null> {
  const found = await db
    .selectFrom(
      filtered(db, filter)
        .select('record.id')
        .limit(ceiling + 1)
        .as('found'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return found.count > ceiling ? null : found.count;
}

/** Counts by state and by light. */
export async function recordFacets(
  db: Db,
  filter: RecordFilter,
): Promise<{ state: Record<string, number>; light: Record<string, number> }> {
  const rows = await filtered(db, filter)
    .select(['record.state', 'record.light', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy(['record.state', 'record.light'])
    .execute();
  const facets = { state: {} as Record<string, number>, light: {} as Record<string, number> };
  for (const row of rows) {
    facets.state[row.state] = (facets.state[row.state] ?? 0) + row.count;
    facets.light[row.light] = (facets.light[row.light] ?? 0) + row.count;
  }
  return facets;
}

/** All records of a filter in batches by id, for exports, recomputation of lights, indicators. */
export async function* eachRecord(
  db: Db,
  filter: RecordFilter,
  batch = 500,
): AsyncGenerator<RegistryRecord[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await filtered(db, filter)
      .selectAll('record')
      .where('record.id', '>', after)
      .orderBy('record.id')
      .limit(batch)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(toRecord);
    after = last.id;
  }
}

/** One record when the scope shows it. */
export async function findRecord(
  db: Db,
  registry: string,
  id: string,
  scope: RecordScope,
): Promise<RegistryRecord | undefined> {
  if (!isId(id)) return undefined;
  const row = await filtered(db, { registry, scope, ids: [id] })
    .selectAll('record')
    .executeTakeFirst();
  return row === undefined ? undefined : toRecord(row);
}

function filtered(db: Db, filter: RecordFilter) {
  return db
    .selectFrom('record')
    .where('record.registry', '=', filter.registry)
    .where((eb) => inScope(eb, filter.scope))
    .where((eb) => eb.and(conditions(filter)));
}

/** Characters that few texts have; letters and digits stand in almost every one. */
const chinese = /\p{Script=Han}/u;

function conditions(filter: RecordFilter): Expression<SqlBool>[] {
  const parts: RawBuilder<SqlBool>[] = [];
  if (filter.ids !== undefined) parts.push(sql`record.id = any(${filter.ids}::uuid[])`);
  const words = (filter.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  for (const word of words) parts.push(sql`record.search like ${`%${likeText(word)}%`}`);
  // Behind the words on purpose: as a filter it costs more than they do, through its index it costs little.
  const characters = [...new Set(words.join(''))].filter((one) => chinese.test(one));
  if (characters.length > 0) {
    parts.push(sql`string_to_array(record.search, null) @> ${characters}::text[]`);
  }
  if (filter.states !== undefined) parts.push(sql`record.state = any(${filter.states}::text[])`);
  if (filter.lights !== undefined) parts.push(sql`record.light = any(${filter.lights}::text[])`);
  if (filter.orgs !== undefined) {
    parts.push(
      sql`(record.owner_org = any(${filter.orgs}::uuid[]) or record.co_orgs && ${filter.orgs}::uuid[])`,
    );
  }
  if (filter.ownerUser !== undefined) parts.push(sql`record.owner_user = ${filter.ownerUser}::uuid`);
  if (filter.plan !== undefined) parts.push(sql`record.plan_id = ${filter.plan}`);
  if (filter.dueFrom !== undefined) parts.push(sql`record.due_on >= ${filter.dueFrom}::date`);
  if (filter.dueTo !== undefined) parts.push(sql`record.due_on <= ${filter.dueTo}::date`);
  if (filter.updatedSince !== undefined)
    parts.push(sql`record.updated_at >= ${filter.updatedSince}::timestamptz`);
  for (const { field, values } of filter.where ?? []) {
    parts.push(sql`${fieldExpression(field)}::text = any(${values}::text[])`);
  }
  return parts;
}

/** Empty values are replaced so that keyset paging has a total order; they stand last when ascending. */
function sortKey(sort: RecordSort): { value: RawBuilder<unknown>; type: RawBuilder<unknown> } {
  switch (sort.by) {
    case 'code':
      return { value: sql`coalesce(record.code, '~')`, type: sql`text` };
    case 'title':
      return { value: sql`record.title_pinyin`, type: sql`text` };
    case 'state':
      return { value: sql`record.state`, type: sql`text` };
    case 'due':
      return { value: sql`coalesce(record.due_on, date '9999-12-31')`, type: sql`date` };
    case 'updatedAt':
      return { value: sql`record.updated_at`, type: sql`timestamptz` };
    case 'createdAt':
      return { value: sql`record.created_at`, type: sql`timestamptz` };
    case 'light':
      return {
        value: sql`(case record.light when 'red' then 0 when 'yellow' then 1 when 'green' then 2 when 'grey' then 3 else 4 end)`,
        type: sql`integer`,
      };
    case 'field':
      return sort.field.kind === 'number'
        ? { value: sql`coalesce(${fieldExpression(sort.field)}, 'NaN'::numeric)`, type: sql`numeric` }
        : { value: sql`coalesce(${fieldExpression(sort.field)}, '~')`, type: sql`text` };
  }
}
