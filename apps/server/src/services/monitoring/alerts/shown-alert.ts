import { type AlertLight, alertLight } from '@huanzhi/monitoring';
import type { Alert } from '../../../store/monitoring/alerts/alerts.queries.ts';
import type { Site } from '../../../store/monitoring/sites.queries.ts';
import { factorWords, figureWords, kindWords, limitWords } from './words.ts';

/** When an alert was handled: explained by the enterprise, acknowledged where there is none, or made a lead. */
export function handledAt(alert: Alert, site: Site): string | null {
  if (alert.explainedAt !== null) return alert.explainedAt;
  return site.enterpriseOrg === null || alert.leadRecord !== null ? alert.acknowledgedAt : null;
}

/** The light of an alert now. */
export function lightOfAlert(alert: Alert, site: Site, now: Date): AlertLight {
  const done = handledAt(alert, site);
  return alertLight(
    {
      kind: alert.kind,
      severity: alert.severity,
      state: alert.state,
      due: alert.due === null ? null : Date.parse(alert.due),
      handledAt: done === null ? null : Date.parse(done),
      lead: alert.leadRecord !== null,
    },
    now.getTime(),
  );
}

/** An alert as a list shows it. */
export function shownAlert(alert: Alert, site: Site, now: Date) {
  return {
    id: alert.id,
    site: { id: site.id, code: site.code, name: site.name, kind: site.kind },
    factor: alert.factor,
    factorName: factorWords(alert.factor),
    kind: alert.kind,
    kindName: kindWords[alert.kind],
    severity: alert.severity,
    state: alert.state,
    ...lightOfAlert(alert, site, now),
    firstAt: alert.firstAt,
    lastAt: alert.lastAt,
    closedAt: alert.closedAt,
    count: alert.count,
    peak: figureWords(alert, alert.peak),
    peakAt: alert.peakAt,
    limit: limitWords(alert),
    unit: alert.unit === '1' ? '' : alert.unit,
    rule: alert.rule,
    openedAt: alert.openedAt,
    due: alert.due,
    handledAt: handledAt(alert, site),
    handledBy: site.enterpriseOrg === null ? ('officer' as const) : ('enterprise' as const),
    explanation: alert.explanation,
    reason: alert.reason,
    lead: alert.leadRecord,
  };
}
