import { addDays, type HourDay, isMonitored } from '@huanzhi/monitoring';
import { readHourDays } from '../../../store/monitoring/hours.queries.ts';
import { findReviewDay, listReviewDays } from '../../../store/monitoring/review/days.queries.ts';
import { countSteps } from '../../../store/monitoring/review/events.queries.ts';
import { listItems, type ReviewItem } from '../../../store/monitoring/review/items.queries.ts';
import { daysWithLate, listLateHours } from '../../../store/monitoring/review/late-hours.queries.ts';
import { listProposals } from '../../../store/monitoring/review/proposals.queries.ts';
import { listSiteFactors, listSites, type Site } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import type { Session } from '../../session.ts';
import { userNames } from '../../user-names.ts';
import { factorName } from './factor-name.ts';
import { nextDayAt, reviewSettings } from './review-settings.ts';
import { reviewsAll, reviewsSite } from './who.ts';

/** Days before today that the page offers as still open. */
const lookBack = 31;

/** Everything the review page shows of a day but the hours themselves. */
export async function reviewDay(env: Env, session: Session, day: string) {
  const { db } = env.store;
  const sites = new Map((await listSites(db)).map((site) => [site.id, site]));
  const mine = (id: number) => {
    const site = sites.get(id);
    return site !== undefined && reviewsSite(session, site);
  };
  const nameOf = await userNames(env);
  const checked = await findReviewDay(db, day);
  const items = (await listItems(db, day)).filter((item) => mine(item.siteId));
  const blocks = await readHourDays(db, {
    siteIds: [...new Set(items.map((item) => item.siteId))],
    from: day,
    to: day,
  });
  const settings = await reviewSettings(env);
  const closesAt = nextDayAt(day, settings.closesAtHour);
  const from = addDays(day, -lookBack);
  const past = await listReviewDays(db, from, addDays(day, lookBack));
  const factors = await listSiteFactors(db, [...sites.keys()]);
  const left = items.filter((item) => item.decidedAt === null).length;
  return {
    day,
    checkedAt: checked?.checkedAt ?? null,
    hours: checked?.hours ?? 0,
    flagged: checked?.flagged ?? 0,
    left,
    closesAt,
    marksOpen: env.clock().toISOString() <= closesAt && checked?.lockedAt == null,
    dueAt: nextDayAt(day, settings.dueAtHour),
    lockedAt: checked?.lockedAt ?? null,
    lockedBy: checked?.lockedBy == null ? null : nameOf(checked.lockedBy),
    canLock: reviewsAll(session),
    undoable: await countSteps(db, day, session.user.id),
    items: items.map((item) => shownItem(item, sites, blocks, nameOf)),
    proposals: (await listProposals(db, day))
      .filter((one) => mine(one.siteId))
      .map((one) => ({
        id: one.id,
        day: one.day,
        siteId: one.siteId,
        siteName: sites.get(one.siteId)?.name ?? '',
        factor: one.factor,
        factorName: factorName(one.factor),
        hours: one.hours,
        change: one.change,
        before: one.before,
        reason: one.reason,
        note: one.note,
        proposedBy: nameOf(one.proposedBy),
        own: one.proposedBy === session.user.id,
        proposedAt: one.proposedAt,
        status: one.status,
        decidedBy: one.decidedBy === null ? null : nameOf(one.decidedBy),
        decidedAt: one.decidedAt,
        decidedNote: one.decidedNote,
      })),
    late: (await listLateHours(db, { day }))
      .filter((one) => mine(one.siteId))
      .map((one) => ({
        siteId: one.siteId,
        siteName: sites.get(one.siteId)?.name ?? '',
        factor: one.factor,
        factorName: factorName(one.factor),
        hour: one.hour,
        value: one.value,
        mark: one.mark,
        arrivedAt: one.arrivedAt,
      })),
    days: past.map((one) => ({ day: one.day, locked: one.lockedAt !== null })),
    lateDays: await daysWithLate(db, from, addDays(day, lookBack)),
    sites: [...sites.values()]
      .filter((site) => reviewsSite(session, site))
      .map(({ id, name, kind }) => ({
        id,
        name,
        kind,
        factors: factors
          .filter((one) => one.siteId === id && isMonitored(one, day))
          .map(({ factor }) => ({ factor, name: factorName(factor) })),
      })),
  };
}

function shownItem(
  item: ReviewItem,
  sites: ReadonlyMap<number, Site>,
  blocks: readonly HourDay[],
  nameOf: (id: string) => string,
) {
  const site = sites.get(item.siteId);
  const block = blocks.find((one) => one.siteId === item.siteId && one.factor === item.factors[0]);
  const numbers = item.hours.flatMap((hour) => block?.values[hour - 1] ?? []);
  return {
    id: item.id,
    siteId: item.siteId,
    siteName: site?.name ?? '',
    siteKind: site?.kind ?? 'air',
    factors: item.factors,
    factorNames: item.factors.map(factorName),
    hours: item.hours,
    /** The number farthest from zero; of several series none. */
    value:
      item.factors.length > 1 || numbers.length === 0
        ? null
        : numbers.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a)),
    kinds: item.kinds,
    why: item.why,
    verdict: item.verdict,
    reason: item.reason,
    note: item.note,
    decidedBy: item.decidedBy === null ? null : nameOf(item.decidedBy),
    decidedAt: item.decidedAt,
  };
}
