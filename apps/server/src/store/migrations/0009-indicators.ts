import type { Migration } from './migration.ts';

/**
 * Values of indicators as they were computed, which indicator a target is bound to, and how the status of a target
 * moved. All three are only appended to: a value that changes gets a new row that says why.
 */
export const indicators: Migration = {
  id: 9,
  name: 'indicators',
  sql: `
create table indicator_value (
  id uuid primary key,
  indicator text not null,
  year integer not null,
  version integer not null,
  as_of date,
  value numeric,
  numerator text not null,
  denominator text not null,
  inputs jsonb not null,
  cause jsonb not null,
  computed_at timestamptz not null
);
create index indicator_value_series on indicator_value (indicator, year, id);

create table target_binding (
  id uuid primary key,
  target_id uuid not null references target (id),
  indicator text,
  how text not null check (how in ('auto', 'person')),
  bound_by uuid,
  bound_at timestamptz not null,
  reason text not null default ''
);
create index target_binding_target on target_binding (target_id, id);

create table target_status (
  id uuid primary key,
  target_id uuid not null references target (id),
  status text not null,
  value numeric,
  zh text not null,
  en text not null,
  at timestamptz not null
);
create index target_status_target on target_status (target_id, id);
`,
};
