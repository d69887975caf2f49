import { sql } from 'kysely';
import type { Db } from '../../schema.ts';

/** Why a section has no data in a month (停测原因), as a person said it. */
export interface SectionNote {
  siteId: number;
  /** First day of the month. */
  month: string;
  reason: string;
  setBy: string;
  setAt: string;
}

/** The newest word for each section and month in a span; an empty reason took it back. */
export async function listSectionNotes(
  db: Db,
  filter: { siteIds: readonly number[]; from: string; to: string },
): Promise<SectionNote[]> {
  const { rows } = await sql<SectionNote>`
    select distinct on (site_id, month) site_id as "siteId", month, reason, set_by as "setBy", set_at as "setAt"
    from section_note
    where site_id = any(${filter.siteIds}::integer[]) and month between ${filter.from} and ${filter.to}
    order by site_id, month, id desc`.execute(db);
  return rows.filter((row) => row.reason !== '');
}

/** Adds a word; earlier ones stay. @param id a new UUIDv7 */
export async function addSectionNote(
  db: Db,
  note: { id: string; siteId: number; month: string; reason: string; setBy: string; setAt: string },
): Promise<void> {
  await sql`
    insert into section_note (id, site_id, month, reason, set_by, set_at)
    values (${note.id}, ${note.siteId}, ${note.month}, ${note.reason}, ${note.setBy}::uuid, ${note.setAt})`.execute(
    db,
  );
}
