import { sql } from 'kysely';
import { newId } from '../../ids.ts';
import type { Db } from '../../schema.ts';

/** Where an import stands. */
export type ImportStatus =
  | 'checking'
  | 'checked'
  | 'committing'
  | 'committed'
  | 'withdrawing'
  | 'withdrawn'
  | 'failed';

/** Where the hours of an import come from: `f` a file, `m` a person at the form, `p` pushes of a key on one day. */
export type ImportSource = 'f' | 'm' | 'p';

/** Hours and published day figures by what becomes of them, and rows that are left out. */
export interface ImportCounts {
  rows: number;
  /** Hours. */
  new: number;
  change: number;
  same: number;
  conflict: number;
  /** Published day figures. */
  dayNew: number;
  dayChange: number;
  daySame: number;
  dayConflict: number;
  /** Rows. */
  reject: number;
  nothing: number;
}

/** Nothing counted yet. */
export const noCounts: Readonly<ImportCounts> = {
  rows: 0,
  new: 0,
  change: 0,
  same: 0,
  conflict: 0,
  dayNew: 0,
  dayChange: 0,
  daySame: 0,
  dayConflict: 0,
  reject: 0,
  nothing: 0,
};

/** The sum of two counts. */
export function addCounts(counts: ImportCounts, more: ImportCounts): ImportCounts {
  const keys = Object.keys(counts) as (keyof ImportCounts)[];
  return Object.fromEntries(keys.map((key) => [key, counts[key] + more[key]])) as unknown as ImportCounts;
}

/** A fault with its place, in both languages. */
export interface ImportProblem {
  path: string;
  code: string;
  message: { zh: string; en: string };
}

/** A column of the file and its use. */
export interface ImportColumn {
  index: number;
  title: string;
  role: string;
  factor: string | null;
  unit: string | null;
  /** Why it is left out, or null. */
  reason: string | null;
}

/** A name of a site in the file and which site it is. */
export interface ImportSite {
  name: string;
  rows: number;
  siteId: number | null;
}

/** Measurements on their way in: a file, what a person typed, or what a key pushed on one day. */
export interface MeasurementImport {
  id: string;
  fileName: string;
  source: ImportSource;
  /** The file as it came or, typed, as csv; null for pushes. */
  sha256: string | null;
  size: number;
  /** Name of the key that pushed; null for files and typed values. */
  pushKey: string | null;
  status: ImportStatus;
  error: ImportProblem | null;
  form: 'wide' | 'long' | null;
  hourLabel: 'end' | 'start';
  columns: ImportColumn[];
  sites: ImportSite[];
  /** As the check found it; after a commit what the commit did. */
  counts: ImportCounts;
  /** What a commit that is under way has done so far. */
  committed: ImportCounts;
  /** Rows (of a withdrawal: blocks of a series and day) that are done, of `total`. */
  done: number;
  total: number;
  createdBy: string;
  createdAt: string;
}

const columns = sql`id, file_name as "fileName", source, sha256, size, 
  (select k.name from push_key k where k.id = push_key_id) as "pushKey", status, error, form, hour_label as "hourLabel", columns,
  sites, counts, committed, done, total, created_by as "createdBy", created_at as "createdAt"`;

/** Adds an import that is to be checked; gives its id. */
export async function addMeasurementImport(
  db: Db,
  file: { fileName: string; sha256: string; size: number; createdBy: string },
): Promise<string> {
  const id = newId();
  await sql`
    insert into measurement_import (id, file_name, sha256, size, status, counts, committed, created_by)
    values (${id}, ${file.fileName}, ${file.sha256}, ${file.size}, 'checking', ${JSON.stringify(noCounts)}::jsonb,
      ${JSON.stringify(noCounts)}::jsonb, ${file.createdBy})`.execute(db);
  return id;
}

/** One import, or undefined. */
export async function findMeasurementImport(db: Db, id: string): Promise<MeasurementImport | undefined> {
  const { rows } = await sql<MeasurementImport>`
    select ${columns} from measurement_import where id = ${id}`.execute(db);
  return rows[0];
}

/** The newest imports first. */
export async function listMeasurementImports(db: Db, limit: number): Promise<MeasurementImport[]> {
  const { rows } = await sql<MeasurementImport>`
    select ${columns} from measurement_import order by created_at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

/** Imports whose work an earlier process did not end, the oldest first. */
export async function unfinishedImports(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from measurement_import where status in ('checking', 'committing', 'withdrawing')
    order by created_at, id`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Moves an import on when it stands where it is expected; progress begins anew.
 * @returns false when it stands elsewhere
 */
export async function moveImport(
  db: Db,
  id: string,
  from: readonly ImportStatus[],
  to: ImportStatus,
): Promise<boolean> {
  const { rows } = await sql`
    update measurement_import
    set status = ${to}, done = 0, error = null, committed = ${JSON.stringify(noCounts)}::jsonb
    where id = ${id} and status = any(${from}::text[]) returning 1`.execute(db);
  return rows.length > 0;
}

/** What changes of an import while it is worked on; what is left out stays. */
export type ImportChange = Partial<
  Pick<
    MeasurementImport,
    | 'status'
    | 'error'
    | 'form'
    | 'hourLabel'
    | 'columns'
    | 'sites'
    | 'counts'
    | 'committed'
    | 'done'
    | 'total'
  >
>;

const jsonText = (value: object | null | undefined): string | null =>
  value === undefined || value === null ? null : JSON.stringify(value);

/** Changes an import. */
export async function changeImport(db: Db, id: string, change: ImportChange): Promise<void> {
  await sql`
    update measurement_import set
      status = coalesce(${change.status ?? null}::text, status),
      error = coalesce(${jsonText(change.error)}::jsonb, error),
      form = coalesce(${change.form ?? null}::text, form),
      hour_label = coalesce(${change.hourLabel ?? null}::text, hour_label),
      columns = coalesce(${jsonText(change.columns)}::jsonb, columns),
      sites = coalesce(${jsonText(change.sites)}::jsonb, sites),
      counts = coalesce(${jsonText(change.counts)}::jsonb, counts),
      committed = coalesce(${jsonText(change.committed)}::jsonb, committed),
      done = coalesce(${change.done ?? null}::integer, done),
      total = coalesce(${change.total ?? null}::integer, total)
    where id = ${id}`.execute(db);
}
