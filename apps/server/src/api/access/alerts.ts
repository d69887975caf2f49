import type { alertsRoutes } from '@huanzhi/contract';
import type { Permission } from '../../services/access.ts';
import type { RouteAccess } from './access.ts';

/** Officers, and enterprises for their own outlets; which alert it is, the service decides. */
const readers: readonly Permission[] = ['monitor.read', 'monitor.own'];
/** Whoever handles alerts, and enterprises for their own outlets. */
const handlers: readonly Permission[] = ['alert.handle', 'monitor.own'];

/** Who may call the routes of alerts. */
export const alertsAccess: Record<keyof typeof alertsRoutes, RouteAccess> = {
  alerts: readers,
  exportAlerts: readers,
  alert: readers,
  alertFile: readers,
  acknowledgeAlert: handlers,
  explainAlert: handlers,
  uploadAlertFiles: handlers,
  falseAlarm: ['alert.handle'],
  leadOfAlert: ['alert.handle'],
  alertRules: ['monitor.read'],
  saveAlertRules: ['alert.handle'],
  warnings: ['monitor.read'],
  saveForecast: ['alert.handle'],
  issueWarning: ['alert.handle'],
  liftWarning: ['alert.handle'],
  // A unit confirms its own measures: the service checks whose they are.
  confirmMeasure: ['monitor.read'],
  saveWarningSettings: ['alert.handle'],
};
