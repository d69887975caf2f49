import { isId } from '../../../store/ids.ts';
import { addAlertFile, findAlertFile } from '../../../store/monitoring/alerts/alerts.queries.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { sniff } from '../../file-kinds.ts';
import { receive } from '../../receive-file.ts';
import type { Upload } from '../../records/evidence.ts';
import type { Session } from '../../session.ts';
import { allowedActions } from './actions.ts';
import { alertFor } from './alert-for.ts';

/**
 * Adds files to an alert that this person may explain or handle. The content decides what a file is.
 * @throws AppError `not-found`, `forbidden`, `file-type`, `file-empty`, `file-too-large`
 */
export async function attachToAlert(env: Env, session: Session, id: string, uploads: AsyncIterable<Upload>) {
  const { alert, site } = await alertFor(env.store.db, session, id);
  const actions = allowedActions(session, site, alert);
  if (!actions.includes('explain') && !session.permissions.includes('alert.handle')) {
    throw new AppError('forbidden');
  }
  const items = [];
  for await (const upload of uploads) {
    const stored = await receive(env, upload, env.limits.evidence);
    const named = (zh: string, en: string, code: string) => [problem(upload.fileName, code, zh, en)];
    if (stored.size === 0) {
      const problems = named(`“${upload.fileName}”是空的`, `“${upload.fileName}” is empty`, 'file-empty');
      throw new AppError('file-empty', problems);
    }
    const kind = await sniff(await env.store.files.read(stored.sha256), upload.fileName);
    if (kind === null) {
      const problems = named(
        `“${upload.fileName}”不能上传`,
        `“${upload.fileName}” cannot be uploaded`,
        'file-type',
      );
      throw new AppError('file-type', problems);
    }
    const fileName = upload.fileName.slice(0, 200);
    const fileId = await addAlertFile(env.store.db, {
      alertId: alert.id,
      fileName,
      mime: kind.mime,
      kind: kind.kind,
      size: stored.size,
      sha256: stored.sha256,
      uploadedBy: session.user.id,
    });
    items.push({ id: fileId, fileName, size: stored.size });
  }
  return { items };
}

/** A file of an alert, for whoever may see the alert. @throws AppError `not-found` */
export async function openAlertFile(env: Env, session: Session, id: string) {
  const file = isId(id) ? await findAlertFile(env.store.db, id) : undefined;
  if (file === undefined) throw new AppError('not-found');
  await alertFor(env.store.db, session, file.alertId);
  return {
    fileName: file.fileName,
    mime: file.mime,
    inline: /^(?:image\/(?:png|jpeg|webp|gif)|application\/pdf)$/.test(file.mime),
    body: await env.store.files.open(file.sha256),
  };
}
