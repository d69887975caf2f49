import { sql } from 'kysely';
import type { Db } from '../../schema.ts';
import type { ImportProblem } from './imports.queries.ts';

/** What became of a row. */
export type RowVerdict = 'new' | 'change' | 'same' | 'conflict' | 'reject' | 'nothing';

/** A row that is kept for a person to see. */
export interface ImportRow {
  /** In the file, from 1. */
  row: number;
  verdict: RowVerdict;
  cells: string[];
  problems: ImportProblem[];
}

/** Forgets the rows of an import, before it is checked again. */
export async function clearImportRows(db: Db, importId: string): Promise<void> {
  await sql`delete from measurement_import_row where import_id = ${importId}`.execute(db);
}

/** What no text of the database can hold: NUL and halves of a surrogate pair, e.g. of a cell that was cut off. */
const unstorable = /[\0\ud800-\udfff]/gu;
const storable = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(unstorable, '') : value;

/** Keeps rows; a row that is kept already gets its new verdict. */
export async function keepImportRows(db: Db, importId: string, rows: readonly ImportRow[]): Promise<void> {
  if (rows.length === 0) return;
  // One JSON text: lists of cells differ in length and cannot be one array of two dimensions.
  await sql`
    insert into measurement_import_row (import_id, row, verdict, cells, problems)
    select ${importId}::uuid, r.row, r.verdict, array(select jsonb_array_elements_text(r.cells)), r.problems
    from jsonb_to_recordset(${JSON.stringify(rows, storable)}::jsonb)
      as r (row integer, verdict text, cells jsonb, problems jsonb)
    on conflict (import_id, row) do update set verdict = excluded.verdict, problems = excluded.problems`.execute(
    db,
  );
}

/** The first rows of the file, and after them the first that were not taken over. */
export async function shownImportRows(db: Db, importId: string, limit: number): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`
    with firsts as (
      select row, verdict, cells, problems from measurement_import_row
      where import_id = ${importId} order by row limit ${limit}
    ), left_out as (
      select row, verdict, cells, problems from measurement_import_row
      where import_id = ${importId} and verdict in ('reject', 'conflict') order by row limit ${limit}
    )
    select * from (select * from firsts union select * from left_out) as u order by row`.execute(db);
  return rows;
}

/** Rows that were not taken over, after a row, in order. */
export async function leftOutRows(
  db: Db,
  importId: string,
  after: number,
  limit: number,
): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`
    select row, verdict, cells, problems from measurement_import_row
    where import_id = ${importId} and verdict in ('reject', 'conflict') and row > ${after}
    order by row limit ${limit}`.execute(db);
  return rows;
}
