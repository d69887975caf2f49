import type { AlertChange, AlertRules, AlertRun } from '@huanzhi/monitoring';
import { newId } from '../../../store/ids.ts';
import {
  type Alert,
  type AlertExtent,
  addAlertEvent,
  insertAlerts,
  updateExtent,
  withdrawAlert,
} from '../../../store/monitoring/alerts/alerts.queries.ts';
import type { Site } from '../../../store/monitoring/sites.queries.ts';
import type { Db } from '../../../store/schema.ts';
import type { Env } from '../../env.ts';

/** An alert that was opened just now and is no old news. */
export interface News {
  site: Site;
  alert: Alert;
}

/** A change with the series that it belongs to; null when the series is gone. */
export interface PlannedChange {
  change: AlertChange;
  series: { factor: string; kind: Alert['kind']; unit: string } | null;
}

const iso = (at: number) => new Date(at).toISOString();

/** What a run says, in the form of the store. */
export function extentOf(run: AlertRun): AlertExtent {
  return {
    severity: run.severity,
    state: run.closedAt === null ? 'open' : 'closed',
    firstAt: iso(run.first),
    lastAt: iso(run.last),
    closedAt: run.closedAt === null ? null : iso(run.closedAt),
    count: run.count,
    peak: run.peak.value,
    peakAt: iso(run.peak.at),
    limitValue: run.peak.limit,
    excess: run.peak.excess,
    rule: run.peak.rule ?? '',
  };
}

/**
 * Writes the changes with their lines of history. Growth alone is no line: an alert is one alert however long it
 * lasts, and its extent stands in itself.
 * @returns new alerts that are no old news
 */
export async function applyChanges(
  env: Env,
  trx: Db,
  site: Site,
  changes: readonly PlannedChange[],
  stored: readonly Alert[],
  rules: AlertRules,
): Promise<News[]> {
  const now = env.clock();
  const news: News[] = [];
  const byData = (alertId: string, action: string, text: string, detail: Record<string, unknown> = {}) =>
    addAlertEvent(trx, {
      alertId,
      at: now.toISOString(),
      actor: null,
      actorName: '',
      action,
      text,
      detail,
    });
  for (const { change, series } of changes) {
    if (change.do === 'withdraw') {
      const before = stored.find((alert) => alert.id === change.id);
      const reason =
        change.reason === 'merged'
          ? '补到的数据把它与前一起连成一起'
          : series === null
            ? '不再要求上传'
            : '数据复核或更正后，不再有超出的时段';
      await withdrawAlert(trx, change.id, 'data', reason);
      await byData(change.id, 'withdraw', reason, {
        reason: change.reason,
        into: change.into,
        count: before?.count ?? null,
      });
    } else if (change.do === 'update') {
      const extent = extentOf(change.run);
      const { before } = change;
      await updateExtent(trx, change.id, extent);
      const detail = {
        count: extent.count,
        countBefore: before.count,
        peak: extent.peak,
        peakBefore: before.peak.value,
        closedAt: extent.closedAt,
      };
      if (change.run.count < before.count) await byData(change.id, 'shrink', '', detail);
      if (before.state === 'closed' && extent.state === 'open') await byData(change.id, 'reopen', '', detail);
      if (before.state === 'open' && extent.state === 'closed') await byData(change.id, 'close', '', detail);
    } else if (series !== null) {
      const fresh = change.run.last >= now.getTime() - rules.freshHours * 3_600_000;
      const alert: Alert = {
        ...blankAlert,
        ...extentOf(change.run),
        id: newId(),
        siteId: site.id,
        factor: series.factor,
        kind: series.kind,
        unit: series.unit,
        openedAt: now.toISOString(),
        due: fresh ? iso(now.getTime() + rules.handleHours * 3_600_000) : null,
      };
      await insertAlerts(trx, [alert]);
      await byData(alert.id, 'open', '', { peak: alert.peak, limit: alert.limitValue, rule: alert.rule });
      if (alert.state === 'closed') await byData(alert.id, 'close', '', { closedAt: alert.closedAt });
      if (fresh) news.push({ site, alert });
    }
  }
  return news;
}

const blankAlert = {
  withdrawnBy: null,
  reason: '',
  acknowledgedAt: null,
  acknowledgedBy: null,
  explainedAt: null,
  explainedBy: null,
  explanation: '',
  leadRecord: null,
  overdueTold: false,
} as const;
