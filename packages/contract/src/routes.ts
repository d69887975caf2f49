import { z } from 'zod';
import { airRoutes } from './monitoring/air.ts';
import { alertsRoutes } from './monitoring/alerts.ts';
import { changesRoutes } from './monitoring/changes.ts';
import { entryRoutes } from './monitoring/entry.ts';
import { gatewayRoutes } from './monitoring/gateway.ts';
import { indicatorsRoutes } from './monitoring/indicators.ts';
import { measurementsRoutes } from './monitoring/measurements.ts';
import { pushRoutes } from './monitoring/push.ts';
import { retentionRoutes } from './monitoring/retention.ts';
import { reviewRoutes } from './monitoring/review.ts';
import { sitesRoutes } from './monitoring/sites.ts';
import { sourcesRoutes } from './monitoring/sources.ts';
import { waterRoutes } from './monitoring/water.ts';
import { route } from './route.ts';
import * as s from './shapes.ts';

const id = z.object({ id: z.string() });
const registryId = z.object({ registry: z.string() });
const recordId = registryId.extend({ id: z.string() });
const none = z.object({});
const items = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });
const idempotency = { idempotencyKey: z.string().min(8).max(100) };

/** Filters of a record list; all of them live in the page's address. */
export const recordQuery = z.object({
  q: z.string().max(100).optional(),
  state: z.string().optional(),
  light: z.string().optional(),
  owner: z.string().optional(),
  plan: z.string().optional(),
  mine: z.enum(['1']).optional(),
  /** `field` or `-field`. */
  sort: z.string().optional(),
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
  /** `field:value`, repeated with a comma. */
  where: z.string().optional(),
});

/** The whole HTTP interface, one table. */
export const routes = {
  health: route({
    method: 'GET',
    path: '/api/health',
    summary: 'Is the service up',
    tag: 'service',
    access: 'none',
    response: z.object({ ok: z.boolean(), version: z.string(), sample: z.boolean(), district: z.string() }),
  }),

  login: route({
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in',
    tag: 'session',
    access: 'none',
    body: z.object({ login: z.string().min(1).max(100), password: z.string().min(1).max(200) }),
    response: s.me,
  }),
  logout: route({
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out',
    tag: 'session',
    response: none,
  }),
  me: route({
    method: 'GET',
    path: '/api/session',
    summary: 'Who am I and what may I do',
    tag: 'session',
    response: s.me,
  }),
  changePassword: route({
    method: 'POST',
    path: '/api/session/password',
    summary: 'Change my password',
    tag: 'session',
    body: z.object({ current: z.string(), next: z.string() }),
    response: none,
  }),
  mySessions: route({
    method: 'GET',
    path: '/api/session/all',
    summary: 'My sessions',
    tag: 'session',
    response: items(
      z.object({
        id: z.string(),
        createdAt: z.string(),
        lastSeen: z.string(),
        ip: z.string(),
        agent: z.string(),
        current: z.boolean(),
      }),
    ),
  }),
  revokeSession: route({
    method: 'DELETE',
    path: '/api/session/all/:id',
    summary: 'End one of my sessions',
    tag: 'session',
    params: id,
    response: none,
  }),

  orgs: route({
    method: 'GET',
    path: '/api/orgs',
    summary: 'Organisations',
    tag: 'admin',
    response: items(s.org),
  }),
  saveOrg: route({
    method: 'POST',
    path: '/api/orgs',
    summary: 'Add an organisation',
    tag: 'admin',
    body: s.org.omit({ id: true }),
    response: s.org,
  }),
  changeOrg: route({
    method: 'PATCH',
    path: '/api/orgs/:id',
    summary: 'Change an organisation',
    tag: 'admin',
    params: id,
    body: s.org.omit({ id: true }).partial(),
    response: s.org,
  }),
  users: route({
    method: 'GET',
    path: '/api/users',
    summary: 'Accounts',
    tag: 'admin',
    response: items(s.user),
  }),
  addUser: route({
    method: 'POST',
    path: '/api/users',
    summary: 'Add an account; answers its first password once',
    tag: 'admin',
    body: z.object({ login: z.string(), name: z.string(), orgId: z.string(), roles: z.array(s.roleGrant) }),
    response: z.object({ user: s.user, password: z.string() }),
  }),
  changeUser: route({
    method: 'PATCH',
    path: '/api/users/:id',
    summary: 'Change an account',
    tag: 'admin',
    params: id,
    body: z
      .object({ name: z.string(), orgId: z.string(), roles: z.array(s.roleGrant), active: z.boolean() })
      .partial(),
    response: s.user,
  }),
  resetPassword: route({
    method: 'POST',
    path: '/api/users/:id/password',
    summary: 'Give a new first password',
    tag: 'admin',
    params: id,
    response: z.object({ password: z.string() }),
  }),
  auditLog: route({
    method: 'GET',
    path: '/api/audit',
    summary: 'Security log',
    tag: 'admin',
    query: z.object({ after: z.string().optional() }),
    response: z.object({
      items: z.array(
        z.object({
          seq: z.number(),
          at: z.string(),
          actor: z.string(),
          action: z.string(),
          object: z.string(),
          detail: z.string(),
          ip: z.string(),
        }),
      ),
      page: s.page,
    }),
  }),
  auditVerify: route({
    method: 'POST',
    path: '/api/audit/verify',
    summary: 'Verify every hash chain and seal',
    tag: 'admin',
    response: z.object({
      records: z.number(),
      events: z.number(),
      seals: z.number(),
      broken: z.array(z.object({ recordId: z.string(), seq: z.number(), reason: z.string() })),
    }),
  }),

  workbench: route({
    method: 'GET',
    path: '/api/workbench',
    summary: 'My turn, my goals, what changed',
    tag: 'work',
    response: z.object({
      myTurn: z.array(s.recordRow.extend({ action: z.string() })),
      counts: z.object({ myTurn: z.number(), overdue: z.number(), soon: z.number(), returned: z.number() }),
      lights: z.record(z.string(), z.number()),
      targets: z.array(s.targetRow),
      changes: z.array(z.object({ at: z.string(), text: s.localText, link: z.string() })),
      unseenPlans: z.array(s.planRow),
    }),
  }),
  search: route({
    method: 'GET',
    path: '/api/search',
    summary: 'Find records, plans, organisations',
    tag: 'work',
    query: z.object({ q: z.string().min(1).max(100) }),
    response: items(z.object({ kind: z.string(), title: z.string(), detail: z.string(), link: z.string() })),
  }),
  notifications: route({
    method: 'GET',
    path: '/api/notifications',
    summary: 'What I was told',
    tag: 'work',
    response: z.object({
      unread: z.number(),
      items: z.array(
        z.object({ id: z.string(), at: z.string(), text: s.localText, link: z.string(), read: z.boolean() }),
      ),
    }),
  }),
  readNotifications: route({
    method: 'POST',
    path: '/api/notifications/read',
    summary: 'Mark all as read',
    tag: 'work',
    response: none,
  }),

  registries: route({
    method: 'GET',
    path: '/api/registries',
    summary: 'Definitions that I may see',
    tag: 'registry',
    response: items(z.object({ definition: z.any(), can: z.array(z.string()), count: z.number() })),
  }),
  records: route({
    method: 'GET',
    path: '/api/registries/:registry/records',
    summary: 'A page of records',
    tag: 'registry',
    params: registryId,
    query: recordQuery,
    response: z.object({
      items: z.array(s.recordRow),
      page: s.page,
      facets: z.object({ state: z.record(z.string(), z.number()), light: z.record(z.string(), z.number()) }),
    }),
  }),
  createRecord: route({
    method: 'POST',
    path: '/api/registries/:registry/records',
    summary: 'Create a record',
    tag: 'registry',
    params: registryId,
    body: z.object({
      ...idempotency,
      title: z.string().min(1).max(200),
      summary: z.string().optional(),
      ownerOrg: z.string().nullable().optional(),
      coOrgs: z.array(z.string()).optional(),
      areaCode: z.string().optional(),
      data: z.record(z.string(), z.unknown()),
    }),
    response: s.recordDetail,
  }),
  record: route({
    method: 'GET',
    path: '/api/registries/:registry/records/:id',
    summary: 'One record with what I may do now',
    tag: 'registry',
    params: recordId,
    response: s.recordDetail,
  }),
  editRecord: route({
    method: 'PATCH',
    path: '/api/registries/:registry/records/:id',
    summary: 'Correct fields; leaves a trace',
    tag: 'registry',
    params: recordId,
    body: z.object({
      ...idempotency,
      version: z.number(),
      reason: z.string().max(500),
      title: z.string().optional(),
      data: z.record(z.string(), z.unknown()),
    }),
    response: s.recordDetail,
  }),
  transition: route({
    method: 'POST',
    path: '/api/registries/:registry/records/:id/transitions/:name',
    summary: 'Act on a record',
    tag: 'registry',
    params: recordId.extend({ name: z.string() }),
    body: z.object({
      ...idempotency,
      version: z.number(),
      inputs: z.record(z.string(), z.unknown()).default({}),
      opinion: z.string().max(2000).optional(),
      evidence: z.array(z.string()).optional(),
    }),
    response: s.recordDetail,
  }),
  history: route({
    method: 'GET',
    path: '/api/registries/:registry/records/:id/history',
    summary: 'History with hashes',
    tag: 'registry',
    params: recordId,
    response: z.object({ items: z.array(s.recordEvent), chain: z.enum(['intact', 'broken']) }),
  }),
  uploadEvidence: route({
    method: 'POST',
    path: '/api/registries/:registry/records/:id/evidence',
    summary: 'Attach files',
    tag: 'registry',
    params: recordId,
    upload: { maxFiles: 10 },
    response: items(s.evidence),
  }),
  evidenceFile: route({
    method: 'GET',
    path: '/api/evidence/:id',
    summary: 'An attached file',
    tag: 'registry',
    params: id,
    download: true,
    response: z.any(),
  }),
  exportRecords: route({
    method: 'GET',
    path: '/api/registries/:registry/export',
    summary: 'The list as seen, as Excel',
    tag: 'registry',
    params: registryId,
    /** `columns`: keys of a chosen set, joined by commas; the form of the offices without it. */
    query: recordQuery.extend({ columns: z.string().max(2000).optional() }),
    download: true,
    response: z.any(),
  }),
  importTemplate: route({
    method: 'GET',
    path: '/api/registries/:registry/import-template',
    summary: 'Excel template',
    tag: 'registry',
    params: registryId,
    download: true,
    response: z.any(),
  }),
  importUpload: route({
    method: 'POST',
    path: '/api/registries/:registry/imports',
    summary: 'Upload a table; columns are matched',
    tag: 'import',
    params: registryId,
    upload: { maxFiles: 1 },
    response: s.importBatch,
  }),
  importBatch: route({
    method: 'GET',
    path: '/api/imports/:id',
    summary: 'An import with a verdict per row',
    tag: 'import',
    params: id,
    response: s.importBatch,
  }),
  importMapping: route({
    method: 'PUT',
    path: '/api/imports/:id/mapping',
    summary: 'Correct the column mapping and check again',
    tag: 'import',
    params: id,
    body: z.object({ mapping: z.record(z.string(), z.string().nullable()) }),
    response: s.importBatch,
  }),
  importCommit: route({
    method: 'POST',
    path: '/api/imports/:id/commit',
    summary: 'Take over the accepted rows',
    tag: 'import',
    params: id,
    response: s.importBatch,
  }),
  importWithdraw: route({
    method: 'POST',
    path: '/api/imports/:id/withdraw',
    summary: 'Take a committed import back',
    tag: 'import',
    params: id,
    response: s.importBatch,
  }),
  importRejected: route({
    method: 'GET',
    path: '/api/imports/:id/rejected',
    summary: 'Rejected rows with reasons, as Excel',
    tag: 'import',
    params: id,
    download: true,
    response: z.any(),
  }),

  plans: route({
    method: 'GET',
    path: '/api/plans',
    summary: 'Plans',
    tag: 'plan',
    response: items(s.planRow),
  }),
  uploadPlans: route({
    method: 'POST',
    path: '/api/plans',
    summary: 'Upload plan documents; each is read at once',
    tag: 'plan',
    upload: { maxFiles: 20 },
    query: z.object({ supersedes: z.string().optional() }),
    response: items(s.planRow),
  }),
  retryPlan: route({
    method: 'POST',
    path: '/api/plans/:id/retry',
    summary: 'Read a failed upload again',
    tag: 'plan',
    params: id,
    response: s.planRow,
  }),
  plan: route({
    method: 'GET',
    path: '/api/plans/:id',
    summary: 'A plan with text and what was read',
    tag: 'plan',
    params: id,
    response: s.planDetail,
  }),
  planFile: route({
    method: 'GET',
    path: '/api/plans/:id/file',
    summary: 'The uploaded document',
    tag: 'plan',
    params: id,
    download: true,
    response: z.any(),
  }),
  reviewItems: route({
    method: 'POST',
    path: '/api/plans/:id/review',
    summary: 'One review step: accept, correct, add, split, merge, drop, restore, undo, match a unit',
    tag: 'plan',
    params: id,
    body: z.discriminatedUnion('action', [
      z.object({ action: z.literal('accept'), items: z.array(z.string()).min(1) }),
      z.object({ action: z.literal('correct'), item: z.string(), data: z.record(z.string(), z.unknown()) }),
      z.object({
        action: z.literal('add'),
        kind: s.planItemKind,
        path: z.string(),
        span: z.tuple([z.number(), z.number()]),
        data: z.record(z.string(), z.unknown()),
      }),
      z.object({ action: z.literal('split'), item: z.string(), at: z.number() }),
      z.object({ action: z.literal('merge'), items: z.array(z.string()).min(2) }),
      z.object({ action: z.literal('drop'), items: z.array(z.string()).min(1) }),
      z.object({ action: z.literal('restore'), items: z.array(z.string()).min(1) }),
      z.object({ action: z.literal('undo') }),
      /** Ties a printed unit name to an organisation, everywhere in this plan; remembered as its alias. */
      z.object({ action: z.literal('match'), name: z.string(), orgId: z.string() }),
    ]),
    response: s.planDetail.omit({ text: true, sections: true }),
  }),
  publishPlan: route({
    method: 'POST',
    path: '/api/plans/:id/publish',
    summary: 'Publish: goals become targets, tasks become records',
    tag: 'plan',
    params: id,
    body: z.object({ ...idempotency }),
    response: z.object({ plan: s.planRow, tasks: z.number(), targets: z.number() }),
  }),
  comparePlans: route({
    method: 'GET',
    path: '/api/plans/:id/compare/:other',
    summary: 'What another version added, dropped and changed',
    tag: 'plan',
    params: id.extend({ other: z.string() }),
    response: items(
      z.object({
        kind: z.enum(['task', 'indicator']),
        change: z.enum(['added', 'dropped', 'changed', 'same']),
        title: z.string(),
        fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
      }),
    ),
  }),
  exportPlan: route({
    method: 'GET',
    path: '/api/plans/:id/export',
    summary: 'Tasks and goals in the form offices use',
    tag: 'plan',
    params: id,
    download: true,
    response: z.any(),
  }),

  targets: route({
    method: 'GET',
    path: '/api/targets',
    summary: 'Targets',
    tag: 'target',
    query: z.object({ plan: z.string().optional(), status: z.string().optional() }),
    response: items(s.targetRow),
  }),
  target: route({
    method: 'GET',
    path: '/api/targets/:id',
    summary: 'A target with its values',
    tag: 'target',
    params: id,
    response: s.targetRow,
  }),
  changeTarget: route({
    method: 'PATCH',
    path: '/api/targets/:id',
    summary: 'Set the organisation that answers for a target',
    tag: 'target',
    params: id,
    body: z.object({ ownerOrg: z.string().nullable() }),
    response: s.targetRow,
  }),
  addTargetValue: route({
    method: 'POST',
    path: '/api/targets/:id/values',
    summary: 'Enter a value by hand',
    tag: 'target',
    params: id,
    body: z.object({
      ...idempotency,
      asOf: z.string(),
      value: z.number(),
      source: z.string().min(1).max(200),
    }),
    response: s.targetRow,
  }),
  exportTargets: route({
    method: 'GET',
    path: '/api/targets-export',
    summary: 'Targets as Excel',
    tag: 'target',
    query: z.object({ plan: z.string().optional(), status: z.string().optional() }),
    download: true,
    response: z.any(),
  }),

  ...sitesRoutes,
  ...changesRoutes,
  ...measurementsRoutes,
  ...entryRoutes,
  ...pushRoutes,
  ...reviewRoutes,
  ...alertsRoutes,
  ...airRoutes,
  ...waterRoutes,
  ...indicatorsRoutes,
  ...gatewayRoutes,
  ...retentionRoutes,
  ...sourcesRoutes,
} as const;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
