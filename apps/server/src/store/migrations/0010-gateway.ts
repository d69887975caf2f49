import type { Migration } from './migration.ts';

/**
 * What the page of the gateway needs beyond packets: further settings of a station, what each was last seen doing
 * (so that a restart forgets nothing), counts of each day, requests to instruments, the log of conversations, and
 * what became of quarantined pieces that were replayed.
 */
export const gateway: Migration = {
  id: 10,
  name: 'gateway',
  sql: `
alter table gateway_station
  add column sm4_key text check (sm4_key ~ '^[0-9a-f]{32}$'),
  add column due_minutes smallint not null default 5 check (due_minutes between 1 and 1440),
  add column opening boolean not null default false;

create table station_state (
  station_id integer primary key,
  peer text not null,
  connected_since timestamptz,
  last_heard timestamptz not null,
  last_packet timestamptz,
  last_data_at timestamptz,
  clock_ms integer
) with (fillfactor = 50);

create table station_day (
  station_id integer not null,
  day date not null,
  packets integer not null,
  repaired integer not null,
  quarantined integer not null,
  repairs jsonb not null,
  reasons jsonb not null,
  primary key (station_id, day)
) with (fillfactor = 50);
create index station_day_day on station_day (day);

create table gateway_request (
  id uuid primary key,
  station_id integer not null references gateway_station (id),
  kind text not null check (kind in ('clock', 'history', 'timeouts')),
  detail jsonb not null default '{}',
  asked_at timestamptz not null,
  asked_by uuid references app_user (id),
  ended_at timestamptz,
  outcome text,
  code smallint
);
create index gateway_request_station on gateway_request (station_id, asked_at);
create index gateway_request_open on gateway_request (id) where ended_at is null;

create table gateway_log (
  id uuid primary key,
  at timestamptz not null,
  mn text,
  peer text not null,
  direction text not null check (direction in ('in', 'out', 'event')),
  what text not null,
  qn text,
  body text not null
);
create index gateway_log_mn on gateway_log (mn, id);

alter table quarantine
  add column replayed_at timestamptz,
  add column replayed_by uuid,
  add column replay_outcome text;
create index quarantine_mn on quarantine (mn, received_at);
create index quarantine_open on quarantine (reason, mn) where replayed_at is null;
`,
};
