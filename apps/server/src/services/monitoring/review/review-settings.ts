import { hourEnd } from '@huanzhi/monitoring';
import { MARKING_RULE } from '@huanzhi/standards';
import { getSetting } from '../../../store/settings.queries.ts';
import type { Env } from '../../env.ts';

/** Hours of the next day, local time. */
export interface ReviewSettings {
  /** Enterprise marks close (setting `review.closesAtHour`; the marking rule says 12). */
  closesAtHour: number;
  /** The review should be done (setting `review.dueAtHour`; local rule, 15). */
  dueAtHour: number;
}

const hourOf = (value: unknown, usual: number) =>
  typeof value === 'number' && value >= 0 && value <= 48 ? value : usual;

/** The settings of the review; what is not set is as the rule says. */
export async function reviewSettings(env: Env): Promise<ReviewSettings> {
  const { db } = env.store;
  return {
    closesAtHour: hourOf(await getSetting(db, 'review.closesAtHour'), MARKING_RULE.closesAtHour),
    dueAtHour: hourOf(await getSetting(db, 'review.dueAtHour'), 15),
  };
}

/** The instant, ISO 8601, of an hour of the day after a statistical day. */
export function nextDayAt(day: string, hour: number): string {
  return new Date(hourEnd(day, 24) + hour * 3_600_000).toISOString();
}
