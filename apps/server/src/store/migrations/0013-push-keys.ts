import type { Migration } from './migration.ts';

/**
 * Keys with which other systems push observations, the sites that each may write, and where the hours of an import came
 * from: a file, a person, or the pushes of one key on one day.
 */
export const pushKeys: Migration = {
  id: 13,
  name: 'push-keys',
  sql: `
create table push_key (
  id uuid primary key,
  name text not null,
  hash text not null unique,
  hint text not null,
  back_days integer not null check (back_days between 1 and 3660),
  created_by uuid not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  last_used_from text,
  revoked_at timestamptz,
  revoked_by uuid
);

create table push_key_site (
  key_id uuid not null references push_key (id),
  site_id integer not null references site (id),
  primary key (key_id, site_id)
);

alter table measurement_import
  alter column sha256 drop not null,
  add column source text not null default 'f' check (source in ('f', 'm', 'p')),
  add column push_key_id uuid references push_key (id),
  add column push_day date;
create index measurement_import_push on measurement_import (push_key_id, push_day);
`,
};
