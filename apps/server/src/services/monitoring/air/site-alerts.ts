import { alertLight, hourEnd } from '@huanzhi/monitoring';
import { type Alert, alertsOfSites } from '../../../store/monitoring/alerts/alerts.queries.ts';
import type { Env } from '../../env.ts';

/** Alerts of a station that touch a span of days, oldest first, each with its light. */
export async function siteAlerts(env: Env, siteId: number, from: string, to: string) {
  const span = {
    from: new Date(hourEnd(from, 0)).toISOString(),
    to: new Date(hourEnd(to, 24)).toISOString(),
  };
  const alerts = await alertsOfSites(env.store.db, [siteId], span);
  return alerts.map((alert) => ({
    id: alert.id,
    factor: alert.factor,
    kind: alert.kind,
    from: alert.firstAt,
    to: alert.lastAt,
    state: alert.state,
    peak: alert.peak,
    limit: alert.limitValue,
    unit: alert.unit,
    light: alertLight(standing(alert), env.clock().getTime()).light,
  }));
}

function standing(alert: Alert) {
  const handled = alert.acknowledgedAt ?? alert.explainedAt;
  return {
    kind: alert.kind,
    severity: alert.severity,
    state: alert.state,
    due: alert.due === null ? null : Date.parse(alert.due),
    handledAt: handled === null ? null : Date.parse(handled),
    lead: alert.leadRecord !== null,
  };
}
