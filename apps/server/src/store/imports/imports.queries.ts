import { inTransaction, json } from '../database.ts';
import { newId } from '../ids.ts';
import type { Db, ImportStatus, Row } from '../schema.ts';

export type ImportBatch = Row<'importBatch'>;
export type ImportRow = Row<'importRow'>;

/** Notes an uploaded table before its columns are mapped. */
export function addImport(
  db: Db,
  batch: Pick<ImportBatch, 'registry' | 'fileName' | 'sha256' | 'columns' | 'mapping' | 'createdBy'>,
): Promise<ImportBatch> {
  return db
    .insertInto('importBatch')
    .values({ ...batch, id: newId(), mapping: json(batch.mapping), status: 'mapping', committedAt: null })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** A batch, or undefined. */
export function findImport(db: Db, id: string): Promise<ImportBatch | undefined> {
  return db.selectFrom('importBatch').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Locks a batch for a change of its status and gives it, or undefined. */
export function lockImport(db: Db, id: string): Promise<ImportBatch | undefined> {
  return db.selectFrom('importBatch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Writes the verdict of every row, rejected ones too, and the mapping that led to them. */
export function setImportRows(
  db: Db,
  batchId: string,
  mapping: Record<string, string | null>,
  rows: Omit<ImportRow, 'batchId'>[],
): Promise<void> {
  return inTransaction(db, async (trx) => {
    await trx
      .updateTable('importBatch')
      .set({ mapping: json(mapping), status: 'checked' })
      .where('id', '=', batchId)
      .execute();
    await trx.deleteFrom('importRow').where('batchId', '=', batchId).execute();
    for (let start = 0; start < rows.length; start += 500) {
      await trx
        .insertInto('importRow')
        .values(
          rows.slice(start, start + 500).map((row) => ({
            ...row,
            batchId,
            cells: json(row.cells),
            problems: json(row.problems),
            changes: json(row.changes),
          })),
        )
        .execute();
    }
  });
}

/** The rows of a batch in the order of the file. */
export function listImportRows(db: Db, batchId: string): Promise<ImportRow[]> {
  return db.selectFrom('importRow').selectAll().where('batchId', '=', batchId).orderBy('row').execute();
}

/** Notes which record a row created or changed. */
export async function setImportedRecord(
  db: Db,
  batchId: string,
  row: number,
  recordId: string,
): Promise<void> {
  await db
    .updateTable('importRow')
    .set({ recordId })
    .where('batchId', '=', batchId)
    .where('row', '=', row)
    .execute();
}

/** Sets the status of a batch. */
export async function setImportStatus(db: Db, id: string, status: ImportStatus): Promise<void> {
  const committed = status === 'committed' ? { committedAt: new Date().toISOString() } : {};
  await db
    .updateTable('importBatch')
    .set({ status, ...committed })
    .where('id', '=', id)
    .execute();
}
