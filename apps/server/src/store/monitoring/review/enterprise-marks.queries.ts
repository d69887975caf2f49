import { sql } from 'kysely';
import type { Db } from '../../schema.ts';

/** What an enterprise said about hours of its outlet (企业标记). */
export interface EnterpriseMark {
  id: string;
  siteId: number;
  /** Null: all factors. */
  factor: string | null;
  day: string;
  hours: number[];
  /** A name of the marking rule. */
  mark: string;
  note: string;
  markedBy: string;
  markedAt: string;
}

const columns = sql`id, site_id as "siteId", factor, day, hours, mark, note, marked_by as "markedBy",
  marked_at as "markedAt"`;

/** The marks of a day that were not taken back, by site, in the order in which they were made. */
export function listMarks(db: Db, day: string, siteIds: readonly number[]): Promise<EnterpriseMark[]> {
  return marksOfDays(db, { siteIds, from: day, to: day });
}

/** The marks of sites in a span of days that were not taken back, by site, in the order in which they were made. */
export async function marksOfDays(
  db: Db,
  { siteIds, from, to }: { siteIds: readonly number[]; from: string; to: string },
): Promise<EnterpriseMark[]> {
  if (siteIds.length === 0) return [];
  const { rows } = await sql<EnterpriseMark>`
    select ${columns} from enterprise_mark
    where day between ${from} and ${to} and site_id = any(${siteIds}::integer[]) and removed_at is null
    order by site_id, marked_at, id`.execute(db);
  return rows;
}

/** One mark that was not taken back, or undefined. */
export async function findMark(db: Db, id: string): Promise<EnterpriseMark | undefined> {
  const { rows } = await sql<EnterpriseMark>`
    select ${columns} from enterprise_mark where id = ${id}::uuid and removed_at is null`.execute(db);
  return rows[0];
}

/** Adds a mark. */
export async function addMark(db: Db, mark: EnterpriseMark): Promise<void> {
  await sql`
    insert into enterprise_mark (id, site_id, factor, day, hours, mark, note, marked_by, marked_at)
    values (${mark.id}, ${mark.siteId}, ${mark.factor}, ${mark.day}, ${mark.hours}::smallint[], ${mark.mark},
      ${mark.note}, ${mark.markedBy}::uuid, ${mark.markedAt})`.execute(db);
}

/** Takes a mark back; it stays in the table. */
export async function removeMark(db: Db, id: string, at: string): Promise<void> {
  await sql`update enterprise_mark set removed_at = ${at} where id = ${id}::uuid`.execute(db);
}
