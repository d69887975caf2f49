import { addDays, type CheckItem, checkDay, type FlaggedHour, foldItems } from '@huanzhi/monitoring';
import { inTransaction } from '../../../store/database.ts';
import { newId } from '../../../store/ids.ts';
import {
  holdReviewDay,
  listRechecks,
  openReviewDay,
  saveChecked,
  takeRecheck,
} from '../../../store/monitoring/review/days.queries.ts';
import { appendReviewEvents, type NewReviewEvent } from '../../../store/monitoring/review/events.queries.ts';
import { listItems, type ReviewItem, replaceItems } from '../../../store/monitoring/review/items.queries.ts';
import type { Env } from '../../env.ts';
import { checkedSites, hoursOver, type LoadedSite, loadDay } from './load-day.ts';

/** What a run of the checks found. */
export interface CheckRun {
  /** False: the day is locked and stays as it is. */
  ran: boolean;
  hours: number;
  flagged: number;
  /** Items that came or went by this run. */
  added: number;
  gone: number;
}

/**
 * Runs the machine checks over a day and brings its items up to date. Running it again changes nothing; items that were
 * decided stay as long as the values under them do. A locked day is left alone.
 * @param day `YYYY-MM-DD`
 */
export function runChecks(env: Env, day: string): Promise<CheckRun> {
  return inTransaction(env.store.db, async (trx) => {
    const now = env.clock();
    const at = now.toISOString();
    await openReviewDay(trx, day, at);
    const standing = await holdReviewDay(trx, day, 'update');
    await takeRecheck(trx, day);
    if (standing === undefined || standing.lockedAt !== null)
      return { ran: false, hours: standing?.hours ?? 0, flagged: standing?.flagged ?? 0, added: 0, gone: 0 };
    const loaded = await loadDay(trx, day);
    const flagged = checkDay(await checkedSites(trx, day, loaded), hoursOver(day, now));
    const stored = await listItems(trx, day);
    const rawOf = (item: Pick<ReviewItem, 'siteId' | 'factors' | 'hours'>) => rawText(loaded, item);
    const kept = stored.filter((item) => item.decidedAt !== null && item.raw === rawOf(item));
    const reopened = stored.filter((item) => item.decidedAt !== null && item.raw !== rawOf(item));
    const open = new Map(stored.filter((item) => item.decidedAt === null).map((item) => [keyOf(item), item]));
    const added: ReviewItem[] = [];
    const same = new Set<string>();
    for (const item of foldItems(uncovered(flagged, kept), rhythms(loaded))) {
      const known = open.get(keyOf(item));
      const raw = rawOf(item);
      if (known !== undefined && known.raw === raw && reasonsKey(known.why) === reasonsKey(item.why))
        same.add(known.id);
      else added.push({ ...fresh(item, day, raw), id: known?.id ?? newId() });
    }
    const gone = stored.filter((item) => !kept.includes(item) && !same.has(item.id));
    await replaceItems(
      trx,
      gone.map(({ id }) => id),
      added,
    );
    const hours = [...loaded.values()].reduce((sum, site) => sum + numbersOf(site), 0);
    await saveChecked(trx, { day, checkedAt: at, hours, flagged: flagged.length });
    if (added.length + gone.length > 0)
      await appendReviewEvents(trx, eventsOf(day, at, { added: added.length, gone: gone.length }, reopened));
    return { ran: true, hours, flagged: flagged.length, added: added.length, gone: gone.length };
  });
}

/** The daily job: checks the day before. */
export function checkDayBefore(env: Env, today: string): Promise<CheckRun> {
  return runChecks(env, addDays(today, -1));
}

/**
 * Checks days again whose data or enterprise marks have changed since their check.
 * @returns the days
 */
export async function recheckDays(env: Env): Promise<string[]> {
  const days = await listRechecks(env.store.db);
  for (const day of days) await runChecks(env, day);
  return days;
}

const keyOf = (item: Pick<ReviewItem, 'siteId' | 'factors' | 'hours' | 'kinds'>) =>
  JSON.stringify([item.siteId, item.factors, item.hours, item.kinds]);

/** The same for equal reasons, in whatever order the database keeps their fields. */
const reasonsKey = (why: ReviewItem['why']) =>
  JSON.stringify(why.map(({ kind, hours, text }) => [kind, hours, text.zh, text.en]));

const fresh = (item: CheckItem, day: string, raw: string): Omit<ReviewItem, 'id'> => ({
  ...item,
  day,
  raw,
  verdict: null,
  reason: '',
  note: '',
  decidedBy: null,
  decidedAt: null,
});

function rawText(
  loaded: ReadonlyMap<number, LoadedSite>,
  item: Pick<ReviewItem, 'siteId' | 'factors' | 'hours'>,
): string {
  const blocks = loaded.get(item.siteId)?.blocks;
  return item.factors
    .flatMap((factor) => {
      const block = blocks?.get(factor);
      return item.hours.map((hour) => `${block?.values[hour - 1] ?? ''}${block?.marks[hour - 1] ?? '-'}`);
    })
    .join(' ');
}

/** Flagged hours without those that a decided item covers with all of their flags. */
function uncovered(flagged: readonly FlaggedHour[], decided: readonly ReviewItem[]): FlaggedHour[] {
  const covered = new Map<string, Set<string>>();
  for (const item of decided)
    for (const factor of item.factors)
      for (const hour of item.hours) {
        const key = `${item.siteId} ${factor} ${hour}`;
        covered.set(key, new Set([...(covered.get(key) ?? []), ...item.kinds]));
      }
  return flagged.filter((hour) => {
    const kinds = covered.get(`${hour.siteId} ${hour.factor} ${hour.hour}`);
    return kinds === undefined || hour.flags.some((flag) => !kinds.has(flag.kind));
  });
}

const rhythms = (loaded: ReadonlyMap<number, LoadedSite>) =>
  new Map(
    [...loaded].map(([id, { site, factors }]) => [
      id,
      { intervalHours: site.intervalHours, factors: factors.map(({ factor }) => factor) },
    ]),
  );

const numbersOf = ({ blocks }: LoadedSite) =>
  [...blocks.values()].reduce((sum, block) => sum + block.values.filter((value) => value !== null).length, 0);

function eventsOf(
  day: string,
  at: string,
  detail: Record<string, unknown>,
  reopened: readonly ReviewItem[],
): NewReviewEvent[] {
  const step = newId();
  const machine = { step, at, actor: null, day };
  return [
    { ...machine, kind: 'check', detail },
    ...reopened.flatMap((item) =>
      item.factors.map((factor) => ({
        ...machine,
        kind: 'reopen' as const,
        siteId: item.siteId,
        factor,
        hours: item.hours,
        before: item.verdict ?? '',
        subject: item.id,
      })),
    ),
  ];
}
