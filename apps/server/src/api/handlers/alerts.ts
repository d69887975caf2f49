import type { alertsRoutes } from '@huanzhi/contract';
import { DEFAULT_ALERT_RULES } from '@huanzhi/monitoring';
import { exportAlerts } from '../../reports/export-alerts.ts';
import type { Env } from '../../services/env.ts';
import * as actions from '../../services/monitoring/alerts/actions.ts';
import { attachToAlert, openAlertFile } from '../../services/monitoring/alerts/files.ts';
import { pageOfAlerts } from '../../services/monitoring/alerts/list-alerts.ts';
import { makeLead } from '../../services/monitoring/alerts/make-lead.ts';
import { readAlert } from '../../services/monitoring/alerts/read-alert.ts';
import { readAlertRules, saveAlertRules } from '../../services/monitoring/alerts/rules.ts';
import { saveWarningSettings } from '../../services/monitoring/alerts/warnings/settings.ts';
import * as warnings from '../../services/monitoring/alerts/warnings/warnings.ts';
import type { Handlers } from '../call.ts';

/** Handlers of alerts. */
export function alertsHandlers(env: Env): Handlers<keyof typeof alertsRoutes> {
  return {
    alerts: ({ session, query }) => pageOfAlerts(env, session, query),
    exportAlerts: ({ session, query, origin }) => exportAlerts(env, session, query, origin),
    alert: ({ session, params }) => readAlert(env, session, params.id),
    acknowledgeAlert: async ({ session, params }) => {
      await actions.acknowledgeAlert(env, session, params.id);
      return readAlert(env, session, params.id);
    },
    explainAlert: async ({ session, params, body }) => {
      await actions.explainAlert(env, session, params.id, body);
      return readAlert(env, session, params.id);
    },
    falseAlarm: async ({ session, params, body }) => {
      await actions.markFalseAlarm(env, session, params.id, body.reason);
      return readAlert(env, session, params.id);
    },
    leadOfAlert: async ({ session, params, body }) => {
      await makeLead(env, session, params.id, body);
      return readAlert(env, session, params.id);
    },
    uploadAlertFiles: ({ session, params, files }) => attachToAlert(env, session, params.id, files()),
    alertFile: ({ session, params }) => openAlertFile(env, session, params.id),
    alertRules: async () => ({ rules: await readAlertRules(env), defaults: DEFAULT_ALERT_RULES }),
    saveAlertRules: ({ session, body, origin }) => saveAlertRules(env, session, body, origin),
    warnings: ({ session }) => warnings.warningsPage(env, session),
    saveForecast: async ({ session, body, origin }) => {
      await warnings.saveForecast(env, session, body, origin);
      return warnings.warningsPage(env, session);
    },
    issueWarning: async ({ session, body, origin }) => {
      await warnings.issueWarning(env, session, body, origin);
      return warnings.warningsPage(env, session);
    },
    liftWarning: async ({ session, params, body, origin }) => {
      await warnings.liftWarning(env, session, params.id, body.reason, origin);
      return warnings.warningsPage(env, session);
    },
    confirmMeasure: async ({ session, params, body }) => {
      await warnings.confirmMeasure(env, session, params.id, params.item, body.note);
      return warnings.warningsPage(env, session);
    },
    saveWarningSettings: async ({ session, body, origin }) => {
      await saveWarningSettings(env, session, body, origin);
      return warnings.warningsPage(env, session);
    },
  };
}
