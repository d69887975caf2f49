import type { Migration } from './migration.ts';

/** The last day of a factor at a site, and the security log by object, so that a site can show its own history. */
export const siteChanges: Migration = {
  id: 14,
  name: 'site-changes',
  sql: `
alter table site_factor add column until date check (until >= since);

create index audit_log_object on audit_log (object, seq);
`,
};
