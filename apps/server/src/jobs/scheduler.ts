import type { Env } from '../services/env.ts';
import { judgeSilence } from '../services/monitoring/alerts/judge-silence.ts';
import { recheckDays } from '../services/monitoring/review/run-checks.ts';
import { processReadings, readingsAreProcessed } from './process-readings.ts';
import { runDueJobs } from './run-due-jobs.ts';

/** A running scheduler. */
export interface Jobs {
  /** Waits for the jobs under way, starts no other. */
  stop(): Promise<void>;
}

const dueJobsEvery = 60_000;
const readingsEvery = 1_000;
/** What a reviewer sees follows late data soon. */
const rechecksEvery = 5_000;

/**
 * Looks every minute whether a job is due and whether anything fell silent, every few seconds for days to be checked again,
 * and every second for readings to be processed. Which jobs ran for which day, and what waits, stands in the database, so
 * that a restart neither misses nor repeats one.
 * @param onError told of a job that failed; it is tried again the next time
 */
export function startJobs(env: Env, onError: (error: unknown) => void): Jobs {
  const stops = [
    repeat(dueJobsEvery, onError, () => runDueJobs(env)),
    repeat(dueJobsEvery, onError, () => judgeSilence(env)),
    repeat(rechecksEvery, onError, () => recheckDays(env)),
    repeat(readingsEvery, onError, async () => {
      if (!readingsAreProcessed(env)) await processReadings(env, onError);
    }),
  ];
  return {
    async stop() {
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}

/** Runs a job now and again after each span of time, skipping a time at which it still runs. */
function repeat(
  everyMs: number,
  onError: (error: unknown) => void,
  job: () => Promise<unknown>,
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const tick = () => {
    if (busy) return;
    busy = true;
    running = job()
      .then(() => {}, onError)
      .finally(() => {
        busy = false;
      });
  };
  const timer = setInterval(tick, everyMs);
  timer.unref();
  tick();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
