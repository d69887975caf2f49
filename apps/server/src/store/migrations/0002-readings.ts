import type { Migration } from './migration.ts';

/** Borders of the partitions of `packet`: years to 2026, then quarters to 2036. */
const borders = [
  ...Array.from({ length: 6 }, (_, index) => `${2020 + index}-01-01`),
  ...Array.from({ length: 40 }, (_, index) => {
    const month = String((index % 4) * 3 + 1).padStart(2, '0');
    return `${2026 + Math.floor(index / 4)}-${month}-01`;
  }),
  '2036-01-01',
];

function partition(name: string, from: string, to: string): string {
  return `create table ${name} partition of packet for values from (${from}) to (${to});`;
}

const partitions = [
  partition('packet_before_2020', 'minvalue', `'2020-01-01 00:00:00+08'`),
  ...borders.slice(1).map((to, index) => {
    const from = borders[index] ?? '';
    const name = from < '2026' ? from.slice(0, 4) : from.slice(0, 7).replace('-', '_');
    return partition(`packet_${name}`, `'${from} 00:00:00+08'`, `'${to} 00:00:00+08'`);
  }),
  partition('packet_from_2036', `'2036-01-01 00:00:00+08'`, 'maxvalue'),
].join('\n');

/**
 * Stations of the gateway, packets with their values, what was quarantined (decision 0010). Every unique key of
 * the big tables holds the station, so that they can be spread over machines by it.
 */
export const readings: Migration = {
  id: 2,
  name: 'readings',
  sql: `
create table gateway_station (
  id integer primary key,
  mn text not null unique,
  name text not null,
  edition text not null check (edition in ('2005', '2017', '2025')),
  crc text not null check (crc in ('hj212', 'modbus', 'modbus-swapped', 'off')),
  password text,
  addresses text[] not null default '{}',
  factors jsonb not null default '{}',
  active boolean not null default true
);

create table packet_layout (
  station_id integer not null,
  id integer not null,
  fields text[] not null,
  primary key (station_id, id),
  unique (station_id, fields)
);

create table packet (
  station_id integer not null,
  cn smallint not null,
  layout integer not null,
  at timestamptz not null,
  key bigint not null,
  received_at timestamptz not null,
  readings double precision[] not null,
  marks text,
  repairs text,
  raw bytea not null,
  primary key (station_id, at, cn, key)
) partition by range (at);
${partitions}

create table packet_latest (
  station_id integer not null,
  cn smallint not null,
  layout integer not null,
  at timestamptz not null,
  received_at timestamptz not null,
  readings double precision[] not null,
  marks text,
  primary key (station_id, cn, layout)
) with (fillfactor = 50);

create view reading_latest as
select l.station_id, l.cn, f.field, l.at, l.received_at, l.readings[f.n] as value,
  case when l.marks is null then 'N' else split_part(l.marks, ',', f.n::integer) end as mark
from packet_latest l
join packet_layout y on y.station_id = l.station_id and y.id = l.layout
cross join lateral unnest(y.fields) with ordinality as f (field, n);

create table quarantine (
  id uuid primary key,
  received_at timestamptz not null,
  peer text not null,
  mn text,
  reason text not null,
  detail text not null,
  raw bytea not null
);
create index quarantine_received on quarantine (received_at);
`,
};
