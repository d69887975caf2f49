import type { Migration } from './migration.ts';

/**
 * Day figures that a network published and a file brought (公布日值), one row for each import: the newest that is not
 * taken back stands, the others are its history. Imports count them beside the hours.
 */
export const publishedDays: Migration = {
  id: 12,
  name: 'published-days',
  sql: `
create table published_day (
  site_id integer not null,
  day date not null,
  factor text not null,
  statistic text not null check (statistic in ('mean', 'mda8', 'max1h')),
  import_id uuid not null references measurement_import (id),
  row integer not null,
  value numeric not null,
  unit text not null,
  kept_at timestamptz not null default now(),
  taken_back_at timestamptz,
  primary key (site_id, day, factor, statistic, import_id)
);
create index published_day_import on published_day (import_id);

update measurement_import set
  counts = '{"dayNew": 0, "dayChange": 0, "daySame": 0, "dayConflict": 0}'::jsonb || counts,
  committed = '{"dayNew": 0, "dayChange": 0, "daySame": 0, "dayConflict": 0}'::jsonb || committed;
`,
};
