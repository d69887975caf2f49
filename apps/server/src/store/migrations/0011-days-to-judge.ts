import type { Migration } from './migration.ts';

/** Days whose figures are made and which are not judged yet, so that a killed process judges them when it is back. */
export const daysToJudge: Migration = {
  id: 11,
  name: 'days-to-judge',
  sql: `
create table day_to_judge (
  site_id integer not null,
  day date not null,
  since timestamptz not null default clock_timestamp()
);
create index day_to_judge_order on day_to_judge (since);
`,
};
