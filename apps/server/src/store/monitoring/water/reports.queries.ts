import { sql } from 'kysely';
import type { Db } from '../../schema.ts';

/** A version of a template; version 0 is the built-in one and has no row. */
export interface TemplateRow {
  id: string;
  kind: string;
  version: number;
  fileName: string;
  sha256: string;
  size: number;
  note: string;
  uploadedBy: string;
  uploadedAt: string;
}

const templateColumns = sql`id, kind, version, file_name as "fileName", sha256, size, note,
  uploaded_by as "uploadedBy", uploaded_at as "uploadedAt"`;

/** The versions of a kind's template, newest first. */
export async function listTemplates(db: Db, kind: string): Promise<TemplateRow[]> {
  const { rows } = await sql<TemplateRow>`
    select ${templateColumns} from report_template where kind = ${kind} order by version desc`.execute(db);
  return rows;
}

/**
 * Adds the next version of a kind's template.
 * @returns its number
 * @throws StoreError `duplicate` when two were added in the same instant
 */
export async function addTemplate(db: Db, template: Omit<TemplateRow, 'version'>): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into report_template (id, kind, version, file_name, sha256, size, note, uploaded_by, uploaded_at)
    select ${template.id}, ${template.kind}, coalesce(max(version), 0) + 1, ${template.fileName},
      ${template.sha256}, ${template.size}::integer, ${template.note}, ${template.uploadedBy}::uuid,
      ${template.uploadedAt}::timestamptz
    from report_template where kind = ${template.kind}
    returning version`.execute(db);
  return rows[0]?.version as number;
}

/** A report that was issued: the file, and the figures that are in it. */
export interface IssueRow {
  id: string;
  kind: string;
  /** `2026-10` of a month, `2026-10-05` of a day. */
  period: string;
  /** What it is about within its period, e.g. the code of a section; empty for the district. */
  subject: string;
  title: string;
  fileName: string;
  sha256: string;
  size: number;
  figures: Record<string, unknown>;
  templateVersion: number;
  issuedBy: string;
  issuedAt: string;
}

const issueColumns = sql`id, kind, period, subject, title, file_name as "fileName", sha256, size, figures,
  template_version as "templateVersion", issued_by as "issuedBy", issued_at as "issuedAt"`;

/** Keeps an issued report. */
export async function addIssue(db: Db, issue: IssueRow): Promise<void> {
  await sql`
    insert into report_issue (id, kind, period, subject, title, file_name, sha256, size, figures, template_version,
      issued_by, issued_at)
    values (${issue.id}, ${issue.kind}, ${issue.period}, ${issue.subject}, ${issue.title}, ${issue.fileName},
      ${issue.sha256}, ${issue.size}, ${JSON.stringify(issue.figures)}::jsonb, ${issue.templateVersion},
      ${issue.issuedBy}::uuid, ${issue.issuedAt})`.execute(db);
}

/** Issued reports, newest first, without their figures; at most 200. */
export async function listIssues(
  db: Db,
  filter: { kind?: string; period?: string },
): Promise<Omit<IssueRow, 'figures'>[]> {
  const { rows } = await sql<Omit<IssueRow, 'figures'>>`
    select id, kind, period, subject, title, file_name as "fileName", sha256, size,
      template_version as "templateVersion", issued_by as "issuedBy", issued_at as "issuedAt"
    from report_issue
    where (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
      and (${filter.period ?? null}::text is null or period = ${filter.period ?? null})
    order by id desc limit 200`.execute(db);
  return rows;
}

/** One issued report, or undefined. */
export async function findIssue(db: Db, id: string): Promise<IssueRow | undefined> {
  const { rows } = await sql<IssueRow>`
    select ${issueColumns} from report_issue where id = ${id}::uuid`.execute(db);
  return rows[0];
}
