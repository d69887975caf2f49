import type { HourMark, HourSource } from '@huanzhi/monitoring';
import type { Transaction } from 'kysely';
import { inTransaction } from '../../../store/database.ts';
import { isId, newId } from '../../../store/ids.ts';
import { putHours, readHourDays, setVerdicts } from '../../../store/monitoring/hours.queries.ts';
import { holdReviewDay } from '../../../store/monitoring/review/days.queries.ts';
import { appendReviewEvents, type ReviewEventKind } from '../../../store/monitoring/review/events.queries.ts';
import { closeLateHours, listLateHours } from '../../../store/monitoring/review/late-hours.queries.ts';
import {
  addProposal,
  closeProposal,
  holdProposal,
  listProposals,
  type Proposal,
  type ProposedChange,
} from '../../../store/monitoring/review/proposals.queries.ts';
import { findSite } from '../../../store/monitoring/sites.queries.ts';
import type { Database } from '../../../store/schema.ts';
import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';
import type { Session } from '../../session.ts';
import { refuse, wrongField } from './refuse.ts';
import { reviewedSite, reviewsSite } from './who.ts';

/** A change of hours of a locked day that somebody wants. */
export interface WantedChange {
  day: string;
  siteId: number;
  factor: string;
  hours: readonly number[];
  change: ProposedChange;
  reason: string;
  note: string;
}

/**
 * Proposes a change of a locked day; nothing changes until another reviewer confirms it.
 * @returns the number of the proposal
 * @throws AppError `not-found`, `validation-failed` without a reason, `transition-refused` for an open day, hours
 *   without numbers or late values, and hours that have a proposal already
 */
export async function proposeChange(
  env: Env,
  session: Session,
  wanted: WantedChange,
): Promise<{ id: string }> {
  const { day, siteId, factor, change } = wanted;
  await reviewedSite(env, session, siteId);
  const hours = [...new Set(wanted.hours)].sort((a, b) => a - b);
  if (wanted.reason.trim() === '')
    throw wrongField('reason', 'required', '改判须写原因。', 'A change needs a reason.');
  return inTransaction(env.store.db, async (trx) => {
    const standing = await holdReviewDay(trx, day, 'update');
    if (standing?.lockedAt == null)
      throw refuse('day-open', `${day} 还没有锁定，可直接判定。`, `${day} is not locked: judge it directly.`);
    const waiting = (await listProposals(trx, day)).filter(
      (one) => one.status === 'waiting' && one.day === day && one.siteId === siteId && one.factor === factor,
    );
    if (waiting.some((one) => one.hours.some((hour) => hours.includes(hour))))
      throw refuse('proposal-waits', '这些小时已有待复核的提议。', 'These hours have a proposal that waits.');
    const [block] = await readHourDays(trx, { siteIds: [siteId], factors: [factor], from: day, to: day });
    if (change === 'late') {
      const late = await listLateHours(trx, { day, siteId, factor, hours });
      if (late.length < hours.length)
        throw refuse(
          'no-late',
          '这些小时没有锁定后到达的值。',
          'No value came for these hours after the lock.',
        );
    } else if (hours.some((hour) => (block?.values[hour - 1] ?? null) === null))
      throw refuse('no-number', '这些小时没有数，不能改判。', 'There is no number in these hours.');
    const id = newId();
    const at = env.clock().toISOString();
    const before = hours.map((hour) => block?.verdicts[hour - 1] ?? '.').join('');
    const words = { reason: wanted.reason.trim(), note: wanted.note.trim() };
    const proposal: Proposal = {
      ...words,
      id,
      day,
      siteId,
      factor,
      hours,
      change,
      before,
      proposedBy: session.user.id,
      proposedAt: at,
      status: 'waiting',
      decidedBy: null,
      decidedAt: null,
      decidedNote: '',
    };
    await addProposal(trx, proposal);
    await appendReviewEvents(trx, [
      { ...eventOf(proposal, session, at, 'propose'), ...words, after: afterOf(proposal) },
    ]);
    return { id };
  });
}

/**
 * Decides a proposal: another person confirms or declines it, the proposer may withdraw it.
 * @throws AppError `not-found`; `transition-refused` when it is decided, when the proposer decides on their own
 *   proposal, when somebody else withdraws it, or when the hours are no longer as they were
 */
export function decideProposal(
  env: Env,
  session: Session,
  id: string,
  decision: { action: 'confirm' | 'decline' | 'withdraw'; note: string },
): Promise<void> {
  return inTransaction(env.store.db, async (trx) => {
    const proposal = isId(id) ? await holdProposal(trx, id) : undefined;
    const site = proposal && (await findSite(trx, proposal.siteId));
    if (proposal === undefined || site === undefined || !reviewsSite(session, site))
      throw new AppError('not-found');
    if (proposal.status !== 'waiting')
      throw refuse('proposal-decided', '这条提议已经办结。', 'This proposal was decided already.');
    const own = proposal.proposedBy === session.user.id;
    if (decision.action === 'withdraw' && !own)
      throw refuse('not-proposer', '只有提出人能撤回。', 'Only the proposer can withdraw it.');
    if (decision.action !== 'withdraw' && own)
      throw refuse(
        'second-person',
        '你是提出人，须由另一名审核员复核。',
        'You proposed this: another reviewer has to decide.',
      );
    await holdReviewDay(trx, proposal.day, 'update');
    if (decision.action === 'confirm') await carryOut(trx, proposal, session.user.id);
    if (decision.action === 'decline' && proposal.change === 'late')
      await closeLate(trx, proposal, 'declined');
    const at = env.clock().toISOString();
    const status = { confirm: 'confirmed', decline: 'declined', withdraw: 'withdrawn' } as const;
    await closeProposal(trx, {
      id,
      status: status[decision.action],
      decidedBy: session.user.id,
      decidedAt: at,
      decidedNote: decision.note.trim(),
    });
    await appendReviewEvents(trx, [
      {
        ...eventOf(proposal, session, at, decision.action),
        after: decision.action === 'confirm' ? afterOf(proposal) : proposal.before,
        reason: proposal.reason,
        note: decision.note.trim(),
        detail: { proposedBy: proposal.proposedBy },
      },
    ]);
  });
}

const afterOf = ({ change, hours }: Proposal) => (change === 'late' ? 'late' : change.repeat(hours.length));

const eventOf = (proposal: Proposal, session: Session, at: string, kind: ReviewEventKind) => ({
  step: newId(),
  at,
  actor: session.user.id,
  kind,
  day: proposal.day,
  siteId: proposal.siteId,
  factor: proposal.factor,
  hours: proposal.hours,
  before: proposal.before,
  subject: proposal.id,
});

async function carryOut(trx: Transaction<Database>, proposal: Proposal, by: string): Promise<void> {
  const { day, siteId, factor, hours, change } = proposal;
  const [block] = await readHourDays(trx, { siteIds: [siteId], factors: [factor], from: day, to: day });
  if (hours.map((hour) => block?.verdicts[hour - 1] ?? '.').join('') !== proposal.before)
    throw refuse(
      'changed-since',
      '提出之后这些小时又有变动，请重新提出。',
      'These hours have changed since: propose again.',
    );
  if (change !== 'late') {
    await setVerdicts(trx, { siteId, factor, day }, hours, change);
    return;
  }
  const late = await closeLate(trx, proposal, 'taken');
  await putHours(
    trx,
    late.map(({ hour, value, mark, source }) => ({
      siteId,
      factor,
      day,
      hour,
      value,
      mark: mark as HourMark,
      source: source as Exclude<HourSource, '.'>,
    })),
    by,
    true,
  );
}

async function closeLate(trx: Transaction<Database>, proposal: Proposal, status: 'taken' | 'declined') {
  const { day, siteId, factor, hours } = proposal;
  const late = await listLateHours(trx, { day, siteId, factor, hours });
  await closeLateHours(
    trx,
    late.map(({ id }) => id),
    status,
  );
  return late;
}
