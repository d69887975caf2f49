import { CompiledQuery } from 'kysely';
import type { Db } from './schema.ts';

/**
 * Sends rows by COPY on the connection of `db`, so also within its transaction. `GuardedPool` knows such a statement by
 * its beginning and sends the one parameter as the data.
 * @param statement e.g. `copy packet (station_id, raw) from stdin (format binary)`
 * @param rows in the form that the statement names
 * @throws StoreError `duplicate` when a row is there already; then no row is stored, and the transaction is broken
 */
export async function copyIn(db: Db, statement: `copy ${string}`, rows: Buffer): Promise<void> {
  await db.executeQuery(CompiledQuery.raw(statement, [rows]));
}
