import type { Actor, Applied, Programme } from '@huanzhi/registry';
import type { Db } from '../store/index.ts';
import * as notifications from '../store/people/notifications.queries.ts';
import { userIdsOfOrgs, userIdsWithRole } from '../store/people/users.queries.ts';
import type { SavedRecord } from '../store/records/save-record.queries.ts';
import type { Env } from './env.ts';
import type { Session } from './session.ts';

/** Tells those whom a step concerns; not the one who did it. Links are addresses of pages. */
export async function notifyOf(
  db: Db,
  programme: Programme,
  saved: Pick<SavedRecord, 'record' | 'event'>,
  notify: Applied['notify'],
  actor: Actor,
): Promise<void> {
  const { record, event } = saved;
  const roles = await Promise.all(notify.roles.map((role) => userIdsWithRole(db, role)));
  const members = notify.orgIds.length === 0 ? [] : await userIdsOfOrgs(db, notify.orgIds);
  const users = notify.users.filter((id) => id !== 'system');
  const told = [...members, ...roles.flat(), ...users].filter((id) => id !== actor.userId);
  const step = programme.definition.transitions.find((one) => one.name === event.transition)?.label;
  const name = programme.definition.name;
  await notifications.notify(db, told, {
    zh: `${name.zh}“${record.title}”：${step?.zh ?? '新增'}`,
    en: `${name.en} “${record.title}”: ${step?.en ?? 'created'}`,
    link: recordLink(record.registry, record.id),
  });
}

/** The address of a record's page. */
export function recordLink(registry: string, id: string): string {
  return `/registries/${registry}/${id}`;
}

/** What the person was told, the latest first. */
export async function listNotifications(env: Env, session: Session) {
  const { unread, items } = await notifications.listNotifications(env.store.db, session.user.id);
  return {
    unread,
    items: items.map((item) => ({
      id: item.id,
      at: item.at,
      text: { zh: item.zh, en: item.en },
      link: item.link,
      read: item.readAt !== null,
    })),
  };
}

/** Marks everything as read. */
export async function readNotifications(env: Env, session: Session): Promise<void> {
  await notifications.markNotificationsRead(env.store.db, session.user.id, env.clock());
}
