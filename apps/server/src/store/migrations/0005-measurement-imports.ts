import type { Migration } from './migration.ts';

/**
 * Files of measurements on their way in: the import with its progress, the rows that a person should see, and which
 * hours a commit wrote, so that it can be taken back.
 */
export const measurementImports: Migration = {
  id: 5,
  name: 'measurement-imports',
  sql: `
create table measurement_import (
  id uuid primary key,
  file_name text not null,
  sha256 text not null,
  size bigint not null,
  status text not null
    check (status in ('checking', 'checked', 'committing', 'committed', 'withdrawing', 'withdrawn', 'failed')),
  error jsonb,
  form text check (form in ('wide', 'long')),
  hour_label text not null default 'end' check (hour_label in ('end', 'start')),
  columns jsonb not null default '[]',
  sites jsonb not null default '[]',
  counts jsonb not null,
  committed jsonb not null,
  done integer not null default 0,
  total integer not null default 0,
  created_by uuid not null,
  created_at timestamptz not null default now()
);
create index measurement_import_created on measurement_import (created_at);

create table measurement_import_row (
  import_id uuid not null references measurement_import (id),
  row integer not null,
  verdict text not null check (verdict in ('new', 'change', 'same', 'conflict', 'reject', 'nothing')),
  cells text[] not null,
  problems jsonb not null,
  primary key (import_id, row)
);

create table measurement_written (
  site_id integer not null,
  factor text not null,
  day date not null,
  import_id uuid not null references measurement_import (id),
  hours text not null,
  readings double precision[] not null,
  marks text not null,
  taken_back boolean not null default false,
  primary key (site_id, factor, day, import_id)
);
create index measurement_written_import on measurement_written (import_id, site_id, factor, day);
`,
};
