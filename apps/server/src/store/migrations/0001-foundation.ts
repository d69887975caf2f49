import type { Migration } from './migration.ts';

/**
 * Organisations, accounts, records with history, plans, targets, imports. A plain subset of SQL (workflows
 * §20): no extension, trigger, enum type, identity column or advisory lock. Every unique key of the record
 * tables holds the record's id, so that they can be spread over machines by it; what must be unique over a
 * whole registry stands in `record_key`.
 */
export const foundation: Migration = {
  id: 1,
  name: 'foundation',
  sql: `
create table org (
  id uuid primary key,
  parent_id uuid references org (id),
  name text not null,
  short_name text not null,
  aliases text[] not null default '{}',
  kind text not null check (kind in ('district', 'bureau', 'department', 'town', 'enterprise', 'external')),
  area_code text not null,
  pinyin text not null,
  path text not null,
  active boolean not null default true
);
create unique index org_name on org (name);
create index org_parent on org (parent_id);

create table app_user (
  id uuid primary key,
  login text not null unique check (login = lower(login)),
  name text not null,
  org_id uuid not null references org (id),
  password_hash text not null,
  must_change boolean not null default false,
  failed_count integer not null default 0,
  locked_until timestamptz,
  active boolean not null default true,
  created_at timestamptz not null default current_timestamp
);
create index app_user_org on app_user (org_id);

create table user_role (
  id uuid primary key,
  user_id uuid not null references app_user (id),
  role text not null,
  area_code text,
  valid_from timestamptz not null,
  valid_to timestamptz
);
create index user_role_user on user_role (user_id);

create table session (
  id uuid primary key,
  token_hash text not null unique,
  user_id uuid not null references app_user (id),
  created_at timestamptz not null default current_timestamp,
  last_seen timestamptz not null default current_timestamp,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  ip text not null,
  agent text not null
);
create index session_of_user on session (user_id);

create table record (
  id uuid primary key,
  registry text not null,
  definition_version integer not null,
  code text,
  title text not null,
  summary text not null,
  area_code text not null,
  owner_org uuid,
  co_orgs uuid[] not null default '{}',
  owner_user uuid,
  state text not null,
  state_since timestamptz not null,
  clocks jsonb not null,
  light text not null,
  sensitivity text not null,
  source jsonb,
  lng double precision,
  lat double precision,
  due_on date,
  search text not null,
  title_pinyin text not null,
  version integer not null,
  created_by text not null,
  created_at timestamptz not null,
  updated_by text not null,
  updated_at timestamptz not null,
  data jsonb not null,
  head_seq integer not null,
  head_hash text not null,
  sealed_seq integer not null default 0
);
create index record_updated on record (registry, updated_at, id);
create index record_code on record (registry, code);
create index record_owner on record (owner_org, registry);
create index record_state on record (registry, state);
create index record_due on record (registry, due_on);
create index record_plan on record ((source ->> 'plan'));
create index record_unsealed on record (id) where head_seq > sealed_seq;

create table record_key (
  registry text not null,
  kind text not null,
  key text not null,
  record_id uuid not null,
  primary key (registry, kind, key)
);

create table record_event (
  record_id uuid not null references record (id),
  seq integer not null,
  transition text not null,
  from_state text,
  to_state text not null,
  actor text not null,
  actor_name text not null,
  acting_for text,
  at timestamptz not null,
  opinion text not null,
  diff jsonb not null,
  evidence text[] not null,
  prev_hash text not null,
  hash text not null,
  idempotency_key text not null,
  primary key (record_id, seq),
  unique (record_id, idempotency_key)
);
create index record_event_at on record_event (at);

create table record_link (
  from_record uuid not null references record (id),
  to_record uuid not null references record (id),
  kind text not null,
  created_by text not null,
  created_at timestamptz not null default current_timestamp,
  primary key (from_record, to_record, kind)
);
create index record_link_to on record_link (to_record);

create table evidence (
  id uuid primary key,
  record_id uuid references record (id),
  kind text not null,
  file_name text not null,
  mime text not null,
  size bigint not null,
  sha256 text not null,
  captured_at timestamptz,
  uploaded_by text not null,
  uploaded_at timestamptz not null default current_timestamp
);
create index evidence_record on evidence (record_id);

create table seal (
  seq integer primary key,
  day date not null,
  sealed_at timestamptz not null,
  heads integer not null,
  prev_root text not null,
  root text not null
);

create table seal_head (
  seal_seq integer not null references seal (seq),
  chain text not null,
  seq integer not null,
  hash text not null,
  primary key (seal_seq, chain)
);

create table audit_log (
  seq integer primary key,
  at timestamptz not null,
  actor text,
  actor_name text not null,
  action text not null,
  object text not null,
  detail jsonb not null,
  ip text not null,
  result text not null,
  prev_hash text not null,
  hash text not null
);

create table chain_head (
  chain text primary key,
  seq integer not null,
  hash text not null
);

create table plan (
  id uuid primary key,
  title text not null,
  doc_number text,
  plan_type text,
  issuer text,
  issue_date date,
  period_from text,
  period_to text,
  area_code text not null,
  status text not null,
  current_version uuid,
  created_by text not null,
  created_at timestamptz not null default current_timestamp
);

create table plan_file (
  id uuid primary key,
  name text not null,
  mime text not null,
  size bigint not null,
  sha256 text not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null default current_timestamp
);

create table plan_version (
  id uuid primary key,
  plan_id uuid not null references plan (id),
  number integer not null,
  file_id uuid not null references plan_file (id),
  status text not null,
  error jsonb,
  text text,
  reading jsonb,
  supersedes uuid references plan_version (id),
  created_by text not null,
  created_at timestamptz not null default current_timestamp,
  published_by text,
  published_at timestamptz,
  review_version integer not null default 0,
  unique (plan_id, number)
);

create table plan_item (
  id uuid primary key,
  version_id uuid not null references plan_version (id),
  kind text not null,
  seq double precision not null,
  path text not null,
  span_start integer not null,
  span_end integer not null,
  original jsonb,
  current jsonb not null,
  status text not null,
  seen_by text,
  seen_at timestamptz,
  parent_id uuid,
  published_as uuid
);
create index plan_item_version on plan_item (version_id, seq);

create table plan_item_change (
  version_id uuid not null references plan_version (id),
  seq integer not null,
  actor text not null,
  at timestamptz not null default current_timestamp,
  action text not null,
  items jsonb not null,
  undone boolean not null default false,
  primary key (version_id, seq)
);

create table target (
  id uuid primary key,
  plan_id uuid not null references plan (id),
  version_id uuid not null references plan_version (id),
  item_id uuid,
  name text not null,
  subject text not null,
  comparator text not null,
  value text,
  value2 text,
  unit text,
  deadline text,
  year integer,
  stretch boolean not null,
  raw text,
  source text not null,
  position integer not null,
  baseline text,
  owner_org uuid references org (id),
  indicator text,
  status text not null default 'none',
  active boolean not null default true
);
create index target_plan on target (plan_id, position);
create index target_owner on target (owner_org);

create table target_value (
  id uuid primary key,
  target_id uuid not null references target (id),
  as_of date not null,
  value text not null,
  source text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default current_timestamp
);
create index target_value_target on target_value (target_id, as_of, recorded_at);

create table code_counter (
  prefix text not null,
  district text not null,
  year integer not null,
  last integer not null,
  primary key (prefix, district, year)
);

create table import_batch (
  id uuid primary key,
  registry text not null,
  file_name text not null,
  sha256 text not null,
  status text not null,
  columns text[] not null,
  mapping jsonb not null,
  created_by text not null,
  created_at timestamptz not null default current_timestamp,
  committed_at timestamptz
);

create table import_row (
  batch_id uuid not null references import_batch (id),
  row integer not null,
  cells jsonb not null,
  verdict text not null,
  record_id uuid,
  title text not null,
  problems jsonb not null,
  changes jsonb not null,
  primary key (batch_id, row)
);

create table notification (
  id uuid primary key,
  user_id uuid not null references app_user (id),
  at timestamptz not null default current_timestamp,
  zh text not null,
  en text not null,
  link text not null,
  read_at timestamptz
);
create index notification_user on notification (user_id, at);

create table setting (
  key text primary key,
  value jsonb not null,
  updated_by text,
  updated_at timestamptz not null default current_timestamp
);
`,
};
