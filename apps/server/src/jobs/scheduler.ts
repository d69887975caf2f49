import type { Env } from '../services/env.ts';
import { runDueJobs } from './run-due-jobs.ts';

/** A running scheduler. */
export interface Jobs {
  /** Waits for the job under way, starts no other. */
  stop(): Promise<void>;
}

const everyMs = 60_000;

/**
 * Looks every minute whether a job is due and runs it. Which jobs ran for which day stands in the database,
 * so that a restart neither misses nor repeats one.
 * @param onError told of a job that failed; it is tried again the next minute
 */
export function startJobs(env: Env, onError: (error: unknown) => void): Jobs {
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const tick = () => {
    if (busy) return;
    busy = true;
    running = runDueJobs(env)
      .then(() => {}, onError)
      .finally(() => {
        busy = false;
      });
  };
  const timer = setInterval(tick, everyMs);
  timer.unref();
  tick();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
