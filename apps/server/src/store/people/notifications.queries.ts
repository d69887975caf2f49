import { newId } from '../ids.ts';
import type { Db, Row } from '../schema.ts';

export type Notification = Row<'notification'>;

/** Tells accounts something; nobody is told twice by one call. */
export async function notify(
  db: Db,
  userIds: string[],
  message: { zh: string; en: string; link: string },
): Promise<void> {
  const targets = [...new Set(userIds)];
  if (targets.length === 0) return;
  await db
    .insertInto('notification')
    .values(targets.map((userId) => ({ ...message, id: newId(), userId, readAt: null })))
    .execute();
}

/** The last notifications of an account and how many are unread. */
export async function listNotifications(
  db: Db,
  userId: string,
  limit = 100,
): Promise<{ unread: number; items: Notification[] }> {
  const items = await db
    .selectFrom('notification')
    .selectAll()
    .where('userId', '=', userId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  const { unread } = await db
    .selectFrom('notification')
    .select((eb) => eb.fn.countAll<number>().as('unread'))
    .where('userId', '=', userId)
    .where('readAt', 'is', null)
    .executeTakeFirstOrThrow();
  return { unread, items };
}

/** Marks everything that an account was told as read. */
export async function markNotificationsRead(db: Db, userId: string, now: Date): Promise<void> {
  await db
    .updateTable('notification')
    .set({ readAt: now.toISOString() })
    .where('userId', '=', userId)
    .where('readAt', 'is', null)
    .execute();
}
