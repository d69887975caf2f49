import { inTransaction } from '../../store/database.ts';
import { addPlan, addPlanFile, addVersion, findPlanFile } from '../../store/plans/plans.queries.ts';
import { district } from '../district.ts';
import type { Env } from '../env.ts';
import { AppError } from '../errors.ts';
import { receive } from '../receive-file.ts';
import type { Upload } from '../records/evidence.ts';
import { audit, type Origin, type Session } from '../session.ts';
import { readVersion } from './read-version.ts';
import { planRow, versionFor } from './shown-plan.ts';

const mimeTypes: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  html: 'text/html',
  htm: 'text/html',
  txt: 'text/plain',
};

/**
 * Receives plan documents, stores them and reads each at once. A file that is too large refuses the whole
 * request before anything is noted; a file that cannot be read is kept with the cause, to be tried again.
 * @param supersedes the plan whose new version the (single) file is
 * @throws AppError `file-too-large`, `plan-supersedes-unknown`, `too-many-files`
 */
export async function uploadPlans(
  env: Env,
  session: Session,
  uploads: AsyncIterable<Upload>,
  supersedes: string | undefined,
  origin: Origin,
) {
  const earlier =
    supersedes === undefined
      ? undefined
      : await versionFor(env, supersedes).catch(() => {
          throw new AppError('plan-supersedes-unknown');
        });
  const received = [];
  for await (const upload of uploads) {
    const fileName = upload.fileName.slice(0, 200);
    received.push({ ...(await receive(env, { ...upload, fileName }, env.limits.plan)), fileName });
  }
  if (earlier !== undefined && received.length > 1) throw new AppError('too-many-files');

  const area = (await district(env)).code;
  const items = [];
  for (const file of received) {
    const version = await inTransaction(env.store.db, async (trx) => {
      const extension = file.fileName.split('.').at(-1)?.toLowerCase() ?? '';
      const row = await addPlanFile(trx, {
        name: file.fileName,
        mime: mimeTypes[extension] ?? 'application/octet-stream',
        size: file.size,
        sha256: file.sha256,
        uploadedBy: session.user.id,
      });
      const input = { fileId: row.id, createdBy: session.user.id };
      if (earlier !== undefined) return addVersion(trx, { ...input, planId: earlier.planId });
      return (await addPlan(trx, { ...input, title: file.fileName, areaCode: area })).version;
    });
    await audit(
      env,
      session.user,
      'plan.upload',
      version.id,
      { file: file.fileName, sha256: file.sha256 },
      origin.ip,
    );
    await readVersion(env, version.id);
    items.push(await planRow(env, version.id));
  }
  return { items };
}

/** Reads a failed upload again. @throws AppError `not-found`, `plan-not-failed` */
export async function retryPlan(env: Env, id: string) {
  const version = await versionFor(env, id);
  if (version.status !== 'failed') throw new AppError('plan-not-failed');
  await readVersion(env, version.id);
  return planRow(env, version.id);
}

/** The uploaded document as it came. @throws AppError `not-found` */
export async function openPlanFile(env: Env, id: string) {
  const version = await versionFor(env, id);
  const file = await findPlanFile(env.store.db, version.fileId);
  if (file === undefined) throw new AppError('not-found');
  return { fileName: file.name, mime: file.mime, body: await env.store.files.open(file.sha256) };
}
