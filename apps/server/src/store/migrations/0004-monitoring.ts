import type { Migration } from './migration.ts';

const years = Array.from({ length: 22 }, (_, index) => 2015 + index);

const partitions = [
  `create table hour_day_before_2015 partition of hour_day for values from (minvalue) to ('2015-01-01');`,
  ...years.map(
    (year) =>
      `create table hour_day_${year} partition of hour_day for values from ('${year}-01-01') to ('${year + 1}-01-01');`,
  ),
  `create table hour_day_from_2037 partition of hour_day for values from ('2037-01-01') to (maxvalue);`,
].join('\n');

/**
 * Places that are monitored, their limits, hourly values in blocks of a series and day, the values of days, months
 * and years made from them (decision 0011). Every unique key of the big tables begins with the site.
 */
export const monitoring: Migration = {
  id: 4,
  name: 'monitoring',
  sql: `
create table site (
  id integer primary key,
  code text not null unique,
  name text not null,
  kind text not null check (kind in ('air', 'section', 'outlet', 'noise', 'dust')),
  area_code text not null,
  owner_org uuid references org (id),
  enterprise_org uuid references org (id),
  tier text check (tier in ('national', 'municipal', 'district', 'town')),
  assessed boolean not null default true,
  lon double precision,
  lat double precision,
  interval_hours smallint not null default 1 check (interval_hours between 0 and 24),
  props jsonb not null default '{}',
  active boolean not null default true,
  pinyin text not null default ''
);
create index site_kind on site (kind, area_code);

create table site_factor (
  site_id integer not null references site (id),
  factor text not null,
  unit text not null,
  since date not null,
  primary key (site_id, factor)
);

create table site_limit (
  id uuid primary key,
  site_id integer not null references site (id),
  factor text not null,
  period text not null check (period in ('hour', 'day', 'month')),
  lower numeric,
  upper numeric,
  valid_from date not null,
  valid_to date,
  basis text not null,
  mark text not null check (mark in ('verified', 'single source', 'recall', 'local')),
  created_by uuid,
  created_at timestamptz not null default now(),
  check (lower is not null or upper is not null)
);
create index site_limit_site on site_limit (site_id, factor);

alter table gateway_station add column site_id integer references site (id);
create index gateway_station_site on gateway_station (site_id);

create table hour_day (
  site_id integer not null,
  factor text not null,
  day date not null,
  readings double precision[] not null,
  marks text not null,
  verdicts text not null,
  sources text not null,
  updated_at timestamptz not null default now(),
  primary key (site_id, factor, day)
) partition by range (day);
${partitions}

create table hour_revision (
  id uuid primary key,
  site_id integer not null,
  factor text not null,
  day date not null,
  hour smallint not null,
  reading double precision,
  mark text not null,
  source text not null,
  replaced_at timestamptz not null default now(),
  replaced_by uuid
);
create index hour_revision_series on hour_revision (site_id, factor, day);

create table period_value (
  site_id integer not null,
  factor text not null,
  statistic text not null,
  period text not null check (period in ('day', 'month', 'year')),
  start date not null,
  value numeric,
  valid integer not null,
  received integer not null,
  expected integer not null,
  complete boolean not null,
  detail jsonb,
  computed_at timestamptz not null default now(),
  primary key (site_id, period, start, factor, statistic)
);
create index period_value_series on period_value (site_id, factor, statistic, period, start);

create table latest_hour (
  site_id integer not null,
  factor text not null,
  day date not null,
  hour smallint not null,
  reading double precision,
  mark text not null,
  primary key (site_id, factor)
) with (fillfactor = 50);

create table dirty_day (
  site_id integer not null,
  day date not null,
  since timestamptz not null default now()
);
create index dirty_day_order on dirty_day (since);

create table touched_hour (
  station_id integer not null,
  hour_start timestamptz not null,
  since timestamptz not null default now()
);
create index touched_hour_order on touched_hour (since);
`,
};
