import { sql, type Transaction } from 'kysely';
import { newId } from '../../ids.ts';
import type { Database } from '../../schema.ts';
import {
  type ImportColumn,
  type ImportCounts,
  type ImportSite,
  type ImportSource,
  noCounts,
} from './imports.queries.ts';

/** What is taken over without a file that is checked first: typed values, or the pushes of a key on one day. */
export interface TakenImport {
  fileName: string;
  source: Exclude<ImportSource, 'f'>;
  /** What was typed, as csv; null for pushes. */
  file: { sha256: string; size: number } | null;
  form: 'wide' | 'long';
  columns: readonly ImportColumn[];
  sites: readonly ImportSite[];
  createdBy: string;
  push: { keyId: string; day: string } | null;
}

/** Adds one that is committed with the transaction that writes its hours; gives its id. */
export async function addTakenImport(trx: Transaction<Database>, one: TakenImport): Promise<string> {
  const id = newId();
  await sql`
    insert into measurement_import (id, file_name, source, sha256, size, status, form, columns, sites, counts,
      committed, created_by, push_key_id, push_day)
    values (${id}, ${one.fileName}, ${one.source}, ${one.file?.sha256 ?? null}, ${one.file?.size ?? 0}, 'committed',
      ${one.form}, ${JSON.stringify(one.columns)}::jsonb, ${JSON.stringify(one.sites)}::jsonb,
      ${JSON.stringify(noCounts)}::jsonb, ${JSON.stringify(noCounts)}::jsonb, ${one.createdBy},
      ${one.push?.keyId ?? null}::uuid, ${one.push?.day ?? null}::date)`.execute(trx);
  return id;
}

/** The committed import that takes what a key pushes on a day, held until the transaction ends; undefined: none yet. */
export async function holdPushImport(
  trx: Transaction<Database>,
  keyId: string,
  day: string,
): Promise<{ id: string; counts: ImportCounts } | undefined> {
  const { rows } = await sql<{ id: string; counts: ImportCounts }>`
    select id, counts from measurement_import
    where push_key_id = ${keyId} and push_day = ${day} and status = 'committed'
    order by created_at desc limit 1 for update`.execute(trx);
  return rows[0];
}

/** Puts down what a taken import has come to. */
export async function countTaken(
  trx: Transaction<Database>,
  id: string,
  counts: ImportCounts,
): Promise<void> {
  const text = JSON.stringify(counts);
  await sql`
    update measurement_import set counts = ${text}::jsonb, committed = ${text}::jsonb, done = ${counts.rows},
      total = ${counts.rows}
    where id = ${id}`.execute(trx);
}
