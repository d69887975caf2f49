import type { Migration } from './migration.ts';

/**
 * Templates of reports, version by version, and the reports that were issued from them; why a section has no data in
 * a month. All three are only appended to.
 */
export const reportTemplates: Migration = {
  id: 8,
  name: 'report-templates',
  sql: `
create table report_template (
  id uuid primary key,
  kind text not null,
  version integer not null check (version > 0),
  file_name text not null,
  sha256 text not null,
  size integer not null,
  note text not null default '',
  uploaded_by uuid not null references app_user (id),
  uploaded_at timestamptz not null default now(),
  unique (kind, version)
);

create table report_issue (
  id uuid primary key,
  kind text not null,
  period text not null,
  subject text not null default '',
  title text not null,
  file_name text not null,
  sha256 text not null,
  size integer not null,
  figures jsonb not null,
  template_version integer not null check (template_version >= 0),
  issued_by uuid not null references app_user (id),
  issued_at timestamptz not null default now()
);
create index report_issue_kind on report_issue (kind, period, id);

create table section_note (
  id uuid primary key,
  site_id integer not null references site (id),
  month date not null,
  reason text not null,
  set_by uuid not null references app_user (id),
  set_at timestamptz not null default now()
);
create index section_note_site on section_note (site_id, month);
`,
};
