import { z } from 'zod';
import { route } from '../route.ts';
import { localText } from '../shapes.ts';
import { siteKind } from './sites.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const onDay = z.object({ day });
const hour = z.number().int().min(1).max(24);
const hours = z.array(hour).min(1).max(24);
const site = z.number().int().min(1);
const code = z.string().min(1).max(20);
const words = { reason: z.string().max(200).default(''), note: z.string().max(1000).default('') };
const verdict = z.enum(['V', 'I', 'Q']);
const value = z.number().nullable();
const none = z.object({});
const step = z.object({ step: z.string(), items: z.array(z.string()) });

/** Why hours are there to be judged, in one sentence with the figures. */
const reason = z.object({ kind: z.string(), hours: z.array(hour), text: localText });

const item = z.object({
  id: z.string(),
  siteId: z.number(),
  siteName: z.string(),
  siteKind,
  factors: z.array(z.string()),
  factorNames: z.array(localText),
  hours: z.array(hour),
  value,
  kinds: z.array(z.string()),
  why: z.array(reason),
  /** `M`: its hours were judged differently. */
  verdict: z.enum(['V', 'I', 'Q', 'M']).nullable(),
  reason: z.string(),
  note: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
});

const proposal = z.object({
  id: z.string(),
  day: z.string(),
  siteId: z.number(),
  siteName: z.string(),
  factor: z.string(),
  factorName: localText,
  hours: z.array(hour),
  /** `.` takes the verdict off, `late` takes in values that came after the lock. */
  change: z.enum(['.', 'V', 'I', 'Q', 'late']),
  before: z.string(),
  reason: z.string(),
  note: z.string(),
  proposedBy: z.string(),
  own: z.boolean(),
  proposedAt: z.string(),
  status: z.enum(['waiting', 'confirmed', 'declined', 'withdrawn']),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decidedNote: z.string(),
});

const seriesHour = z.object({ hour: z.number(), value, mark: z.string(), verdict: z.string() });

/** Routes of review. */
export const reviewRoutes = {
  reviewDay: route({
    method: 'GET',
    path: '/api/monitoring/review',
    summary: 'The review of a day: items, proposals, late values, lock',
    tag: 'review',
    query: onDay,
    response: z.object({
      day: z.string(),
      checkedAt: z.string().nullable(),
      hours: z.number(),
      flagged: z.number(),
      left: z.number(),
      closesAt: z.string(),
      marksOpen: z.boolean(),
      dueAt: z.string(),
      lockedAt: z.string().nullable(),
      lockedBy: z.string().nullable(),
      canLock: z.boolean(),
      undoable: z.number(),
      items: z.array(item),
      proposals: z.array(proposal),
      late: z.array(
        z.object({
          siteId: z.number(),
          siteName: z.string(),
          factor: z.string(),
          factorName: localText,
          hour: z.number(),
          value,
          mark: z.string(),
          arrivedAt: z.string(),
        }),
      ),
      days: z.array(z.object({ day: z.string(), locked: z.boolean() })),
      lateDays: z.array(z.string()),
      sites: z.array(
        z.object({
          id: z.number(),
          name: z.string(),
          kind: siteKind,
          factors: z.array(z.object({ factor: z.string(), name: localText })),
        }),
      ),
    }),
  }),
  checkReviewDay: route({
    method: 'POST',
    path: '/api/monitoring/review/check',
    summary: 'Run the machine checks over a day',
    tag: 'review',
    body: onDay,
    response: z.object({
      ran: z.boolean(),
      hours: z.number(),
      flagged: z.number(),
      added: z.number(),
      gone: z.number(),
    }),
  }),
  reviewSeries: route({
    method: 'GET',
    path: '/api/monitoring/review/series',
    summary: 'The hours of a series with neighbours, marks, flags and limits',
    tag: 'review',
    query: z.object({ day, site: z.coerce.number().int().min(1), factor: code }),
    response: z.object({
      site: z.object({ id: z.number(), name: z.string(), kind: siteKind }),
      factor: z.string(),
      factorName: localText,
      unit: z.string(),
      before: z.array(seriesHour),
      hours: z.array(
        seriesHour.extend({
          due: z.boolean(),
          flags: z.array(z.object({ kind: z.string(), text: localText })),
          enterprise: z.array(z.string()),
        }),
      ),
      neighbours: z.array(
        z.object({ id: z.number(), name: z.string(), before: z.array(value), values: z.array(value) }),
      ),
      companions: z.array(
        z.object({ factor: z.string(), name: localText, unit: z.string(), values: z.array(value) }),
      ),
      limits: z.array(z.object({ value: z.number(), label: z.string() })),
      late: z.array(z.object({ hour: z.number(), value, mark: z.string(), arrivedAt: z.string() })),
    }),
  }),
  previewVerdict: route({
    method: 'POST',
    path: '/api/monitoring/review/effect',
    summary: 'What each verdict over hours would make of the day; nothing is changed',
    tag: 'review',
    body: z.object({ day, siteId: site, factor: code, hours }),
    response: z.object({
      effects: z.array(
        z.object({
          verdict: z.enum(['now', '.', 'V', 'I', 'Q']),
          statistic: z.string().nullable(),
          value: z.string().nullable(),
          valid: z.number(),
          expected: z.number(),
          complete: z.boolean(),
          text: localText,
        }),
      ),
    }),
  }),
  judgeHours: route({
    method: 'POST',
    path: '/api/monitoring/review/verdicts',
    summary: 'Judge hours of a site',
    tag: 'review',
    body: z.object({ day, siteId: site, factors: z.array(code).min(1).max(100), hours, verdict, ...words }),
    response: step,
  }),
  undoReviewStep: route({
    method: 'POST',
    path: '/api/monitoring/review/undo',
    summary: 'Take back my newest verdict of an open day',
    tag: 'review',
    body: onDay,
    response: step,
  }),
  lockReviewDay: route({
    method: 'POST',
    path: '/api/monitoring/review/lock',
    summary: 'Lock a day',
    tag: 'review',
    body: onDay,
    response: none,
  }),
  proposeChange: route({
    method: 'POST',
    path: '/api/monitoring/review/proposals',
    summary: 'Propose a change of a locked day',
    tag: 'review',
    body: z.object({
      day,
      siteId: site,
      factor: code,
      hours,
      change: z.enum(['.', 'V', 'I', 'Q', 'late']),
      ...words,
    }),
    response: z.object({ id: z.string() }),
  }),
  decideProposal: route({
    method: 'POST',
    path: '/api/monitoring/review/proposals/:id',
    summary: 'Confirm or decline the proposal of somebody else, or withdraw my own',
    tag: 'review',
    params: z.object({ id: z.string() }),
    body: z.object({ action: z.enum(['confirm', 'decline', 'withdraw']), note: words.note }),
    response: none,
  }),
  reviewHistory: route({
    method: 'GET',
    path: '/api/monitoring/review/history',
    summary: 'Who did what to the data of a day, of a site or of a series',
    tag: 'review',
    query: z.object({ day, site: z.coerce.number().int().min(1).optional(), factor: code.optional() }),
    response: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          at: z.string(),
          actor: z.string().nullable(),
          kind: z.string(),
          day: z.string(),
          siteId: z.number().nullable(),
          siteName: z.string().nullable(),
          factor: z.string().nullable(),
          factorName: localText.nullable(),
          hours: z.array(z.number()),
          before: z.string(),
          after: z.string(),
          reason: z.string(),
          note: z.string(),
          proposedBy: z.string().nullable(),
        }),
      ),
    }),
  }),
  reviewRates: route({
    method: 'GET',
    path: '/api/monitoring/review/rates',
    summary: 'Shares of a day: received, valid, transmission-effective, reviewed in time',
    tag: 'review',
    query: onDay,
    response: z.object({
      day: z.string(),
      items: z.array(
        z.object({
          siteId: z.number(),
          code: z.string(),
          name: z.string(),
          kind: siteKind,
          due: z.number(),
          received: z.number(),
          valid: z.number(),
          transmission: z.number().nullable(),
          validity: z.number().nullable(),
          effective: z.string().nullable(),
          meets: z.boolean().nullable(),
        }),
      ),
      review: z.object({
        items: z.number(),
        inTime: z.number(),
        dueAt: z.string(),
        percent: z.number().nullable(),
      }),
    }),
  }),
  exportReviewDay: route({
    method: 'GET',
    path: '/api/monitoring/review-export',
    summary: 'The review of a day as Excel',
    tag: 'review',
    query: onDay,
    download: true,
    response: z.any(),
  }),
  ownMarks: route({
    method: 'GET',
    path: '/api/monitoring/marks',
    summary: 'The outlets of my enterprise on a day and what was marked',
    tag: 'review',
    query: onDay,
    response: z.object({
      day: z.string(),
      closesAt: z.string(),
      open: z.boolean(),
      vocabulary: z.array(
        z.object({
          name: z.string(),
          scope: z.enum(['device', 'condition']),
          industries: z.array(z.string()),
        }),
      ),
      ruleMark: z.string(),
      outlets: z.array(
        z.object({
          id: z.number(),
          code: z.string(),
          name: z.string(),
          series: z.array(
            z.object({
              factor: z.string(),
              name: localText,
              unit: z.string(),
              values: z.array(value),
              marks: z.string(),
              verdicts: z.string(),
            }),
          ),
          marks: z.array(
            z.object({
              id: z.string(),
              factor: z.string().nullable(),
              hours: z.array(z.number()),
              mark: z.string(),
              note: z.string(),
              markedAt: z.string(),
            }),
          ),
        }),
      ),
    }),
  }),
  addOwnMark: route({
    method: 'POST',
    path: '/api/monitoring/marks',
    summary: 'Mark hours of an outlet of my enterprise',
    tag: 'review',
    body: z.object({
      day,
      siteId: site,
      /** Null: all factors. */
      factor: code.nullable(),
      hours,
      mark: z.string().min(1).max(40),
      note: words.note,
    }),
    response: z.object({ id: z.string() }),
  }),
  removeOwnMark: route({
    method: 'DELETE',
    path: '/api/monitoring/marks/:id',
    summary: 'Take a mark of my enterprise back',
    tag: 'review',
    params: z.object({ id: z.string() }),
    response: none,
  }),
} as const;
