import type { RouteName } from '@huanzhi/contract';
import type { RouteAccess } from './access/access.ts';
import { airAccess } from './access/air.ts';
import { alertsAccess } from './access/alerts.ts';
import { changesAccess } from './access/changes.ts';
import { entryAccess } from './access/entry.ts';
import { gatewayAccess } from './access/gateway.ts';
import { indicatorsAccess } from './access/indicators.ts';
import { measurementsAccess } from './access/measurements.ts';
import { pushAccess } from './access/push.ts';
import { retentionAccess } from './access/retention.ts';
import { reviewAccess } from './access/review.ts';
import { sitesAccess } from './access/sites.ts';
import { sourcesAccess } from './access/sources.ts';
import { waterAccess } from './access/water.ts';

/** What every route needs before its handler runs. A route without a line here does not compile. */
export const routeAccess: Record<RouteName, RouteAccess> = {
  health: 'none',

  login: 'none',
  logout: 'session',
  me: 'session',
  changePassword: 'session',
  mySessions: 'session',
  revokeSession: 'session',

  orgs: 'session',
  saveOrg: ['org.manage'],
  changeOrg: ['org.manage'],
  users: ['user.read'],
  addUser: ['user.manage'],
  changeUser: ['user.manage', 'grant.manage'],
  resetPassword: ['user.manage'],
  auditLog: ['audit.read'],
  auditVerify: ['audit.read'],

  workbench: ['work'],
  search: ['work'],
  notifications: ['work'],
  readNotifications: ['work'],

  registries: ['work'],
  records: ['work'],
  createRecord: ['work'],
  record: ['work'],
  editRecord: ['work'],
  transition: ['work'],
  history: ['work'],
  uploadEvidence: ['work'],
  evidenceFile: ['work'],
  exportRecords: ['work'],
  importTemplate: ['work'],
  importUpload: ['work'],
  importBatch: ['work'],
  importMapping: ['work'],
  importCommit: ['work'],
  importWithdraw: ['work'],
  importRejected: ['work'],

  plans: ['plan.read'],
  uploadPlans: ['plan.upload'],
  retryPlan: ['plan.upload'],
  plan: ['plan.read'],
  planFile: ['plan.read'],
  reviewItems: ['plan.review'],
  publishPlan: ['plan.publish'],
  comparePlans: ['plan.read'],
  exportPlan: ['plan.export'],

  targets: ['target.read'],
  target: ['target.read'],
  changeTarget: ['target.assign'],
  addTargetValue: ['target.write'],
  exportTargets: ['target.export'],

  ...sitesAccess,
  ...changesAccess,
  ...measurementsAccess,
  ...entryAccess,
  ...pushAccess,
  ...reviewAccess,
  ...alertsAccess,
  ...airAccess,
  ...waterAccess,
  ...indicatorsAccess,
  ...gatewayAccess,
  ...retentionAccess,
  ...sourcesAccess,
};

/** Routes that stay open to a person who must change the first password. */
export const openBeforePasswordChange: readonly RouteName[] = ['me', 'logout', 'changePassword'];
