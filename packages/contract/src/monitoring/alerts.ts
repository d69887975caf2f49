import { z } from 'zod';
import { route } from '../route.ts';
import { light, localText, page } from '../shapes.ts';
import { siteKind } from './sites.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const id = z.object({ id: z.string() });

const kind = z.enum([
  'exceed-hour',
  'exceed-day',
  'over-class',
  'noise-day',
  'noise-night',
  'dust',
  'missing',
  'offline',
  'out-of-range',
]);
/** What an alert means, and whether it goes on; as `@huanzhi/monitoring` has them. */
export const alertSeverity = z.enum(['verdict', 'warning', 'fault']);
export const alertState = z.enum(['open', 'closed', 'withdrawn']);

/** Several values of a filter, joined by commas. */
const list = z.string().max(200).optional();

/** Filters of the list of alerts; all of them live in the page's address. */
const alertQuery = z.object({
  state: list,
  kind: list,
  severity: list,
  siteKind: list,
  site: z.coerce.number().int().min(1).optional(),
  handling: z.enum(['waiting', 'overdue', 'done']).optional(),
  from: day.optional(),
  to: day.optional(),
  q: z.string().max(100).optional(),
});

/** 告警. Figures are decimal text; a figure of a water class is its name. */
const alertRow = z.object({
  id: z.string(),
  site: z.object({ id: z.number(), code: z.string(), name: z.string(), kind: siteKind }),
  factor: z.string(),
  factorName: localText,
  kind,
  kindName: localText,
  severity: alertSeverity,
  state: alertState,
  light,
  word: z.enum([
    'withdrawn',
    'closed',
    'closed-late',
    'recovered',
    'overdue',
    'lead',
    'verdict',
    'warning',
    'fault',
  ]),
  firstAt: z.string(),
  lastAt: z.string(),
  /** End of the period whose data closed it. */
  closedAt: z.string().nullable(),
  /** Periods over: hours, days, months, values that did not come. */
  count: z.number(),
  peak: z.string().nullable(),
  peakAt: z.string(),
  limit: z.string().nullable(),
  unit: z.string(),
  /** The rule that decided, with its source. */
  rule: z.string(),
  openedAt: z.string(),
  /** Until when it is to be handled; null: old news. */
  due: z.string().nullable(),
  /** When it was explained, or acknowledged where there is no enterprise. */
  handledAt: z.string().nullable(),
  /** Who has to handle it. */
  handledBy: z.enum(['enterprise', 'officer']),
  explanation: z.string(),
  /** Why it was withdrawn. */
  reason: z.string(),
  lead: z.string().nullable(),
});

const alertDetail = alertRow.extend({
  ownerName: z.string().nullable(),
  enterpriseName: z.string().nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: z.string().nullable(),
  explainedBy: z.string().nullable(),
  explainedAt: z.string().nullable(),
  /** What this person may do now. */
  allowed: z.array(z.enum(['acknowledge', 'explain', 'lead', 'false-alarm'])),
  /** The figures around the alert; null where there are none to draw. */
  chart: z
    .object({
      step: z.enum(['hour', 'day', 'month']),
      unit: z.string(),
      points: z.array(
        z.object({
          from: z.string(),
          to: z.string(),
          /** The figure that counts; null when there is none. */
          value: z.number().nullable(),
          /** The number that came, even when it does not count. */
          raw: z.number().nullable(),
          state: z.enum(['over', 'within', 'unjudged', 'missing', 'invalid', 'not-monitored']),
          upper: z.number().nullable(),
          lower: z.number().nullable(),
        }),
      ),
    })
    .nullable(),
  events: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      actorName: z.string(),
      action: z.string(),
      text: z.string(),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
  files: z.array(
    z.object({
      id: z.string(),
      fileName: z.string(),
      size: z.number(),
      uploadedBy: z.string(),
      uploadedAt: z.string(),
    }),
  ),
});

/** When alerts open, close and are due; none of it stands in a law. */
const alertRules = z.object({
  closeHours: z.number().int().min(1).max(24),
  closeDays: z.number().int().min(1).max(7),
  missingHourly: z.number().int().min(1).max(24),
  missingSlower: z.number().int().min(1).max(2),
  silentMinutes: z.number().int().min(5).max(2880),
  aqiAbove: z.number().int().min(1).max(500).nullable(),
  handleHours: z.number().int().min(1).max(240),
  freshHours: z.number().int().min(1).max(720),
});
const shownRules = z.object({ rules: alertRules, defaults: alertRules });

const colour = z.enum(['blue', 'yellow', 'orange', 'red']);
const condition = z.object({
  above: z.number().int().min(0).max(500),
  hours: z.number().int().min(24).max(240),
});
const levels = z.array(z.object({ colour, anyOf: z.array(z.array(condition).min(1).max(4)).max(4) })).max(4);
const measure = z.object({
  colour,
  text: z.string().trim().min(1).max(300),
  orgId: z.string().nullable(),
});

/** What a series of AQI values asks for, with the rule that decided. */
const proposal = z.object({
  source: z.enum(['forecast', 'observed']),
  colour: colour.nullable(),
  because: z.array(condition),
  fromDay: z.string().nullable(),
  toDay: z.string().nullable(),
  /** A level that the figures reach but the plan does not raise. */
  withheld: z.boolean(),
});

const warning = z.object({
  id: z.string(),
  colour,
  state: z.enum(['issued', 'lifted']),
  source: z.enum(['forecast', 'observed', 'superior']),
  /** What the figures asked for when it was issued. */
  proposed: colour.nullable(),
  because: z.array(condition),
  plan: z.string(),
  fromDay: z.string(),
  toDay: z.string(),
  note: z.string(),
  document: z.string(),
  issuedAt: z.string(),
  issuedBy: z.string(),
  liftedAt: z.string().nullable(),
  liftedBy: z.string().nullable(),
  liftReason: z.string(),
  items: z.array(
    z.object({
      id: z.string(),
      number: z.number(),
      measure: z.string(),
      orgId: z.string().nullable(),
      orgName: z.string().nullable(),
      confirmedAt: z.string().nullable(),
      confirmedBy: z.string().nullable(),
      note: z.string(),
      canConfirm: z.boolean(),
    }),
  ),
  events: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      actorName: z.string(),
      action: z.string(),
      text: z.string(),
    }),
  ),
});

const warningsPage = z.object({
  today: z.string(),
  can: z.object({ issue: z.boolean() }),
  /** Daily AQI of the district: observed to yesterday, forecast from today on. */
  days: z.array(
    z.object({
      day: z.string(),
      observed: z.number().nullable(),
      forecast: z.number().nullable(),
      enteredBy: z.string().nullable(),
    }),
  ),
  /** AQI of the 24 hours that end with each of the last hours; null where there is none. */
  running: z.array(z.object({ at: z.string(), aqi: z.number().nullable() })),
  proposals: z.array(proposal),
  current: warning.nullable(),
  past: z.array(warning),
  settings: z.object({
    plan: z.object({
      id: z.string(),
      title: z.string(),
      mark: z.string(),
      edited: z.boolean(),
      ozoneRaisesWarning: z.boolean(),
      levels,
    }),
    plans: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        mark: z.string(),
        ozoneRaisesWarning: z.boolean(),
        levels,
      }),
    ),
    measures: z.array(measure),
  }),
});

/** Routes of alerts and of warnings of heavy pollution. */
export const alertsRoutes = {
  alerts: route({
    method: 'GET',
    path: '/api/monitoring/alerts',
    summary: 'Alerts, the newest first',
    tag: 'monitoring',
    query: alertQuery.extend({
      after: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
    response: z.object({
      items: z.array(alertRow),
      page,
      /** Over all that the filters let through, whatever their state and handling. */
      counts: z.object({
        open: z.number(),
        closed: z.number(),
        withdrawn: z.number(),
        waiting: z.number(),
        overdue: z.number(),
      }),
    }),
  }),
  exportAlerts: route({
    method: 'GET',
    path: '/api/monitoring/alerts-export',
    summary: 'The list of alerts as seen, as Excel',
    tag: 'monitoring',
    query: alertQuery,
    download: true,
    response: z.any(),
  }),
  alert: route({
    method: 'GET',
    path: '/api/monitoring/alerts/:id',
    summary: 'An alert with its figures, history and what I may do',
    tag: 'monitoring',
    params: id,
    response: alertDetail,
  }),
  acknowledgeAlert: route({
    method: 'POST',
    path: '/api/monitoring/alerts/:id/acknowledge',
    summary: 'Note that somebody looks after an alert',
    tag: 'monitoring',
    params: id,
    response: alertDetail,
  }),
  explainAlert: route({
    method: 'POST',
    path: '/api/monitoring/alerts/:id/explain',
    summary: 'Explain an alert, with files that were attached to it',
    tag: 'monitoring',
    params: id,
    body: z.object({
      text: z.string().trim().min(1).max(2000),
      files: z.array(z.string()).max(20).default([]),
    }),
    response: alertDetail,
  }),
  falseAlarm: route({
    method: 'POST',
    path: '/api/monitoring/alerts/:id/false-alarm',
    summary: 'Withdraw an alert as a false alarm',
    tag: 'monitoring',
    params: id,
    body: z.object({ reason: z.string().trim().min(1).max(1000) }),
    response: alertDetail,
  }),
  leadOfAlert: route({
    method: 'POST',
    path: '/api/monitoring/alerts/:id/lead',
    summary: 'Turn an alert into a lead, once',
    tag: 'monitoring',
    params: id,
    body: z.object({ ownerOrg: z.string().nullable().default(null), note: z.string().max(1000).default('') }),
    response: alertDetail,
  }),
  uploadAlertFiles: route({
    method: 'POST',
    path: '/api/monitoring/alerts/:id/files',
    summary: 'Attach files to an alert',
    tag: 'monitoring',
    params: id,
    upload: { maxFiles: 5 },
    response: z.object({
      items: z.array(z.object({ id: z.string(), fileName: z.string(), size: z.number() })),
    }),
  }),
  alertFile: route({
    method: 'GET',
    path: '/api/monitoring/alert-files/:id',
    summary: 'A file of an alert',
    tag: 'monitoring',
    params: id,
    download: true,
    response: z.any(),
  }),
  alertRules: route({
    method: 'GET',
    path: '/api/monitoring/alert-rules',
    summary: 'When alerts open, close and are due',
    tag: 'monitoring',
    response: shownRules,
  }),
  saveAlertRules: route({
    method: 'PUT',
    path: '/api/monitoring/alert-rules',
    summary: 'Change when alerts open, close and are due',
    tag: 'monitoring',
    body: alertRules,
    response: shownRules,
  }),
  warnings: route({
    method: 'GET',
    path: '/api/monitoring/warnings',
    summary: 'Heavy pollution: figures, proposals, the warning in force, past ones, settings',
    tag: 'monitoring',
    response: warningsPage,
  }),
  saveForecast: route({
    method: 'PUT',
    path: '/api/monitoring/warnings/forecast',
    summary: 'Enter the forecast AQI of the coming days',
    tag: 'monitoring',
    body: z.object({
      days: z
        .array(z.object({ day, aqi: z.number().int().min(0).max(500).nullable() }))
        .min(1)
        .max(15),
    }),
    response: warningsPage,
  }),
  issueWarning: route({
    method: 'POST',
    path: '/api/monitoring/warnings',
    summary: 'Issue a warning; the measures of its level wait to be confirmed',
    tag: 'monitoring',
    body: z.object({
      colour,
      source: z.enum(['forecast', 'observed', 'superior']),
      fromDay: day,
      toDay: day,
      document: z.string().max(200).default(''),
      note: z.string().max(1000).default(''),
    }),
    response: warningsPage,
  }),
  liftWarning: route({
    method: 'POST',
    path: '/api/monitoring/warnings/:id/lift',
    summary: 'Lift a warning',
    tag: 'monitoring',
    params: id,
    body: z.object({ reason: z.string().trim().min(1).max(1000) }),
    response: warningsPage,
  }),
  confirmMeasure: route({
    method: 'POST',
    path: '/api/monitoring/warnings/:id/items/:item/confirm',
    summary: 'Confirm that a measure has been put into effect',
    tag: 'monitoring',
    params: id.extend({ item: z.string() }),
    body: z.object({ note: z.string().max(1000).default('') }),
    response: warningsPage,
  }),
  saveWarningSettings: route({
    method: 'PUT',
    path: '/api/monitoring/warnings/settings',
    summary: 'Change thresholds and measures of the levels',
    tag: 'monitoring',
    body: z.object({
      plan: z.object({ id: z.string().min(1).max(60), ozoneRaisesWarning: z.boolean(), levels }),
      measures: z.array(measure).max(200),
    }),
    response: warningsPage,
  }),
} as const;
