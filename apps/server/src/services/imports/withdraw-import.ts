import { inTransaction } from '../../store/database.ts';
import { listImportRows, lockImport, setImportStatus } from '../../store/imports/imports.queries.ts';
import { lastEventKey } from '../../store/records/event-key.queries.ts';
import { changeRecord } from '../../store/records/save-record.queries.ts';
import type { Env } from '../env.ts';
import { AppError, problem } from '../errors.ts';
import { audit, type Origin, type Session } from '../session.ts';
import { ownBatch, shownBatch } from './imports.ts';
import { withdrawnState } from './withdrawn-state.ts';

/**
 * Takes a committed import back, whole or not at all: nothing is deleted, each record gets an event that
 * returns it to what it was. Refused when somebody has worked on one of the records since.
 * @throws AppError `import-state`; `import-moved-on` naming the rows
 */
export async function withdrawImport(env: Env, session: Session, id: string, origin: Origin) {
  const { programme } = await ownBatch(env, session, id);
  await inTransaction(env.store.db, async (trx) => {
    const batch = await lockImport(trx, id);
    if (batch?.status === 'withdrawn') return;
    if (batch?.status !== 'committed') throw new AppError('import-state');
    const rows = (await listImportRows(trx, id)).filter(
      (row) => (row.verdict === 'new' || row.verdict === 'change') && row.recordId !== null,
    );
    const moved = [];
    for (const row of rows) {
      // The import's own event must still be the last one.
      const key = await lastEventKey(trx, row.recordId ?? '');
      if (key?.endsWith(`import:${id}:${row.row}`)) continue;
      moved.push(
        problem(
          String(row.row),
          'moved-on',
          `第 ${row.row} 行“${row.title}”已被继续办理`,
          `Row ${row.row} moved on`,
        ),
      );
    }
    if (moved.length > 0) throw new AppError('import-moved-on', moved);
    for (const row of rows) {
      await changeRecord(trx, {
        registry: programme.definition.id,
        recordId: row.recordId ?? '',
        idempotencyKey: `withdraw:${id}:${row.row}`,
        change: (current, events) =>
          withdrawnState(env, programme, session.actor, current, events, row.verdict === 'new'),
      });
    }
    await setImportStatus(trx, id, 'withdrawn');
    const inside: Env = { ...env, store: { ...env.store, db: trx } };
    await audit(inside, session.user, 'import.withdraw', id, {}, origin.ip);
  });
  return shownBatch(env, id);
}
