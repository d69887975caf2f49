import { type HourVerdict, hoursText } from '@huanzhi/monitoring';
import type { Transaction } from 'kysely';
import { inTransaction } from '../../../store/database.ts';
import { newId } from '../../../store/ids.ts';
import { readHourDays, setVerdicts } from '../../../store/monitoring/hours.queries.ts';
import { findReviewDay, holdReviewDay } from '../../../store/monitoring/review/days.queries.ts';
import {
  appendReviewEvents,
  lastStep,
  type NewReviewEvent,
  type ReviewEvent,
} from '../../../store/monitoring/review/events.queries.ts';
import {
  decideItems,
  type ItemVerdict,
  listItems,
  type ReviewItem,
} from '../../../store/monitoring/review/items.queries.ts';
import type { Database } from '../../../store/schema.ts';
import type { Env } from '../../env.ts';
import type { Session } from '../../session.ts';
import { refuse, wrongField } from './refuse.ts';
import { runChecks } from './run-checks.ts';
import { reviewedSite } from './who.ts';

/** What a reviewer says about hours. */
export interface Judgement {
  day: string;
  siteId: number;
  factors: readonly string[];
  /** 1 to 24. */
  hours: readonly number[];
  verdict: 'V' | 'I' | 'Q';
  reason: string;
  note: string;
}

/** State of an item before a step, so that the step can be taken back. */
type ItemBefore = Pick<ReviewItem, 'id' | 'verdict' | 'reason' | 'note' | 'decidedBy' | 'decidedAt'>;

/**
 * Gives hours of one site a verdict, until the day is locked. Hours without a number have nothing to be judged: they
 * stay missing, and only their item is decided.
 * @returns the number of the step, and which items it decided
 * @throws AppError `not-found` for a site that is not the reviewer's, `validation-failed` without a reason for 无效 or
 *   存疑, `transition-refused` for a locked day and for 有效 where there is no number
 */
export async function judgeHours(
  env: Env,
  session: Session,
  judgement: Judgement,
): Promise<{ step: string; items: string[] }> {
  const { day, siteId, verdict } = judgement;
  await reviewedSite(env, session, siteId);
  const hours = [...new Set(judgement.hours)].sort((a, b) => a - b);
  const reason = judgement.reason.trim();
  if (verdict !== 'V' && reason === '')
    throw wrongField('reason', 'required', '判无效或存疑须写原因。', 'Invalid and doubtful need a reason.');
  if ((await findReviewDay(env.store.db, day)) === undefined) await runChecks(env, day);
  return inTransaction(env.store.db, async (trx) => {
    await openDay(trx, day);
    const blocks = new Map(
      (await readHourDays(trx, { siteIds: [siteId], factors: judgement.factors, from: day, to: day })).map(
        (block) => [block.factor, block],
      ),
    );
    const numbered = (factor: string) =>
      hours.filter((hour) => (blocks.get(factor)?.values[hour - 1] ?? null) !== null);
    if (verdict === 'V' && judgement.factors.every((factor) => numbered(factor).length === 0))
      throw refuse(
        'no-number',
        `${hoursText(hours[0] ?? 0, hours.at(-1) ?? 0)} 时没有数，不能判有效。`,
        'There is no number in these hours: they cannot be judged valid.',
      );
    const base = {
      step: newId(),
      at: env.clock().toISOString(),
      actor: session.user.id,
      day,
      siteId,
      reason,
      note: judgement.note.trim(),
    };
    const events: NewReviewEvent[] = [];
    for (const factor of judgement.factors) {
      const these = numbered(factor);
      const before = these.map((hour) => blocks.get(factor)?.verdicts[hour - 1] ?? '.').join('');
      if (these.length > 0) {
        const changed = await setVerdicts(trx, { siteId, factor, day }, these, verdict);
        if (changed !== undefined) blocks.set(factor, changed);
      }
      events.push({
        ...base,
        kind: 'verdict',
        factor,
        hours: these.length > 0 ? these : hours,
        before,
        after: these.length > 0 ? verdict.repeat(these.length) : verdict,
      });
    }
    const decided = decidedBy(await listItems(trx, day, [siteId]), { ...judgement, hours }, (factor, hour) =>
      (blocks.get(factor)?.values[hour - 1] ?? null) === null
        ? null
        : ((blocks.get(factor)?.verdicts[hour - 1] ?? '.') as HourVerdict),
    );
    await decideItems(
      trx,
      decided.map(({ item, verdict: word }) => ({
        id: item.id,
        verdict: word,
        reason,
        note: base.note,
        decidedBy: session.user.id,
        decidedAt: base.at,
      })),
    );
    const [first, ...rest] = events;
    if (first !== undefined)
      await appendReviewEvents(trx, [
        {
          ...first,
          subject: decided.length === 1 ? (decided[0]?.item.id ?? null) : null,
          detail: { items: decided.map(({ item }) => itemBefore(item)) },
        },
        ...rest,
      ]);
    return { step: base.step, items: decided.map(({ item }) => item.id) };
  });
}

/** Holds an open day. @throws AppError `transition-refused` when it is locked */
async function openDay(trx: Transaction<Database>, day: string): Promise<void> {
  const standing = await holdReviewDay(trx, day, 'update');
  if (standing?.lockedAt != null)
    throw refuse(
      'day-locked',
      `${day} 已锁定：改判须由一人提出，另一名审核员复核后生效。`,
      `${day} is locked: one reviewer proposes a change, another confirms it.`,
    );
}

const itemBefore = ({ id, verdict, reason, note, decidedBy: by, decidedAt }: ReviewItem): ItemBefore => ({
  id,
  verdict,
  reason,
  note,
  decidedBy: by,
  decidedAt,
});

/**
 * Items that a judgement decides: those that lie within it, and open ones of which it judged the last hours.
 * @param verdictOf of an hour; null where there is no number
 */
function decidedBy(
  items: readonly ReviewItem[],
  judgement: Pick<Judgement, 'factors' | 'hours' | 'verdict'>,
  verdictOf: (factor: string, hour: number) => HourVerdict | null,
): { item: ReviewItem; verdict: ItemVerdict }[] {
  return items.flatMap((item): { item: ReviewItem; verdict: ItemVerdict }[] => {
    const factors = item.factors.filter((factor) => judgement.factors.includes(factor));
    const hours = item.hours.filter((hour) => judgement.hours.includes(hour));
    if (factors.length === item.factors.length && hours.length === item.hours.length)
      return [{ item, verdict: judgement.verdict }];
    if (factors.length === 0 || hours.length === 0 || item.decidedAt !== null) return [];
    const words = item.factors.flatMap((factor) => item.hours.map((hour) => verdictOf(factor, hour)));
    if (words.some((word) => word === '.' || word === null)) return [];
    const [word] = words;
    return [{ item, verdict: words.every((one) => one === word) ? (word as ItemVerdict) : 'M' }];
  });
}

/**
 * Takes back the newest step of the person on an open day: the hours and items are as they were before it, and both
 * the step and its withdrawal stay in the history.
 * @throws AppError `transition-refused` when the day is locked, there is nothing to take back, or somebody judged the
 *   same hours since
 */
export function undoStep(
  env: Env,
  session: Session,
  day: string,
): Promise<{ step: string; items: string[] }> {
  return inTransaction(env.store.db, async (trx) => {
    await openDay(trx, day);
    const events = await lastStep(trx, day, session.user.id);
    const [first] = events;
    if (first === undefined)
      throw refuse('nothing-to-undo', '没有可以撤销的判定。', 'There is no verdict of yours to take back.');
    const step = newId();
    const at = env.clock().toISOString();
    for (const event of events) await restore(trx, event);
    const before = ((first.detail?.items ?? []) as ItemBefore[]).filter(
      (item) => typeof item.id === 'string',
    );
    await decideItems(trx, before);
    await appendReviewEvents(
      trx,
      events.map((event) => ({
        step,
        at,
        actor: session.user.id,
        kind: 'undo' as const,
        day,
        siteId: event.siteId,
        factor: event.factor,
        hours: event.hours,
        before: event.after,
        after: event.before,
        subject: first.step,
      })),
    );
    return { step: first.step, items: before.map(({ id }) => id) };
  });
}

async function restore(trx: Transaction<Database>, event: ReviewEvent): Promise<void> {
  const { siteId, factor, day, hours } = event;
  if (siteId === null || factor === null || event.before === '') return;
  const [block] = await readHourDays(trx, { siteIds: [siteId], factors: [factor], from: day, to: day });
  const now = hours.map((hour) => block?.verdicts[hour - 1] ?? '.').join('');
  if (now !== event.after)
    throw refuse(
      'changed-since',
      '这些小时之后又有变动，不能撤销；请直接改判。',
      'These hours have changed since: judge them again instead.',
    );
  for (const verdict of ['.', 'V', 'I', 'Q'] as const) {
    const these = hours.filter((_, index) => event.before[index] === verdict);
    if (these.length > 0) await setVerdicts(trx, { siteId, factor, day }, these, verdict);
  }
}
