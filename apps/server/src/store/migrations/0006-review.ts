import type { Migration } from './migration.ts';

/**
 * Daily review: which days were checked and locked, what the machine found, what enterprises marked, what reviewers
 * said, and values that came after the lock. `review_event` is only appended to.
 */
export const review: Migration = {
  id: 6,
  name: 'review',
  sql: `
create table review_day (
  day date primary key,
  checked_at timestamptz not null,
  hours integer not null,
  flagged integer not null,
  locked_at timestamptz,
  locked_by uuid,
  check ((locked_at is null) = (locked_by is null))
);

create table review_recheck (
  day date not null,
  since timestamptz not null default now()
);

create table review_item (
  id uuid primary key,
  day date not null,
  site_id integer not null,
  factors text[] not null,
  hours smallint[] not null,
  kinds text[] not null,
  why jsonb not null,
  raw text not null,
  verdict text check (verdict in ('V', 'I', 'Q', 'M')),
  reason text not null default '',
  note text not null default '',
  decided_by uuid,
  decided_at timestamptz,
  check ((verdict is null) = (decided_at is null))
);
create index review_item_day on review_item (day, site_id);

create table review_event (
  id uuid primary key,
  step uuid not null,
  at timestamptz not null,
  actor uuid,
  kind text not null check (kind in ('verdict', 'undo', 'mark', 'unmark', 'check', 'reopen', 'data-changed', 'lock',
    'late', 'propose', 'confirm', 'decline', 'withdraw')),
  day date not null,
  site_id integer,
  factor text,
  hours smallint[] not null default '{}',
  before text not null default '',
  after text not null default '',
  reason text not null default '',
  note text not null default '',
  subject uuid,
  detail jsonb
);
create index review_event_series on review_event (site_id, factor, day);
create index review_event_day on review_event (day, at);

create table enterprise_mark (
  id uuid primary key,
  site_id integer not null,
  factor text,
  day date not null,
  hours smallint[] not null,
  mark text not null,
  note text not null default '',
  marked_by uuid not null,
  marked_at timestamptz not null,
  removed_at timestamptz
);
create index enterprise_mark_day on enterprise_mark (day, site_id);

create table late_hour (
  id uuid primary key,
  site_id integer not null,
  factor text not null,
  day date not null,
  hour smallint not null,
  reading double precision,
  mark text not null,
  source text not null,
  arrived_at timestamptz not null default now(),
  arrived_by uuid,
  status text not null default 'waiting' check (status in ('waiting', 'taken', 'declined', 'replaced'))
);
create index late_hour_day on late_hour (day, site_id, factor, hour);

create table review_proposal (
  id uuid primary key,
  day date not null,
  site_id integer not null,
  factor text not null,
  hours smallint[] not null,
  change text not null check (change in ('.', 'V', 'I', 'Q', 'late')),
  before text not null,
  reason text not null,
  note text not null default '',
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  status text not null default 'waiting' check (status in ('waiting', 'confirmed', 'declined', 'withdrawn')),
  decided_by uuid,
  decided_at timestamptz,
  decided_note text not null default '',
  check (status not in ('confirmed', 'declined') or (decided_by is not null and decided_by <> proposed_by))
);
create index review_proposal_day on review_proposal (day);
create index review_proposal_status on review_proposal (status, proposed_at);
`,
};
