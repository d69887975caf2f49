import type { Readable } from 'node:stream';
import type { Env } from '../../services/env.ts';
import { AppError, problem } from '../../services/errors.ts';
import { sniff } from '../../services/file-kinds.ts';
import { receive } from '../../services/receive-file.ts';
import { audit, type Origin, type Session } from '../../services/session.ts';
import { userNames } from '../../services/user-names.ts';
import { newId } from '../../store/ids.ts';
import { addTemplate, listTemplates } from '../../store/monitoring/water/reports.queries.ts';
import { reportKind, reportKinds } from '../report-kinds.ts';
import { checkTemplate } from './check-template.ts';
import type { ReportKind } from './report-kind.ts';
import { TemplateError, type TemplateFields, type TemplateProblem } from './template-data.ts';

/** The type of Word files. */
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const maxBytes = 5 * 1024 * 1024;

/** Kinds of reports with their placeholders and the versions of their templates, newest first. */
export async function shownTemplates(env: Env) {
  const names = await userNames(env);
  const items = await Promise.all(
    reportKinds.map(async (kind) => {
      const versions = await listTemplates(env.store.db, kind.id);
      return {
        id: kind.id,
        name: kind.name,
        placeholders: placeholders(kind.fields),
        required: [...kind.required],
        version: versions[0]?.version ?? 0,
        versions: versions.map(({ version, fileName, size, note, uploadedBy, uploadedAt }) => ({
          version,
          fileName,
          size,
          note,
          uploadedBy: names(uploadedBy),
          uploadedAt,
        })),
      };
    }),
  );
  return { items };
}

function placeholders(fields: TemplateFields): { tag: string; meaning: string }[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    typeof field === 'string'
      ? [{ tag: `{${name}}`, meaning: field }]
      : [
          {
            tag: `{#${name}}…{/${name}}`,
            meaning: Object.keys(field)
              .map((inner) => `{${inner}}`)
              .join(' '),
          },
        ],
  );
}

function kindOr404(id: string): ReportKind {
  const kind = reportKind(id);
  if (kind === undefined) throw new AppError('not-found');
  return kind;
}

/**
 * The template of a kind: the newest, or one version; 0 is the built-in one.
 * @throws AppError `not-found`
 */
export async function templateOf(
  env: Env,
  id: string,
  version?: number,
): Promise<{ kind: ReportKind; version: number; bytes: Buffer }> {
  const kind = kindOr404(id);
  const versions = await listTemplates(env.store.db, id);
  const wanted = version ?? versions[0]?.version ?? 0;
  if (wanted === 0) return { kind, version: 0, bytes: kind.builtIn() };
  const row = versions.find((one) => one.version === wanted);
  if (row === undefined) throw new AppError('not-found');
  return { kind, version: wanted, bytes: await env.store.files.read(row.sha256) };
}

/** The file of a template, to be edited in Word. */
export async function templateFile(env: Env, id: string, version?: number) {
  const { kind, bytes, version: found } = await templateOf(env, id, version);
  return { fileName: `${kind.name.zh}-模板-第${found}版.docx`, mime: docxType, body: bytes };
}

/**
 * Takes an edited template as the next version of its kind, after it was checked and filled once.
 * @throws AppError `validation-failed` naming every broken or unknown placeholder, `file-type`, `file-too-large`
 */
export async function uploadTemplate(
  env: Env,
  session: Session,
  id: string,
  files: AsyncIterable<{ fileName: string; stream: Readable }>,
  note: string,
  origin: Origin,
): Promise<{ version: number }> {
  const kind = kindOr404(id);
  for await (const file of files) {
    const stored = await receive(env, file, maxBytes);
    const bytes = await env.store.files.read(stored.sha256);
    const found = await sniff(bytes, file.fileName);
    if (found?.mime !== docxType) throw new AppError('file-type');
    try {
      checkTemplate(kind, bytes);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      const refused = error.problems.map(templateProblem);
      const detail = { fileName: file.fileName, problems: error.message.slice(0, 500) };
      await audit(env, session.user, 'report.template', id, detail, origin.ip, 'refused');
      throw new AppError('validation-failed', refused);
    }
    const version = await addTemplate(env.store.db, {
      id: newId(),
      kind: id,
      fileName: file.fileName,
      sha256: stored.sha256,
      size: stored.size,
      note,
      uploadedBy: session.user.id,
      uploadedAt: env.clock().toISOString(),
    });
    await audit(env, session.user, 'report.template', id, { version, sha256: stored.sha256 }, origin.ip);
    return { version };
  }
  throw new AppError('no-file');
}

const problemTexts: Record<TemplateProblem['code'], [string, string]> = {
  'not-docx': ['不是完好的 Word 文档（.docx）', 'not an intact Word document (.docx)'],
  'active-content': [
    '含有宏、嵌入对象或外部引用，已拒绝',
    'holds macros, embedded objects or parts fetched from elsewhere',
  ],
  broken: ['占位符不完整，请检查花括号是否成对', 'the placeholder is broken: check its braces'],
  unknown: ['没有这个占位符', 'there is no such placeholder'],
  'full-width': ['请改用半角花括号 { }', 'use the half-width braces { }'],
  raw: ['不支持这种占位符', 'this form of placeholder is not supported'],
  nested: ['列表不能放在这里', 'this list cannot stand here'],
  'no-loop': ['这是列表，须写成 {#名称}…{/名称}', 'this is a list: write {#name}…{/name}'],
  required: ['模板中必须保留这个占位符', 'the template must keep this placeholder'],
  'no-value': ['没有可填的内容', 'there is nothing to fill in'],
};

/** A problem of a template as the interface says it: the text in the document first. */
function templateProblem({ code, text }: TemplateProblem) {
  const [zh, en] = problemTexts[code];
  return problem(
    text.slice(0, 200),
    `template-${code}`,
    `“${text.slice(0, 200)}”：${zh}。`,
    `“${text.slice(0, 200)}”: ${en}.`,
  );
}
