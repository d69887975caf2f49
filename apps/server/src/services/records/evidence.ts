import type { Readable } from 'node:stream';
import { allowedTransitions, permissionsFor } from '@huanzhi/registry';
import { isId } from '../../store/ids.ts';
import { addEvidence, findEvidence } from '../../store/records/evidence.queries.ts';
import { findRecordById } from '../../store/records/record-by-id.queries.ts';
import { history } from '../../store/records/save-record.queries.ts';
import type { Env } from '../env.ts';
import { AppError, problem } from '../errors.ts';
import { sniff } from '../file-kinds.ts';
import { receive } from '../receive-file.ts';
import { audit, type Origin, type Session } from '../session.ts';
import { kernelContext } from './kernel.ts';
import { recordFor } from './read-records.ts';

/** A file as it arrives. */
export interface Upload {
  fileName: string;
  stream: Readable;
}

/**
 * Attaches files to a record that the actor may work on. The content decides what a file is; a file that is
 * not what its name says is refused, and with it the rest of the request.
 * @throws AppError `not-found`, `forbidden`, `file-type`, `file-empty`, `file-too-large`
 */
export async function attachEvidence(
  env: Env,
  session: Session,
  registry: string,
  id: string,
  uploads: AsyncIterable<Upload>,
) {
  const { programme, record } = await recordFor(env, session, registry, id);
  const context = kernelContext(env, await history(env.store.db, id));
  const mayWork =
    permissionsFor(programme, session.actor, record).edit ||
    allowedTransitions(programme, record, session.actor, context).length > 0;
  if (!mayWork) throw new AppError('forbidden');

  const received = [];
  for await (const upload of uploads) {
    const stored = await receive(env, upload, env.limits.evidence);
    if (stored.size === 0) throw new AppError('file-empty', [fileProblem(upload.fileName, 'file-empty')]);
    const kind = await sniff(await env.store.files.read(stored.sha256), upload.fileName);
    if (kind === null) throw new AppError('file-type', [fileProblem(upload.fileName, 'file-type')]);
    received.push({ ...stored, fileName: upload.fileName, mime: kind.mime, kind: kind.kind });
  }
  const items = [];
  for (const file of received) {
    const row = await addEvidence(env.store.db, {
      recordId: id,
      kind: file.kind,
      fileName: file.fileName.slice(0, 200),
      mime: file.mime,
      size: file.size,
      sha256: file.sha256,
      capturedAt: null,
      uploadedBy: session.user.id,
    });
    items.push({
      id: row.id,
      fileName: row.fileName,
      mime: row.mime,
      size: row.size,
      sha256: row.sha256,
      uploadedBy: session.user.name,
      uploadedAt: row.uploadedAt,
    });
  }
  return { items };
}

function fileProblem(fileName: string, code: string) {
  return problem(fileName, code, `“${fileName}”不能上传`, `“${fileName}” cannot be uploaded`);
}

/** An attached file, for whoever may read its record. @throws AppError `not-found` */
export async function openEvidence(env: Env, session: Session, id: string, origin: Origin) {
  const evidence = isId(id) ? await findEvidence(env.store.db, id) : undefined;
  if (evidence === undefined || evidence.recordId === null) throw new AppError('not-found');
  const record = await findRecordById(env.store.db, evidence.recordId);
  if (record === undefined) throw new AppError('not-found');
  await recordFor(env, session, record.registry, record.id);
  if (record.sensitivity === 'P4' || record.sensitivity === 'P5') {
    await audit(env, session.user, 'evidence.read', evidence.id, { record: record.id }, origin.ip);
  }
  return {
    fileName: evidence.fileName,
    mime: evidence.mime,
    inline: /^(?:image\/(?:png|jpeg|webp|gif)|application\/pdf)$/.test(evidence.mime),
    body: await env.store.files.open(evidence.sha256),
  };
}
