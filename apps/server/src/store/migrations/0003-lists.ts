import type { Migration } from './migration.ts';

/**
 * What lists need to answer from indexes: the orders by due date and by code as lists ask for them, counts by
 * state and light with every column that a reader's scope looks at, the plan of a record as a column of its
 * own (an index over an expression is never read without its row), and the characters of the search text, so
 * that Chinese words are found without an extension.
 */
export const lists: Migration = {
  id: 3,
  name: 'lists',
  sql: `
alter table record add column plan_id text generated always as ((source ->> 'plan')) stored;
drop index record_plan;
create index record_plan on record (plan_id, light);
drop index record_due;
create index record_due on record (registry, (coalesce(due_on, date '9999-12-31')), id);
drop index record_code;
create index record_code on record (registry, (coalesce(code, '~')), id);
drop index record_state;
create index record_counts on record (registry, state, light, sensitivity)
  include (owner_org, co_orgs, area_code, created_by);
create index record_search on record using gin (string_to_array(search, null));
`,
};
