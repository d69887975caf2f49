import { createHash } from 'node:crypto';
import type { FieldDefinition, RegistryDefinition } from '@huanzhi/registry';
import { type RawBuilder, sql } from 'kysely';
import type { ClientConfig } from 'pg';
import pg from 'pg';
import { kyselyOver } from '../database.ts';
import { appRole } from '../roles.queries.ts';
import type { Db } from '../schema.ts';
import { fieldExpression, searchField } from './field-index.queries.ts';

/** The part of a definition that tables know about. */
export type RegistryFields = Pick<RegistryDefinition, 'id' | 'fields'>;

/**
 * Makes what is missing: an expression index for each searchable field and the view `v_<registry>` with one
 * typed column per field, for people with BI tools. What a definition no longer names is dropped.
 */
export async function ensureRegistryIndexes(
  config: ClientConfig,
  registries: RegistryFields[],
): Promise<void> {
  const pool = new pg.Pool({ ...config, max: 1 });
  pool.on('error', () => {});
  const db = kyselyOver(pool);
  try {
    for (const registry of registries) await db.transaction().execute((trx) => ensureOne(trx, registry));
  } finally {
    await db.destroy();
  }
}

async function ensureOne(trx: Db, registry: RegistryFields): Promise<void> {
  // Two underscores: `task` must not take the indexes of `task-report` for its own.
  const prefix = `rx_${registry.id.replaceAll('-', '_')}__`;
  const wanted = new Map(
    registry.fields
      .filter((field) => field.searchable === true)
      .map((field) => [
        `${prefix}${snake(field.key)}_${searchField(field).kind}`.slice(0, 63),
        searchField(field),
      ]),
  );
  const present = await sql<{ indexname: string }>`
    select indexname from pg_indexes where schemaname = current_schema() and tablename = 'record'
      and left(indexname, ${prefix.length}::integer) = ${prefix}::text`.execute(trx);
  const names = new Set(present.rows.map((row) => row.indexname));
  for (const name of names) if (!wanted.has(name)) await sql`drop index ${sql.id(name)}`.execute(trx);
  for (const [name, field] of wanted) {
    if (names.has(name)) continue;
    await sql`create index ${sql.id(name)} on record ((${fieldExpression(field)}), id)
      where registry = ${sql.lit(registry.id)}`.execute(trx);
  }
  await ensureView(trx, registry);
}

const envelope =
  'id, code, title, summary, area_code, owner_org, co_orgs, owner_user, state, state_since, light, sensitivity, due_on, lng, lat, version, created_at, updated_at';

/** The comment of the view holds what it was made from, so that an unchanged one is left alone. */
async function ensureView(trx: Db, registry: RegistryFields): Promise<void> {
  const name = `v_${registry.id.replaceAll('-', '_')}`;
  const taken = new Set(envelope.split(', '));
  const columns = registry.fields.map((field) => {
    const column = snake(field.key);
    return { column: (taken.has(column) ? `data_${column}` : column).slice(0, 63), field };
  });
  const stamp = createHash('sha256')
    .update(JSON.stringify(columns.map(({ column, field }) => [column, field.key, field.type])))
    .digest('hex');
  const comment = await sql<{ comment: string | null }>`
    select obj_description(to_regclass(${name}), 'pg_class') as comment`.execute(trx);
  if (comment.rows[0]?.comment === stamp) return;
  await sql`drop view if exists ${sql.id(name)}`.execute(trx);
  const selected = columns.map(({ column, field }) => sql`${typed(field)} as ${sql.id(column)}`);
  await sql`create view ${sql.id(name)} as
    select ${sql.join([sql.raw(envelope), ...selected])} from record where registry = ${sql.lit(registry.id)}`.execute(
    trx,
  );
  await sql`comment on view ${sql.id(name)} is ${sql.lit(stamp)}`.execute(trx);
  const role = await sql`select 1 from pg_roles where rolname = ${appRole}`.execute(trx);
  if (role.rows.length > 0) await sql`grant select on ${sql.id(name)} to ${sql.id(appRole)}`.execute(trx);
}

function typed(field: FieldDefinition): RawBuilder<unknown> {
  const text = fieldExpression({ key: field.key, kind: 'text' });
  switch (field.type) {
    case 'number':
      return sql`(${text})::numeric`;
    case 'integer':
      return sql`(${text})::bigint`;
    case 'boolean':
      return sql`(${text})::boolean`;
    case 'date':
      return sql`(${text})::date`;
    case 'datetime':
      return sql`(${text})::timestamptz`;
    case 'choices':
    case 'orgs':
    case 'items':
    case 'point':
    case 'evidence':
      return sql`record.data -> ${sql.lit(field.key)}`;
    default:
      return text;
  }
}

function snake(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
