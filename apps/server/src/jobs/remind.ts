import { permissionsOf } from '../services/access.ts';
import type { Env } from '../services/env.ts';
import { myTurn } from '../services/my-turn.ts';
import { actorOf } from '../services/session.ts';
import { notify } from '../store/people/notifications.queries.ts';
import { alreadyTold } from '../store/people/told.queries.ts';
import { listUsers } from '../store/people/users.queries.ts';

/**
 * Reminds everybody who has overdue duties (not signed for, a monthly report missing, not verified …), one
 * message a day for a person. Running it again for the same day tells nobody twice.
 * @param day local day `YYYY-MM-DD`
 * @returns how many people were reminded
 */
export async function remind(env: Env, day: string): Promise<number> {
  const { db } = env.store;
  const link = `/?day=${day}`;
  const users = (await listUsers(db)).filter((user) => user.active && permissionsOf(user).includes('work'));
  const told = await alreadyTold(
    db,
    users.map((user) => user.id),
    link,
  );
  let reminded = 0;
  for (const user of users) {
    if (told.has(user.id)) continue;
    const { items, counts } = await myTurn(env, await actorOf(env, user));
    if (counts.overdue === 0) continue;
    const first = items.find((item) => item.overdue)?.title ?? '';
    await notify(db, [user.id], {
      zh: `您有 ${counts.overdue} 件事项已逾期（共 ${counts.myTurn} 件待办），如“${first}”`,
      en: `${counts.overdue} of your ${counts.myTurn} items are overdue, such as “${first}”`,
      link,
    });
    reminded += 1;
  }
  return reminded;
}
