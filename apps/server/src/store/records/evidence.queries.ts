import { type SqlBool, sql } from 'kysely';
import { newId } from '../ids.ts';
import type { Db, NewRow, Row } from '../schema.ts';

export type Evidence = Row<'evidence'>;

/** Notes a stored file as evidence. The bytes lie in `store.files` under `sha256`. */
export function addEvidence(
  db: Db,
  evidence: Omit<NewRow<'evidence'>, 'id' | 'uploadedAt'>,
): Promise<Evidence> {
  return db
    .insertInto('evidence')
    .values({ ...evidence, id: newId() })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The evidence of a record in order of upload. */
export function listEvidence(db: Db, recordId: string): Promise<Evidence[]> {
  return db.selectFrom('evidence').selectAll().where('recordId', '=', recordId).orderBy('id').execute();
}

/** One piece of evidence, or undefined. */
export function findEvidence(db: Db, id: string): Promise<Evidence | undefined> {
  return db.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Those of the ids that are evidence of this record: what an event may name. */
export async function evidenceOf(db: Db, recordId: string, ids: string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('evidence')
    .select('id')
    .where('recordId', '=', recordId)
    .where(sql<SqlBool>`id = any(${ids}::uuid[])`)
    .execute();
  return rows.map((row) => row.id);
}
