import { inTransaction } from '../../../store/database.ts';
import { newId } from '../../../store/ids.ts';
import { holdReviewDay, listRechecks, lockReviewDay } from '../../../store/monitoring/review/days.queries.ts';
import { appendReviewEvents } from '../../../store/monitoring/review/events.queries.ts';
import { listItems } from '../../../store/monitoring/review/items.queries.ts';
import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';
import type { Session } from '../../session.ts';
import { refuse } from './refuse.ts';
import { nextDayAt, reviewSettings } from './review-settings.ts';
import { runChecks } from './run-checks.ts';
import { reviewsAll } from './who.ts';

/**
 * Locks a day: from then on its hours change only by a proposal that a second person confirms. The checks run once more
 * first, so that nothing that came meanwhile is locked unseen.
 * @throws AppError `forbidden` for a reviewer of a part of the district, `transition-refused` before enterprise marks
 *   have closed, while items wait, or when it is locked
 */
export async function lockDay(env: Env, session: Session, day: string): Promise<void> {
  if (!reviewsAll(session)) throw new AppError('forbidden');
  const now = env.clock().toISOString();
  const { closesAtHour } = await reviewSettings(env);
  if (now < nextDayAt(day, closesAtHour))
    throw refuse(
      'marks-open',
      `企业标记到次日 ${closesAtHour}:00 关闭，之后才能锁定。`,
      `Enterprise marks are open until ${closesAtHour}:00 of the next day; lock after that.`,
    );
  await runChecks(env, day);
  await inTransaction(env.store.db, async (trx) => {
    const standing = await holdReviewDay(trx, day, 'update');
    if (standing === undefined) throw new AppError('not-found');
    if (standing.lockedAt !== null)
      throw refuse('day-locked', `${day} 已经锁定。`, `${day} is locked already.`);
    if ((await listRechecks(trx)).includes(day))
      throw refuse(
        'data-came',
        '刚有数据到达，请重新机检后再锁定。',
        'Data came just now: run the checks again first.',
      );
    const items = await listItems(trx, day);
    const left = items.filter((item) => item.decidedAt === null).length;
    if (left > 0)
      throw refuse(
        'items-left',
        `还有 ${left} 项没有判，判完才能锁定。`,
        `${left} items wait; judge them before locking.`,
      );
    await lockReviewDay(trx, day, session.user.id, now);
    const count = (verdict: string) => items.filter((item) => item.verdict === verdict).length;
    await appendReviewEvents(trx, [
      {
        step: newId(),
        at: now,
        actor: session.user.id,
        kind: 'lock',
        day,
        detail: { items: items.length, invalid: count('I'), doubtful: count('Q') },
      },
    ]);
  });
}
