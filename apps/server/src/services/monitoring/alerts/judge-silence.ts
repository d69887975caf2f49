import { type AlertRules, type AlertRun, hourEnd, reconcile } from '@huanzhi/monitoring';
import { inTransaction } from '../../../store/database.ts';
import {
  addAlertEvent,
  alertsSince,
  lockSite,
  markAlert,
  overdueAlerts,
} from '../../../store/monitoring/alerts/alerts.queries.ts';
import {
  liveSeries,
  openAlerts,
  type SiteConnection,
  siteConnections,
} from '../../../store/monitoring/alerts/silence.queries.ts';
import { latestHours } from '../../../store/monitoring/hours.queries.ts';
import { findSite, listSites } from '../../../store/monitoring/sites.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { applyChanges } from './apply-changes.ts';
import { judgeDays } from './judge-days.ts';
import { toStored } from './judge-site.ts';
import { readAlertRules } from './rules.ts';
import { tellOpened, tellOverdue } from './tell.ts';

const hourMs = 3_600_000;
/** Overdue alerts that one call tells of; the next call takes the rest. */
const toldAtOnce = 200;

/**
 * What no data can report: values that did not come, connections that fell silent, time limits that ran out. Call it
 * every minute or so; calling it again at once changes nothing.
 */
export async function judgeSilence(env: Env): Promise<void> {
  const rules = await readAlertRules(env);
  await judgeMissing(env, rules);
  await judgeConnections(env, rules);
  await tellOverdueAlerts(env);
}

/** Judges today for the sites whose newest value is older than it may be, and those where something is missing. */
async function judgeMissing(env: Env, rules: AlertRules): Promise<void> {
  const { db } = env.store;
  const now = env.clock();
  const due = await liveSeries(db, null, localDay(now));
  const ids = [...new Set(due.map((one) => one.siteId))];
  const [latest, sites, open] = await Promise.all([
    latestHours(db, ids),
    listSites(db, { ids }),
    openAlerts(db, 'missing'),
  ]);
  const keyOf = (one: { siteId: number; factor: string }) => `${one.siteId} ${one.factor}`;
  const newest = new Map(latest.map((one) => [keyOf(one), hourEnd(one.day, one.hour)]));
  const interval = new Map(sites.map((site) => [site.id, site.intervalHours]));
  const isDue = new Set(due.map(keyOf));
  const told = new Map(open.map((one) => [keyOf(one), Date.parse(one.lastAt)]));
  const suspects = due.filter((one) => {
    const hours = interval.get(one.siteId) ?? 1;
    const values = hours > 1 ? rules.missingSlower : rules.missingHourly;
    // What is told already grows by a slot at a time, not by the minute.
    const until = told.get(keyOf(one));
    if (until !== undefined) return until + (hours + 1) * hourMs <= now.getTime();
    const last = newest.get(keyOf(one));
    return last === undefined || last < now.getTime() - values * hours * hourMs;
  });
  const judged = new Set(
    [...suspects, ...open.filter((one) => !isDue.has(keyOf(one)))].map((one) => one.siteId),
  );
  const today = localDay(now);
  await judgeDays(
    env,
    [...judged].map((siteId) => ({ siteId, day: today })),
  );
}

async function judgeConnections(env: Env, rules: AlertRules): Promise<void> {
  const bySite = new Map<number, SiteConnection[]>();
  for (const one of await siteConnections(env.store.db))
    bySite.set(one.siteId, [...(bySite.get(one.siteId) ?? []), one]);
  const open = (await openAlerts(env.store.db, 'offline')).map((one) => one.siteId);
  for (const siteId of new Set([...bySite.keys(), ...open])) {
    const connections = bySite.get(siteId) ?? [];
    const silent = connections.filter((one) => isSilent(env, one, rules));
    if (silent.length === 0 && !open.includes(siteId)) continue;
    await judgeConnection(env, siteId, connections, silent, rules);
  }
}

/** A connection that was never heard is not silent: it has not begun. */
function isSilent(env: Env, connection: SiteConnection, rules: AlertRules): boolean {
  return (
    connection.heardAt !== null &&
    env.clock().getTime() - Date.parse(connection.heardAt) > rules.silentMinutes * 60_000
  );
}

async function judgeConnection(
  env: Env,
  siteId: number,
  connections: readonly SiteConnection[],
  silent: readonly SiteConnection[],
  rules: AlertRules,
): Promise<void> {
  await inTransaction(env.store.db, async (trx) => {
    const site = await findSite(trx, siteId);
    if (site === undefined) return;
    await lockSite(trx, siteId);
    const now = env.clock().getTime();
    const stored = (await alertsSince(trx, siteId, new Date(now).toISOString())).filter(
      (alert) => alert.kind === 'offline' && alert.state === 'open',
    );
    const before = stored[0];
    const heard = connections.flatMap((one) => (one.heardAt === null ? [] : [Date.parse(one.heardAt)]));
    // One alert for the site: it begins with the first connection that fell silent and ends when none is.
    const first =
      before === undefined
        ? Math.min(...silent.map((one) => Date.parse(one.heardAt ?? '')))
        : Date.parse(before.firstAt);
    const back = silent.length === 0 ? Math.max(first + 1, ...heard) : null;
    // Only what has changed is written: an alert does not grow by the minute.
    if (before !== undefined && back === null) return;
    const run: AlertRun = {
      first,
      last: back ?? now,
      count: 1,
      severity: 'fault',
      closedAt: back,
      peak: {
        value: null,
        limit: null,
        at: first,
        excess: 0,
        rule: silent.map((one) => one.name).join('、') || (before?.rule ?? ''),
      },
    };
    const series = { factor: '', kind: 'offline' as const, unit: '' };
    const changes = reconcile([run], stored.map(toStored)).map((change) => ({ change, series }));
    await tellOpened(trx, await applyChanges(env, trx, site, changes, stored, rules));
  });
}

async function tellOverdueAlerts(env: Env): Promise<void> {
  const { db } = env.store;
  for (const alert of await overdueAlerts(db, env.clock(), toldAtOnce)) {
    await inTransaction(db, async (trx) => {
      const site = await findSite(trx, alert.siteId);
      if (site === undefined) return;
      await markAlert(trx, alert.id, { overdueTold: true });
      await addAlertEvent(trx, {
        alertId: alert.id,
        at: env.clock().toISOString(),
        actor: null,
        actorName: '',
        action: 'overdue',
        text: '',
        detail: { due: alert.due },
      });
      await tellOverdue(trx, site, alert);
    });
  }
}
