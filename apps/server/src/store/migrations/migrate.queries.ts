import { createHash } from 'node:crypto';
import pg, { type ClientConfig } from 'pg';
import { StoreError } from '../errors.ts';
import type { Migration } from './migration.ts';

/** Text that stands for a migration's SQL, so that a later change of it is noticed. */
export function checksum(migration: Migration): string {
  return createHash('sha256').update(migration.sql, 'utf8').digest('hex');
}

/**
 * Brings the schema up to date; the caller holds the instance lock. Each step runs in its own transaction with
 * the line that records it.
 * @throws StoreError `setup` when the database is older than PostgreSQL 13, when it was written by a newer
 *   huanzhi, or when a step that was applied reads differently now; nothing is changed then
 */
export async function migrate(
  config: ClientConfig,
  steps: readonly Migration[],
  log: (line: string) => void,
): Promise<void> {
  const client = new pg.Client(config);
  client.on('error', () => {});
  await client.connect();
  try {
    await requireVersion(client);
    await client.query(`create table if not exists schema_migration (
      id integer primary key, name text not null, checksum text not null,
      applied_at timestamptz not null default current_timestamp)`);
    const applied = await client.query<{ id: number; name: string; checksum: string }>(
      'select id, name, checksum from schema_migration order by id',
    );
    for (const row of applied.rows) requireSame(row, steps);
    const done = new Set(applied.rows.map((row) => row.id));
    for (const step of steps.filter((one) => !done.has(one.id))) {
      log(`database: step ${step.id} ${step.name}`);
      await apply(client, step);
    }
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, step: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(step.sql);
    await client.query('insert into schema_migration (id, name, checksum) values ($1, $2, $3)', [
      step.id,
      step.name,
      checksum(step),
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

function requireSame(row: { id: number; name: string; checksum: string }, steps: readonly Migration[]): void {
  const step = steps.find((one) => one.id === row.id);
  if (step === undefined) {
    throw new StoreError(
      'setup',
      `The database was written by a newer huanzhi (step ${row.id} ${row.name}). Start that version, or restore a backup.`,
      { step: row.id },
    );
  }
  if (checksum(step) !== row.checksum) {
    throw new StoreError(
      'setup',
      `Step ${row.id} ${row.name} of the database reads differently from the one that was applied. Start the huanzhi version that made this database, or restore a backup.`,
      { step: row.id },
    );
  }
}

async function requireVersion(client: pg.Client): Promise<void> {
  const found = await client.query<{ version: string; encoding: string }>(
    `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding`,
  );
  const row = found.rows[0];
  if (row === undefined || Number(row.version) < 130_000) {
    throw new StoreError('setup', 'The database of DATABASE_URL is older than PostgreSQL 13.');
  }
  if (row.encoding !== 'UTF8') {
    throw new StoreError(
      'setup',
      `The database of DATABASE_URL has the encoding ${row.encoding}; huanzhi needs UTF8.`,
    );
  }
}
