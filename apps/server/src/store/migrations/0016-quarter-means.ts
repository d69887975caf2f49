import type { Migration } from './migration.ts';

/**
 * Means of 15 minutes of dust sites (DB31/964), 96 a day, kept because the packets that they are made from may be
 * removed. Values in the unit of the site's factor.
 */
export const quarterMeans: Migration = {
  id: 16,
  name: 'quarter-means',
  sql: `
create table quarter_day (
  site_id integer not null references site,
  factor text not null,
  day date not null,
  readings double precision[] not null check (cardinality(readings) = 96),
  primary key (site_id, factor, day)
);
`,
};
