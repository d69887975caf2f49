import type { RegistryRecord } from '@huanzhi/registry';
import { type SqlBool, sql } from 'kysely';
import type { Db } from '../schema.ts';
import { toRecord } from './record-row.ts';

/** A record of any registry, whoever asks: the caller checks what may be seen. */
export async function findRecordById(db: Db, id: string): Promise<RegistryRecord | undefined> {
  const row = await db.selectFrom('record').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toRecord(row);
}

/** Records of one registry whose code or title is one of these texts. */
export async function findRecordsByText(
  db: Db,
  registry: string,
  by: 'code' | 'title',
  texts: string[],
): Promise<RegistryRecord[]> {
  const rows = await db
    .selectFrom('record')
    .selectAll()
    .where('registry', '=', registry)
    .where(sql<SqlBool>`${sql.ref(`record.${by}`)} = any(${texts}::text[])`)
    .execute();
  return rows.map(toRecord);
}
