import type { Env } from '../../services/env.ts';
import { AppError } from '../../services/errors.ts';
import { audit, type Origin, type Session } from '../../services/session.ts';
import { userNames } from '../../services/user-names.ts';
import { isId, newId } from '../../store/ids.ts';
import { addIssue, findIssue, listIssues } from '../../store/monitoring/water/reports.queries.ts';
import { fillTemplate } from './fill-template.ts';
import type { ReportContent, ReportFigure } from './report-kind.ts';
import { docxType, templateOf } from './templates.ts';

const maxBytes = 50 * 1024 * 1024;

/**
 * Writes a report from the newest template of its kind and keeps it: bytes, figures, template version, who and when.
 * @returns the id under which it can be fetched
 * @throws TemplateError when a placeholder has no value
 */
export async function issueReport(
  env: Env,
  session: Session,
  kindId: string,
  content: ReportContent,
  origin: Origin,
): Promise<{ id: string; title: string; templateVersion: number }> {
  const { version, bytes } = await templateOf(env, kindId);
  const file = fillTemplate(bytes, content.data);
  const stored = await env.store.files.put(file, { maxBytes });
  const id = newId();
  await addIssue(env.store.db, {
    id,
    kind: kindId,
    period: content.period,
    subject: content.subject,
    title: content.title,
    fileName: content.fileName,
    sha256: stored.sha256,
    size: stored.size,
    figures: { items: content.figures },
    templateVersion: version,
    issuedBy: session.user.id,
    issuedAt: env.clock().toISOString(),
  });
  const detail = { kind: kindId, period: content.period, subject: content.subject, sha256: stored.sha256 };
  await audit(env, session.user, 'report.issue', id, detail, origin.ip);
  return { id, title: content.title, templateVersion: version };
}

/** Issued reports, newest first. */
export async function issuedReports(env: Env, filter: { kind?: string; period?: string }) {
  const names = await userNames(env);
  const rows = await listIssues(env.store.db, filter);
  return {
    items: rows.map(({ issuedBy, sha256: _, ...row }) => ({ ...row, issuedBy: names(issuedBy) })),
  };
}

/** The figures of an issued report, as they were printed. @throws AppError `not-found` */
export async function issuedFigures(env: Env, id: string) {
  const row = await issueOr404(env, id);
  return {
    title: row.title,
    period: row.period,
    templateVersion: row.templateVersion,
    issuedAt: row.issuedAt,
    figures: row.figures.items as ReportFigure[],
  };
}

/** The file of an issued report, byte for byte. @throws AppError `not-found` */
export async function issuedFile(env: Env, id: string) {
  const row = await issueOr404(env, id);
  return { fileName: row.fileName, mime: docxType, body: await env.store.files.open(row.sha256) };
}

async function issueOr404(env: Env, id: string) {
  const row = isId(id) ? await findIssue(env.store.db, id) : undefined;
  if (row === undefined) throw new AppError('not-found');
  return row;
}
