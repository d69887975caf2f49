import { MARKING_RULE, markInTime } from '@huanzhi/standards';
import { inTransaction } from '../../../store/database.ts';
import { isId, newId } from '../../../store/ids.ts';
import { markDirty } from '../../../store/monitoring/hours.queries.ts';
import { askRecheck, findReviewDay } from '../../../store/monitoring/review/days.queries.ts';
import {
  addMark,
  type EnterpriseMark,
  findMark,
  listMarks,
  removeMark,
} from '../../../store/monitoring/review/enterprise-marks.queries.ts';
import { appendReviewEvents } from '../../../store/monitoring/review/events.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { AppError } from '../../errors.ts';
import type { Session } from '../../session.ts';
import { factorName } from './factor-name.ts';
import { loadDay } from './load-day.ts';
import { refuse, wrongField } from './refuse.ts';
import { nextDayAt, reviewSettings } from './review-settings.ts';
import { runChecks } from './run-checks.ts';
import { ownOutlet, ownOutlets } from './who.ts';

/** Words that an enterprise may use, each once; a word of several industries names them all. */
export const markVocabulary = [...new Set(MARKING_RULE.marks.map((mark) => mark.name))].map((name) => {
  const kinds = MARKING_RULE.marks.filter((mark) => mark.name === name);
  return {
    name,
    scope: kinds.some((mark) => mark.scope === 'device') ? ('device' as const) : ('condition' as const),
    industries: kinds.flatMap((mark) => (mark.industry === undefined ? [] : [mark.industry])),
  };
});

/** The outlets of the person's enterprise on a day, with what was marked and until when more can be. */
export async function ownMarks(env: Env, session: Session, day: string) {
  const { db } = env.store;
  const outlets = await ownOutlets(env, session);
  const ids = outlets.map((outlet) => outlet.id);
  const loaded = await loadDay(db, day, ids);
  const marks = await listMarks(db, day, ids);
  const { closesAtHour } = await reviewSettings(env);
  return {
    day,
    closesAt: nextDayAt(day, closesAtHour),
    open: await isOpen(env, day),
    vocabulary: markVocabulary,
    ruleMark: MARKING_RULE.mark,
    outlets: outlets.map(({ id, code, name }) => {
      const site = loaded.get(id);
      return {
        id,
        code,
        name,
        series: (site?.factors ?? []).map(({ factor, unit }) => {
          const block = site?.blocks.get(factor);
          return {
            factor,
            name: factorName(factor),
            unit,
            values: block?.values ?? [],
            marks: block?.marks ?? '',
            verdicts: block?.verdicts ?? '',
          };
        }),
        marks: marks
          .filter((mark) => mark.siteId === id)
          .map(({ id: mark, factor, hours, mark: word, note, markedAt }) => ({
            id: mark,
            factor,
            hours,
            mark: word,
            note,
            markedAt,
          })),
      };
    }),
  };
}

/** Marks of a day are open until the closing hour of the next day, and no longer than until the day is locked. */
async function isOpen(env: Env, day: string): Promise<boolean> {
  const { closesAtHour } = await reviewSettings(env);
  const inTime = markInTime(day, env.clock(), { ...MARKING_RULE, closesAtHour });
  return inTime && (await findReviewDay(env.store.db, day))?.lockedAt == null;
}

async function refuseClosed(env: Env, day: string): Promise<void> {
  if (await isOpen(env, day)) return;
  const { closesAtHour } = await reviewSettings(env);
  throw refuse(
    'marks-closed',
    `${day} 的企业标记已在次日 ${closesAtHour}:00 关闭，不能再改；如有异议请联系区生态环境局监测站。`,
    `Enterprise marks of ${day} closed at ${closesAtHour}:00 of the next day.`,
  );
}

/**
 * Marks hours of an own outlet; the raw values stay, the reviewer sees the mark, and the figures of the day are made
 * again with it.
 * @throws AppError `not-found` for another enterprise's outlet, `validation-failed` for an unknown mark or factor or a
 *   day to come, `transition-refused` after the closing hour
 */
export async function addOwnMark(
  env: Env,
  session: Session,
  wanted: Pick<EnterpriseMark, 'day' | 'siteId' | 'factor' | 'hours' | 'mark' | 'note'>,
): Promise<{ id: string }> {
  const outlet = await ownOutlet(env, session, wanted.siteId);
  if (!markVocabulary.some((mark) => mark.name === wanted.mark))
    throw wrongField('mark', 'unknown', '标记不在标记规则内。', 'The marking rule has no such mark.');
  if (wanted.day > localDay(env.clock()))
    throw wrongField('day', 'future', '不能标记还没有到的日子。', 'A day to come cannot be marked.');
  const factors = (await loadDay(env.store.db, wanted.day, [outlet.id])).get(outlet.id)?.factors ?? [];
  if (wanted.factor !== null && !factors.some(({ factor }) => factor === wanted.factor))
    throw wrongField('factor', 'unknown', '该排放口没有这个因子。', 'The outlet has no such factor.');
  await refuseClosed(env, wanted.day);
  const mark: EnterpriseMark = {
    ...wanted,
    hours: [...new Set(wanted.hours)].sort((a, b) => a - b),
    note: wanted.note.trim(),
    id: newId(),
    markedBy: session.user.id,
    markedAt: env.clock().toISOString(),
  };
  await inTransaction(env.store.db, async (trx) => {
    await addMark(trx, mark);
    await tell(trx, mark, session, mark.markedAt, 'mark');
    await markDirty(trx, [mark]);
    await askRecheck(trx, [mark.day]);
  });
  await checkAgain(env, mark.day);
  return { id: mark.id };
}

/** Takes an own mark back before the closing hour; it stays in the history. @throws AppError as `addOwnMark` */
export async function removeOwnMark(env: Env, session: Session, id: string): Promise<void> {
  const mark = isId(id) ? await findMark(env.store.db, id) : undefined;
  if (mark === undefined) throw new AppError('not-found');
  await ownOutlet(env, session, mark.siteId);
  await refuseClosed(env, mark.day);
  const at = env.clock().toISOString();
  await inTransaction(env.store.db, async (trx) => {
    await removeMark(trx, id, at);
    await tell(trx, mark, session, at, 'unmark');
    await markDirty(trx, [mark]);
    await askRecheck(trx, [mark.day]);
  });
  await checkAgain(env, mark.day);
}

const tell = (
  trx: Parameters<typeof appendReviewEvents>[0],
  { id, day, siteId, factor, hours, mark, note }: EnterpriseMark,
  session: Session,
  at: string,
  kind: 'mark' | 'unmark',
) =>
  appendReviewEvents(trx, [
    {
      step: newId(),
      at,
      actor: session.user.id,
      kind,
      day,
      siteId,
      factor,
      hours,
      before: kind === 'mark' ? '' : mark,
      after: kind === 'mark' ? mark : '',
      note,
      subject: id,
    },
  ]);

async function checkAgain(env: Env, day: string): Promise<void> {
  if ((await findReviewDay(env.store.db, day)) !== undefined) await runChecks(env, day);
}
