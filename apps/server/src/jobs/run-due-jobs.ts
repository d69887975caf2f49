import { type Env, localDay } from '../services/env.ts';
import { refreshEveryDay } from '../services/monitoring/indicators/refresh-registries.ts';
import { removePast } from '../services/monitoring/retention/remove-past.ts';
import { checkDayBefore } from '../services/monitoring/review/run-checks.ts';
import { getSetting, setSetting } from '../store/settings.queries.ts';
import { recomputeLights } from './recompute-lights.ts';
import { remind } from './remind.ts';
import { seal } from './seal.ts';

/** A job that runs once for every local day. Each may run twice for a day without harm. */
interface DailyJob {
  name: string;
  /** Local hour from which it may run. */
  fromHour: number;
  run: (env: Env, day: string) => Promise<unknown>;
}

const jobs: readonly DailyJob[] = [
  { name: 'lights', fromHour: 0, run: recomputeLights },
  { name: 'indicators', fromHour: 0, run: refreshEveryDay },
  { name: 'seal', fromHour: 0, run: seal },
  { name: 'retention', fromHour: 2, run: removePast },
  { name: 'reminders', fromHour: 8, run: remind },
  { name: 'review-checks', fromHour: 8, run: checkDayBefore },
];

/** Runs what is due and did not run for the local day yet; gives the names. */
export async function runDueJobs(env: Env): Promise<string[]> {
  const now = env.clock();
  const day = localDay(now);
  const hour = (now.getUTCHours() + 8) % 24;
  const done: string[] = [];
  for (const job of jobs) {
    const key = `job.${job.name}`;
    if (hour < job.fromHour || (await getSetting(env.store.db, key)) === day) continue;
    await job.run(env, day);
    await setSetting(env.store.db, key, day, null);
    done.push(job.name);
  }
  return done;
}
