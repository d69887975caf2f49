import type { Query } from '@huanzhi/contract';
import {
  type Alert,
  type AlertFilter,
  countAlerts,
  listAlerts as readAlerts,
} from '../../../store/monitoring/alerts/alerts.queries.ts';
import { listSites, type Site } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import type { Session } from '../../session.ts';
import { seesAll } from './alert-for.ts';
import { shownAlert } from './shown-alert.ts';

const pageSize = 100;

/** The filter of a list for this person: an enterprise finds only its own outlets. */
export function filterFor(session: Session, query: Query<'exportAlerts'>): AlertFilter {
  const some = (text: string | undefined) => (text ? text.split(',') : undefined);
  const [states, kinds, severities, siteKinds] = [
    some(query.state),
    some(query.kind),
    some(query.severity),
    some(query.siteKind),
  ];
  return {
    ...(seesAll(session) ? {} : { enterprises: session.actor.orgIds }),
    ...(states ? { states } : {}),
    ...(kinds ? { kinds } : {}),
    ...(severities ? { severities } : {}),
    ...(siteKinds ? { siteKinds } : {}),
    ...(query.site === undefined ? {} : { siteId: query.site }),
    ...(query.handling === undefined ? {} : { handling: query.handling }),
    ...(query.from === undefined ? {} : { from: query.from }),
    ...(query.to === undefined ? {} : { to: query.to }),
    ...(query.q ? { q: query.q } : {}),
  };
}

/** A page of alerts, the newest first, with counts over all states. */
export async function pageOfAlerts(env: Env, session: Session, query: Query<'alerts'>) {
  const now = env.clock();
  const filter = filterFor(session, query);
  const { states: _states, handling: _handling, ...anyState } = filter;
  const [page, counts] = await Promise.all([
    readAlerts(env.store.db, filter, { after: query.after, limit: query.limit ?? pageSize }, now),
    countAlerts(env.store.db, anyState, now),
  ]);
  return { items: await shown(env, page.items, now), page: { next: page.next, total: null }, counts };
}

/** Every alert that the filter lets through, page by page. */
export async function* everyAlert(env: Env, session: Session, query: Query<'exportAlerts'>) {
  const now = env.clock();
  let after: string | undefined;
  do {
    const page = await readAlerts(env.store.db, filterFor(session, query), { after, limit: 500 }, now);
    yield* await shown(env, page.items, now);
    after = page.next ?? undefined;
  } while (after !== undefined);
}

async function shown(env: Env, alerts: readonly Alert[], now: Date) {
  const ids = [...new Set(alerts.map((alert) => alert.siteId))];
  const sites = new Map(
    (await listSites(env.store.db, { ids, inactive: true })).map((site): [number, Site] => [site.id, site]),
  );
  return alerts.flatMap((alert) => {
    const site = sites.get(alert.siteId);
    return site === undefined ? [] : [shownAlert(alert, site, now)];
  });
}
