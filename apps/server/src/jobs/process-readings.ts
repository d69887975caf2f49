import type { Env } from '../services/env.ts';
import { aggregateDirty, type SiteDay } from '../services/monitoring/aggregate/aggregate-dirty.ts';
import { judgeDays } from '../services/monitoring/alerts/judge-days.ts';
import { refreshIndicators } from '../services/monitoring/indicators/refresh.ts';
import { hoursOfPackets } from '../services/monitoring/packet-hours/hours-of-packets.ts';
import { daysAreJudged, listDaysToJudge } from '../store/monitoring/days-to-judge.queries.ts';

/** Days that are judged in one go. */
const daysAtOnce = 5_000;

/** The round under way of each server, and whether another was asked for meanwhile. */
const rounds = new WeakMap<Env, { running: Promise<SiteDay[]>; next: Promise<SiteDay[]> | null }>();

/**
 * What came in becomes hours, hours become figures, figures are judged. Never twice at once: who asks while a round runs
 * gets the next one, which sees what was stored before the call. Each step keeps on a list in the database what it owes
 * the next, so that a killed process owes nothing.
 * @param report told of a site that could not be done; the others go on. Without it the error is thrown
 * @returns the days of sites whose figures were judged
 * @throws StoreError
 */
export function processReadings(env: Env, report?: (error: unknown) => void): Promise<SiteDay[]> {
  const round = rounds.get(env);
  if (round === undefined) return begin(env, report);
  round.next ??= round.running.then(
    () => begin(env, report),
    () => begin(env, report),
  );
  return round.next;
}

/** Whether a round runs now. */
export function readingsAreProcessed(env: Env): boolean {
  return rounds.has(env);
}

function begin(env: Env, report: ((error: unknown) => void) | undefined): Promise<SiteDay[]> {
  const running = run(env, report).finally(() => {
    if (rounds.get(env)?.running === running) rounds.delete(env);
  });
  rounds.set(env, { running, next: null });
  return running;
}

async function run(env: Env, report: ((error: unknown) => void) | undefined): Promise<SiteDay[]> {
  await hoursOfPackets(env);
  await aggregateDirty(env, report);
  const all: SiteDay[] = [];
  for (;;) {
    const { days, upTo } = await listDaysToJudge(env.store.db, daysAtOnce);
    if (upTo === null) return all;
    await judgeDays(env, days);
    await refreshIndicators(env, days);
    await daysAreJudged(env.store.db, days, upTo);
    all.push(...days);
  }
}
