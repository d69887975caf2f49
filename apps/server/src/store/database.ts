import { CamelCasePlugin, Kysely, PostgresDialect, type PostgresPool, type Transaction } from 'kysely';
import type { Database, Db } from './schema.ts';

/** Kysely over a pool; camelCase outside, snake_case inside, keys inside JSON columns untouched. */
export function kyselyOver(pool: PostgresPool): Kysely<Database> {
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}

/** Runs `fn` in the transaction that `db` already is, or in a new one. */
export function inTransaction<T>(db: Db, fn: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  return db.isTransaction ? fn(db as Transaction<Database>) : db.transaction().execute(fn);
}

/** A value for a JSON column. */
export function json(value: object): string {
  return JSON.stringify(value);
}

/** A value for a JSON column that may be null. */
export function jsonOrNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
