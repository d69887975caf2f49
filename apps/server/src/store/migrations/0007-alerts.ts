import type { Migration } from './migration.ts';

/**
 * Alerts with their history, files that belong to them; warnings of heavy pollution with the series they were
 * proposed from, their history and the list of measures to be confirmed.
 */
export const alerts: Migration = {
  id: 7,
  name: 'alerts',
  sql: `
create table alert (
  id uuid primary key,
  site_id integer not null references site (id),
  factor text not null,
  kind text not null check (kind in ('exceed-hour', 'exceed-day', 'over-class', 'noise-day', 'noise-night', 'dust',
    'missing', 'offline', 'out-of-range')),
  severity text not null check (severity in ('verdict', 'warning', 'fault')),
  state text not null check (state in ('open', 'closed', 'withdrawn')),
  withdrawn_by text check (withdrawn_by in ('person', 'data')),
  reason text not null default '',
  first_at timestamptz not null,
  last_at timestamptz not null,
  closed_at timestamptz,
  count integer not null,
  peak numeric,
  peak_at timestamptz not null,
  limit_value numeric,
  excess double precision not null default 0,
  rule text not null default '',
  unit text not null default '',
  opened_at timestamptz not null,
  due timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  explained_at timestamptz,
  explained_by uuid,
  explanation text not null default '',
  lead_record uuid,
  overdue_told boolean not null default false
);
create unique index alert_one_open on alert (site_id, factor, kind) where state = 'open';
create index alert_series on alert (site_id, factor, kind, first_at);
create index alert_newest on alert (first_at desc, id desc);

create table alert_event (
  id uuid primary key,
  alert_id uuid not null,
  at timestamptz not null,
  actor uuid,
  actor_name text not null default '',
  action text not null,
  text text not null default '',
  detail jsonb not null default '{}'
);
create index alert_event_alert on alert_event (alert_id, id);

create table alert_file (
  id uuid primary key,
  alert_id uuid not null references alert (id),
  file_name text not null,
  mime text not null,
  kind text not null,
  size bigint not null,
  sha256 text not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null default now()
);
create index alert_file_alert on alert_file (alert_id);

create table aqi_forecast (
  day date primary key,
  aqi integer not null check (aqi between 0 and 500),
  entered_by uuid not null,
  entered_at timestamptz not null default now()
);

create table air_warning (
  id uuid primary key,
  colour text not null check (colour in ('blue', 'yellow', 'orange', 'red')),
  state text not null check (state in ('issued', 'lifted')),
  source text not null check (source in ('forecast', 'observed', 'superior')),
  proposed text,
  because jsonb not null default '[]',
  series jsonb not null default '[]',
  plan text not null default '',
  from_day date not null,
  to_day date not null,
  note text not null default '',
  document text not null default '',
  issued_at timestamptz not null,
  issued_by uuid not null,
  lifted_at timestamptz,
  lifted_by uuid,
  lift_reason text not null default ''
);
create unique index air_warning_one_issued on air_warning (state) where state = 'issued';
create index air_warning_newest on air_warning (issued_at desc);

create table air_warning_item (
  id uuid primary key,
  warning_id uuid not null references air_warning (id),
  number integer not null,
  measure text not null,
  org_id uuid references org (id),
  confirmed_at timestamptz,
  confirmed_by uuid,
  note text not null default ''
);
create index air_warning_item_warning on air_warning_item (warning_id, number);

create table air_warning_event (
  id uuid primary key,
  warning_id uuid not null,
  at timestamptz not null,
  actor uuid not null,
  actor_name text not null,
  action text not null,
  text text not null default ''
);
create index air_warning_event_warning on air_warning_event (warning_id, id);
`,
};
