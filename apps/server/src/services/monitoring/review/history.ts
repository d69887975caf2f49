import { listReviewEvents, type ReviewEvent } from '../../../store/monitoring/review/events.queries.ts';
import { listSites } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import type { Session } from '../../session.ts';
import { userNames } from '../../user-names.ts';
import { maySee } from '../sites/own-sites.ts';
import { factorName } from './factor-name.ts';

/** An event with names instead of numbers. */
export type ShownEvent = ReturnType<typeof shown>;

const shown = (event: ReviewEvent, siteName: string | null, nameOf: (id: string) => string) => ({
  id: event.id,
  at: event.at,
  actor: event.actor === null ? null : nameOf(event.actor),
  kind: event.kind,
  day: event.day,
  siteId: event.siteId,
  siteName,
  factor: event.factor,
  factorName: event.factor === null ? null : factorName(event.factor),
  hours: event.hours,
  before: event.before,
  after: event.after,
  reason: event.reason,
  note: event.note,
  proposedBy: typeof event.detail?.proposedBy === 'string' ? nameOf(event.detail.proposedBy) : null,
});

/**
 * Who did what to the data of a day, of one site in it or of one series, newest first. An enterprise sees what concerns
 * its own outlets.
 */
export async function reviewHistory(
  env: Env,
  session: Session,
  where: { day: string; site?: number | undefined; factor?: string | undefined },
): Promise<{ items: ShownEvent[] }> {
  const events = await listReviewEvents(env.store.db, {
    day: where.day,
    ...(where.site === undefined ? {} : { siteId: where.site }),
    ...(where.factor === undefined ? {} : { factor: where.factor }),
  });
  const sites = new Map((await listSites(env.store.db, { inactive: true })).map((site) => [site.id, site]));
  const nameOf = await userNames(env);
  return {
    items: events.flatMap((event) => {
      if (event.siteId === null) return [shown(event, null, nameOf)];
      const site = sites.get(event.siteId);
      return site !== undefined && maySee(session, site) ? [shown(event, site.name, nameOf)] : [];
    }),
  };
}
