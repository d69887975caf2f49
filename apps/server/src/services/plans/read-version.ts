import { DocumentError } from '@huanzhi/plan-reader';
import type { LocalText } from '@huanzhi/registry';
import { ReaderFailure, type ReaderFailureCode } from '../../document-reader/document-reader.ts';
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
    const { text, reading } = await env.reader.read({
      bytes: await files.read(file.sha256),
      fileName: file.name,
      receivedOn: localDay(new Date(file.uploadedAt)),
    });
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

const failureMessages: Record<ReaderFailureCode, LocalText> = {
  'reader-timeout': {
    zh: '读取超过两分钟，已停止，文件已保留。请删去图片或拆分后再上传，或稍后重试。',
    en: 'Reading took more than two minutes and was stopped; the file is kept. Remove pictures or split it, or try again later.',
  },
  'reader-memory': {
    zh: '读取所需内存超过上限，已停止，文件已保留。请删去图片或拆分后再上传。',
    en: 'Reading needed more memory than allowed and was stopped; the file is kept. Remove pictures or split it.',
  },
  'reader-failed': {
    zh: '读取时出错，文件已保留。请重试；仍不行，请另存为 txt 后上传。',
    en: 'Reading failed; the file is kept. Try again, or save it as txt and upload that.',
  },
};

function describe(error: unknown): { code: string; message: LocalText } {
  if (error instanceof DocumentError) {
    return { code: error.code, message: documentMessage(error.code, error.message) };
  }
  const code = error instanceof ReaderFailure ? error.code : 'reader-failed';
  return { code, message: failureMessages[code] };
}

/** Reads what an earlier process received but did not read before it ended. */
export async function resumeReading(env: Env): Promise<void> {
  for (const version of await unreadVersions(env.store.db)) await readVersion(env, version.id);
}
