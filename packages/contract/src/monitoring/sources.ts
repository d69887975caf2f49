import { z } from 'zod';
import { route } from '../route.ts';
import { light, localText } from '../shapes.ts';
import { alertSeverity, alertState } from './alerts.ts';
import { limitMark as mark, valueState as state } from './sites.ts';

/** Days are `YYYY-MM-DD` statistical days; hours 1 to 24 are named by their end. */
const day = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const siteId = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) });
const outcome = z.enum(['exceeds', 'within', 'not-judged']);

/** Bounds in decimal text, both inclusive; one of them is always there. */
const bounds = z.object({ lower: z.string().nullable(), upper: z.string().nullable() });

const sourceHead = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  medium: z.enum(['water', 'gas']),
  intervalHours: z.number(),
  active: z.boolean(),
  ownerName: z.string().nullable(),
  enterpriseName: z.string().nullable(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
});

/** 数据传输有效率; no text when nothing was due. */
const rate = z.object({
  due: z.number(),
  received: z.number(),
  valid: z.number(),
  /** In %, two digits. */
  text: z.string().nullable(),
  meets: z.boolean().nullable(),
});

const figure = z.object({
  factor: z.string(),
  name: localText,
  unit: z.string(),
  statistic: z.enum(['weighted', 'mean']).nullable(),
  /** Null when the day is not valid. */
  value: z.string().nullable(),
  valid: z.number(),
  received: z.number(),
  expected: z.number(),
  complete: z.boolean(),
  limit: bounds.nullable(),
  /** What decides: the mean of the day, or its hours (waste gas, pH). Null without a limit that decides. */
  decidedBy: z.enum(['day', 'hours']).nullable(),
  outcome: outcome.nullable(),
  /** Hours beyond a limit, and whether each is a verdict or only a warning. */
  hoursOver: z.number(),
  hoursOverAre: z.enum(['verdict', 'warning']).nullable(),
});

/** One statistical day of an outlet. */
const sourceDay = z.object({
  day,
  outcome,
  /** Why it is not judged, or only in part. */
  reason: localText.nullable(),
  /** Not yet locked by the review. */
  provisional: z.boolean(),
  /** Hours over a limit that are a warning, never a verdict. */
  warnings: z.number(),
  figures: z.array(figure),
  /** Waste water of the hours that count, m³; null without a flow meter. */
  discharge: z.object({ value: z.string(), hours: z.number() }).nullable(),
  rate,
  /** Hours that do not count, by reason. */
  leftOut: z.array(z.object({ reason: localText, hours: z.number() })),
});

const sourceHour = z.object({
  day,
  hour: z.number(),
  value: z.number().nullable(),
  raw: z.number().nullable(),
  state,
  reason: localText.nullable(),
  /** Mark of the instrument (HJ 212), word of the reviewer (`.` none yet), where it came from. */
  mark: z.string(),
  verdict: z.string(),
  source: z.string(),
  outcome: z.enum(['exceeds', 'warning', 'within']).nullable(),
});

const sourceSeries = z.object({
  factor: z.string(),
  name: localText,
  unit: z.string(),
  hours: z.array(sourceHour),
  /** What hours are compared with; a change of the limit starts a new stretch. */
  limits: z.array(bounds.extend({ from: day, to: day, period: z.enum(['hour', 'day']), mark })),
});

const sourceAlert = z.object({
  id: z.string(),
  factor: z.string(),
  factorName: localText,
  kindName: localText,
  severity: alertSeverity,
  state: alertState,
  light,
  firstAt: z.string(),
  lastAt: z.string(),
  count: z.number(),
  peak: z.string().nullable(),
  limit: z.string().nullable(),
  unit: z.string(),
  explanation: z.string(),
});

/** What an enterprise marked of its outlet, and what its hours count as. */
const sourceMark = z.object({
  id: z.string(),
  day,
  /** 1 to 24. */
  hours: z.array(z.number()),
  /** Null: all factors. */
  name: localText.nullable(),
  mark: z.string(),
  note: z.string(),
  markedAt: z.string(),
  /** `not-valid`: left out; `stopped`: nothing was due; `none`: counts all the same. */
  uses: z.array(
    z.object({
      use: z.enum(['not-valid', 'stopped', 'none']),
      reason: localText,
      hours: z.array(z.number()),
    }),
  ),
});

/** The rule of the rate; its threshold in %. */
const rateRule = z.object({ title: z.string(), threshold: z.string(), mark });

const sourceList = z.object({
  day,
  /** Last day with an hour of any outlet; null without any. */
  last: day.nullable(),
  rule: rateRule,
  items: z.array(
    z.object({
      source: sourceHead,
      /** End of its newest hour. */
      latestAt: z.string().nullable(),
      result: sourceDay,
      alerts: z.object({ open: z.number(), verdicts: z.number() }),
    }),
  ),
});

const noiseLevel = z.object({
  /** dB(A), one digit; null unless all hours count. */
  value: z.string().nullable(),
  valid: z.number(),
  expected: z.number(),
  limit: z.number().nullable(),
  outcome,
});

const place = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  ownerName: z.string().nullable(),
});
const standard = z.object({ id: z.string(), title: z.string(), clause: z.string(), mark });

const noisePage = z.object({
  day,
  last: day.nullable(),
  points: z.array(
    place.extend({
      zone: z.string().nullable(),
      day: noiseLevel,
      night: noiseLevel,
      /** Ldn without a limit. */
      ldn: z.string().nullable(),
    }),
  ),
  /** Points that meet the limit, of those judged. */
  compliance: z.object({
    day: z.object({ met: z.number(), judged: z.number() }),
    night: z.object({ met: z.number(), judged: z.number() }),
  }),
  noiseStandard: standard,
  dust: z.array(
    place.extend({
      unit: z.string(),
      hours: z.array(z.number().nullable()),
      valid: z.number(),
      /** The newest hour that counts, and the highest. */
      latest: z.object({ hour: z.number(), value: z.number() }).nullable(),
      highest: z.object({ hour: z.number(), value: z.number() }).nullable(),
      /** Means above each limit of the rule, and hours that had none. */
      counts: z.array(
        z.object({ limit: z.string(), count: z.number(), allowed: z.number(), over: z.boolean() }),
      ),
      /** Means of the rule's averaging time that count and that are due, and hours with a value but without them. */
      means: z.object({ used: z.number(), due: z.number(), hours: z.number() }),
      /** `open`: nothing shows a breach, and too few means came to rule it out. */
      outcome: z.enum(['exceeds', 'within', 'open', 'none']),
    }),
  ),
  dustRule: standard.extend({ unit: z.string(), averagingMinutes: z.number() }),
});

const span = z.object({ from: day.optional(), to: day.optional() });
const ofDay = z.object({ day: day.optional() });

/** Routes of pollution sources, noise and dust. */
export const sourcesRoutes = {
  sources: route({
    method: 'GET',
    path: '/api/sources',
    summary: 'Outlets with the verdicts of a day; an enterprise sees its own',
    tag: 'sources',
    query: ofDay,
    response: sourceList,
  }),
  exportSources: route({
    method: 'GET',
    path: '/api/sources-export',
    summary: 'The list of outlets as seen, as Excel',
    tag: 'sources',
    query: ofDay,
    download: true,
    response: z.any(),
  }),
  source: route({
    method: 'GET',
    path: '/api/sources/:id',
    summary: 'An outlet: hours of a span, days, limits, alerts, transmission-effective rate',
    tag: 'sources',
    params: siteId,
    query: span,
    response: z.object({
      source: sourceHead,
      from: day,
      to: day,
      last: day.nullable(),
      series: z.array(sourceSeries),
      /** Newest first: the span, and at least 30 days. */
      days: z.array(sourceDay),
      rate: z.object({ total: rate, met: z.number(), judged: z.number(), rule: rateRule }),
      limits: z.array(
        bounds.extend({
          id: z.string(),
          factor: z.string(),
          name: localText,
          unit: z.string(),
          period: z.enum(['hour', 'day', 'month']),
          validFrom: day,
          validTo: day.nullable(),
          basis: z.string(),
          mark,
          inForce: z.boolean(),
        }),
      ),
      /** Of the span, the newest first. */
      marks: z.array(sourceMark),
      markingRule: standard,
      alerts: z.array(sourceAlert),
      stations: z.array(
        z.object({
          mn: z.string(),
          name: z.string(),
          connected: z.boolean(),
          lastHeard: z.string().nullable(),
        }),
      ),
    }),
  }),
  exportSource: route({
    method: 'GET',
    path: '/api/sources/:id/export',
    summary: 'Days and hours of an outlet as seen, as Excel',
    tag: 'sources',
    params: siteId,
    query: span,
    download: true,
    response: z.any(),
  }),
  noise: route({
    method: 'GET',
    path: '/api/noise',
    summary: 'Noise points and dust sites of a day',
    tag: 'sources',
    query: ofDay,
    response: noisePage,
  }),
  exportNoise: route({
    method: 'GET',
    path: '/api/noise-export',
    summary: 'Noise points and dust sites of a day, as Excel',
    tag: 'sources',
    query: ofDay,
    download: true,
    response: z.any(),
  }),
} as const;
