import { type Actor, type Programme, permissionsFor, type RegistryDefinition } from '@huanzhi/registry';
import { inTransaction } from '../../store/database.ts';
import { isId } from '../../store/ids.ts';
import * as batches from '../../store/imports/imports.queries.ts';
import type { Db } from '../../store/index.ts';
import { type Env, localDay } from '../env.ts';
import { AppError, problem } from '../errors.ts';
import { receive } from '../receive-file.ts';
import { storeEdit, storeNew, storeTransition } from '../records/change-records.ts';
import type { Upload } from '../records/evidence.ts';
import { programmeOf } from '../records/kernel.ts';
import { readable } from '../records/read-records.ts';
import { audit, type Origin, type Session } from '../session.ts';
import { readTable } from '../tables/read-table.ts';
import { userNames } from '../user-names.ts';
import { judge } from './judge-rows.ts';
import { formOf, guessMapping, knownTitles, type Mapping } from './mapping.ts';
import type { RowAction } from './plan-rows.ts';

/** Rows that one answer carries; all are stored, and the rejected ones can be downloaded. */
const shownRows = 2000;

/** Receives a table, matches its columns and judges every row. Nothing is written to any record yet. */
export async function uploadImport(
  env: Env,
  session: Session,
  registry: string,
  uploads: AsyncIterable<Upload>,
) {
  const programme = importable(env, session, registry);
  for await (const upload of uploads) {
    const file = await receive(env, upload, env.limits.table);
    const table = await readTable(await env.store.files.read(file.sha256), knownTitles(programme.definition));
    const mapping = withShared(env, programme.definition, guessMapping(programme.definition, table.columns));
    const batch = await batches.addImport(env.store.db, {
      registry,
      fileName: upload.fileName.slice(0, 200),
      sha256: file.sha256,
      columns: table.columns,
      mapping,
      createdBy: session.user.id,
    });
    await judge(env, env.store.db, programme, session.actor, batch.id, mapping, table.rows);
    return shownBatch(env, batch.id);
  }
  throw new AppError('no-file');
}

/** A month that a form asks for once is the last that has ended, until the person says otherwise. */
function withShared(env: Env, definition: RegistryDefinition, mapping: Mapping): Mapping {
  const form = formOf(definition, mapping);
  const inputs = definition.transitions.find((one) => one.name === form?.transition)?.inputs ?? [];
  const given = (form?.shared ?? []).map((key) => {
    const isMonth = inputs.find((field) => field.key === key)?.type === 'month';
    return [`=${key}`, isMonth ? lastMonth(localDay(env.clock())) : null] as const;
  });
  return { ...mapping, ...Object.fromEntries(given) };
}

function lastMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7);
}

/** A batch of the person's own. @throws AppError `not-found` */
export async function readImport(env: Env, session: Session, id: string) {
  await ownBatch(env, session, id);
  return shownBatch(env, id);
}

/** Judges every row again under a corrected mapping. @throws AppError `import-state`, `validation-failed` */
export async function remap(env: Env, session: Session, id: string, mapping: Mapping) {
  const { batch, programme } = await ownBatch(env, session, id);
  if (batch.status !== 'checked' && batch.status !== 'mapping') throw new AppError('import-state');
  const stray = Object.keys(mapping).find((key) => !key.startsWith('=') && !batch.columns.includes(key));
  if (stray !== undefined) {
    throw new AppError('validation-failed', [
      problem(
        `mapping.${stray}`,
        'unknown-column',
        `表中没有“${stray}”列`,
        `The table has no column “${stray}”`,
      ),
    ]);
  }
  const rows = await batches.listImportRows(env.store.db, id);
  const whole = withShared(env, programme.definition, mapping);
  for (const [key, value] of Object.entries(mapping)) if (key.startsWith('=')) whole[key] = value;
  await judge(env, env.store.db, programme, session.actor, id, whole, rows);
  return shownBatch(env, id);
}

/**
 * Takes over the new and changed rows in one transaction; rejected ones stay for download. Rows are judged
 * again first: what somebody did meanwhile counts. Doing it again changes nothing.
 */
export async function commitImport(env: Env, session: Session, id: string, origin: Origin) {
  const { programme } = await ownBatch(env, session, id);
  await inTransaction(env.store.db, async (trx) => {
    const batch = await batches.lockImport(trx, id);
    if (batch === undefined || batch.status === 'withdrawn') throw new AppError('import-state');
    if (batch.status === 'committed') return;
    const inside: Env = { ...env, store: { ...env.store, db: trx } };
    const rows = await batches.listImportRows(trx, id);
    const planned = await judge(inside, trx, programme, session.actor, id, batch.mapping, rows);
    for (const { row, action } of planned) {
      if (action === null) continue;
      const recordId = await perform(inside, trx, programme, session.actor, action, `import:${id}:${row}`);
      await batches.setImportedRecord(trx, id, row, recordId);
    }
    await batches.setImportStatus(trx, id, 'committed');
    await audit(inside, session.user, 'import.commit', id, { registry: batch.registry }, origin.ip);
  });
  return shownBatch(env, id);
}

async function perform(
  env: Env,
  trx: Db,
  programme: Programme,
  actor: Actor,
  action: RowAction,
  idempotencyKey: string,
): Promise<string> {
  const reason = '表格导入';
  switch (action.kind) {
    case 'create':
      return (await storeNew(env, trx, programme, actor, { wanted: action.wanted, idempotencyKey })).record
        .id;
    case 'edit': {
      const { recordId, changes } = action;
      return (await storeEdit(env, trx, programme, actor, { recordId, changes, reason, idempotencyKey }))
        .record.id;
    }
    case 'step': {
      const { recordId, name, input } = action;
      return (await storeTransition(env, trx, programme, actor, { recordId, name, input, idempotencyKey }))
        .record.id;
    }
  }
}

/** The programme, when the person may import into it. @throws AppError `not-found`, `forbidden` */
function importable(env: Env, session: Session, registry: string): Programme {
  const programme = readable(env, session, registry);
  if (!permissionsFor(programme, session.actor).import) throw new AppError('forbidden');
  return programme;
}

/** A batch of the person's own, and its programme. @throws AppError `not-found` */
export async function ownBatch(env: Env, session: Session, id: string) {
  const batch = isId(id) ? await batches.findImport(env.store.db, id) : undefined;
  if (batch === undefined || batch.createdBy !== session.user.id) throw new AppError('not-found');
  return { batch, programme: programmeOf(env, batch.registry) };
}

/** A batch with counts and the verdicts of its rows. */
export async function shownBatch(env: Env, id: string) {
  const batch = await batches.findImport(env.store.db, id);
  if (batch === undefined) throw new AppError('not-found');
  const [rows, names] = await Promise.all([batches.listImportRows(env.store.db, id), userNames(env)]);
  const counts = { new: 0, change: 0, same: 0, reject: 0, conflict: 0 };
  for (const row of rows) counts[row.verdict] += 1;
  return {
    id: batch.id,
    registry: batch.registry,
    fileName: batch.fileName,
    status: batch.status,
    columns: batch.columns,
    mapping: batch.mapping,
    counts,
    rows: rows.slice(0, shownRows).map(({ batchId: _, problems, ...row }) => ({
      ...row,
      problems: problems as ReturnType<typeof problem>[],
    })),
    createdAt: batch.createdAt,
    createdBy: names(batch.createdBy),
  };
}
