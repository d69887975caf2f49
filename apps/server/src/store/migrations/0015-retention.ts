import type { Migration } from './migration.ts';

/**
 * What retention removed, and the one thing that it may not do by itself: emptying a whole partition of packets at once,
 * which is the right of the tables' owner. The partition stays, so that a packet of that time which still comes is kept
 * and answered. A lock that cannot be had within five seconds is given up, so that nobody queues behind it.
 */
export const retention: Migration = {
  id: 15,
  name: 'retention',
  sql: `
create table packet_removal (
  id uuid primary key,
  kind text not null check (kind in ('minutes', 'packets', 'all', 'quarantine')),
  from_day date not null,
  to_day date not null,
  removed bigint not null,
  kept bigint not null,
  at timestamptz not null,
  audited boolean not null default false
);
create index packet_removal_newest on packet_removal (at);
create index packet_removal_open on packet_removal (kind) where not audited;

create function empty_packet_partition(name text) returns bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set lock_timeout = '5s'
as $$
declare
  target regclass;
  removed bigint;
begin
  select i.inhrelid::regclass into target
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'public.packet'::regclass and c.relname = name;
  if target is null then
    raise exception 'packet has no partition %', name using errcode = '22023';
  end if;
  execute format('lock table %s in access exclusive mode', target);
  execute format('select count(*) from %s', target) into removed;
  execute format('truncate table %s', target);
  return removed;
end
$$;
revoke execute on function empty_packet_partition(text) from public;
`,
};
