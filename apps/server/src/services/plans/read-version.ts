import { DocumentError, readDocument, readPlan } from '@huanzhi/plan-reader';
import type { LocalText } from '@huanzhi/registry';
import { inTransaction } from '../../store/database.ts';
import { setItems } from '../../store/plans/plan-items.queries.ts';
import {
  changePlan,
  findPlanFile,
  findVersion,
  setReading,
  unreadVersions,
} from '../../store/plans/plans.queries.ts';
import { type Env, localDay } from '../env.ts';
import { AppError } from '../errors.ts';
import { documentMessage } from './document-messages.ts';
import { itemsOfReading } from './items-of-reading.ts';

/**
 * Reads the file of a version and stores text, reading and items at once, or the cause why it failed. The
 * file stays in both cases, so that a failed one can be tried again.
 * @throws AppError `not-found` when there is no such version
 */
export async function readVersion(env: Env, versionId: string): Promise<void> {
  const { db, files } = env.store;
  const version = await findVersion(db, versionId);
  const file = version === undefined ? undefined : await findPlanFile(db, version.fileId);
  if (version === undefined || file === undefined) throw new AppError('not-found');
  try {
    const { text } = await readDocument(await files.read(file.sha256), file.name);
    const reading = readPlan(text, { file: file.name, receivedOn: localDay(new Date(file.uploadedAt)) });
    await inTransaction(db, async (trx) => {
      await setItems(trx, versionId, itemsOfReading(reading));
      await setReading(trx, versionId, { text, reading });
      await changePlan(trx, version.planId, {
        title: reading.document.title || file.name,
        docNumber: reading.document.docNumber,
        issuer: reading.document.issuers.join('、') || null,
        issueDate: reading.document.issueDate,
        periodFrom: reading.document.period.start,
        periodTo: reading.document.period.end,
      });
    });
  } catch (error) {
    await setReading(db, versionId, { error: describe(error) });
  }
}

function describe(error: unknown): { code: string; message: LocalText } {
  if (error instanceof DocumentError) {
    return { code: error.code, message: documentMessage(error.code, error.message) };
  }
  return {
    code: 'reader-failed',
    message: {
      zh: '读取时出错，文件已保留。请重试；仍不行，请另存为 txt 后上传。',
      en: 'Reading failed; the file is kept. Try again, or save it as txt and upload that.',
    },
  };
}

/** Reads what an earlier process received but did not read before it ended. */
export async function resumeReading(env: Env): Promise<void> {
  for (const version of await unreadVersions(env.store.db)) await readVersion(env, version.id);
}
