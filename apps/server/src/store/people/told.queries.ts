import { type SqlBool, sql } from 'kysely';
import type { Db } from '../schema.ts';

/** Those of the accounts that already have a notification with this link. */
export async function alreadyTold(db: Db, userIds: string[], link: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('notification')
    .select('userId')
    .distinct()
    .where('link', '=', link)
    .where(sql<SqlBool>`user_id = any(${userIds}::uuid[])`)
    .execute();
  return new Set(rows.map((row) => row.userId));
}
