import { z } from 'zod';
import { route } from '../route.ts';
import { localText, targetRow } from '../shapes.ts';

const id = z.object({ id: z.string() });
const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const span = z.object({ value: z.string(), low: z.string(), high: z.string() });
const person = z.object({ id: z.string(), name: z.string() }).nullable();

/** What is counted, over what, and how it is said; `version` rises when that changes. */
const indicator = z.object({
  key: z.string(),
  version: z.number(),
  name: localText,
  unit: z.string(),
  direction: z.enum(['low', 'high']),
  formula: localText,
  numerator: localText,
  denominator: localText,
  filter: localText,
  asOf: localText,
  inputs: localText,
});

/** What the rest of the year may still bring. */
const headroom = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('mean'),
    remaining: z.number(),
    restMean: z.string().nullable(),
    samePeriod: span.nullable(),
  }),
  z.object({
    kind: z.literal('days'),
    remaining: z.number(),
    allowed: z.number(),
    used: z.number(),
    left: z.number(),
    samePeriod: span.nullable(),
  }),
  z.object({
    kind: z.literal('sections'),
    remaining: z.number(),
    judged: z.number(),
    counted: z.number(),
    bound: z.number(),
    spare: z.number(),
  }),
]);

const sectionBehind = z.object({
  siteId: z.number(),
  name: z.string(),
  /** Class of the mean of its months, `Ⅲ`; empty when it was not judged. */
  cls: z.string(),
  counted: z.boolean(),
  months: z.array(z.string()),
  /** Items nearest to (or over) the line, the worst first. */
  items: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      mean: z.number().nullable(),
      needed: z.number().nullable(),
      limit: z.number(),
      outlook: z.enum(['met', 'missed', 'within', 'tight', 'unreachable', 'unknown']),
    }),
  ),
});

/** A value as it was computed once, with what made it differ from the one before. */
const valueStep = z.object({
  at: z.string(),
  asOf: z.string().nullable(),
  value: z.string().nullable(),
  numerator: z.string(),
  denominator: z.string(),
  version: z.number(),
  /** Why it was computed: one sentence. */
  why: localText,
  /** Who changed data, and why they said so. */
  steps: z.array(
    z.object({
      at: z.string(),
      by: z.string(),
      day: z.string(),
      siteId: z.number().nullable(),
      what: localText,
      reason: z.string(),
    }),
  ),
  inputs: z.object({ sites: z.number(), from: z.string(), through: z.string(), digest: z.string() }),
});

/** How a bound target stands and why: everything the page of a target shows. */
const progress = z.object({
  target: targetRow,
  indicator,
  year: z.number(),
  /** The target falls due in this year, or names none. */
  last: z.boolean(),
  /** The last day that counts, and the last one with data. */
  through: z.string(),
  asOf: z.string().nullable(),
  binding: z.object({ auto: z.boolean(), by: person, at: z.string().nullable(), reason: z.string() }),
  value: z.string().nullable(),
  digits: z.number(),
  numerator: z.string(),
  denominator: z.string(),
  enough: z.object({ sufficient: z.boolean(), rule: localText, remark: localText.nullable() }),
  requirement: z
    .object({ side: z.enum(['max', 'min']), limit: z.string(), printed: z.string(), strict: z.boolean() })
    .nullable(),
  headroom: headroom.nullable(),
  projection: z
    .object({
      method: z.enum(['same-period', 'running']),
      years: z.array(z.number()),
      from: z.string(),
      to: z.string(),
      /** How the projection is made, in words. */
      text: localText,
      value: z.number(),
      low: z.number(),
      high: z.number(),
    })
    .nullable(),
  months: z.array(
    z.object({ month: z.string(), value: z.number().nullable(), valid: z.number(), expected: z.number() }),
  ),
  line: z.array(z.object({ day: z.string(), value: z.number() })),
  /**
   * The days of the year, for indicators made of days. `bad`: counts against the target; `published`: rests on day
   * figures that the network published.
   */
  days: z.array(
    z.object({ day: z.string(), value: z.number().nullable(), bad: z.boolean(), published: z.boolean() }),
  ),
  /** The sections, for indicators made of sections. */
  sections: z.array(sectionBehind),
  history: z.array(valueStep),
  statuses: z.array(
    z.object({ at: z.string(), status: z.string(), value: z.string().nullable(), reason: localText }),
  ),
  bindings: z.array(
    z.object({
      at: z.string(),
      by: person,
      auto: z.boolean(),
      indicator: z.string().nullable(),
      name: localText.nullable(),
      reason: z.string(),
    }),
  ),
});

/** Routes of indicators. */
export const indicatorsRoutes = {
  indicators: route({
    method: 'GET',
    path: '/api/indicators',
    summary: 'Indicators with formula, version and newest value; with a target, those that fit it',
    tag: 'target',
    query: z.object({ target: z.string().optional(), asOf: day.optional() }),
    response: z.object({
      items: z.array(
        indicator.extend({
          /** False: unit or direction do not go with the target that was named. */
          fits: z.boolean(),
          /** The name of the goal speaks of this one. */
          suggested: z.boolean(),
          year: z.number(),
          latest: z
            .object({
              value: z.string().nullable(),
              asOf: z.string().nullable(),
              numerator: z.string(),
              denominator: z.string(),
            })
            .nullable(),
        }),
      ),
    }),
  }),
  bindTarget: route({
    method: 'PUT',
    path: '/api/targets/:id/indicator',
    summary: 'Bind a target to an indicator, or end its binding',
    tag: 'target',
    params: id,
    body: z.object({ indicator: z.string().max(100).nullable(), reason: z.string().max(500).default('') }),
    response: targetRow,
  }),
  targetProgress: route({
    method: 'GET',
    path: '/api/targets/:id/progress',
    summary: 'How a bound target stands: line of the year, projection, headroom, what is behind it, history',
    tag: 'target',
    params: id,
    query: z.object({ asOf: day.optional() }),
    response: progress,
  }),
  exportTargetProgress: route({
    method: 'GET',
    path: '/api/targets/:id/progress-export',
    summary: 'The figures of the page of a target as Excel',
    tag: 'target',
    params: id,
    query: z.object({ asOf: day.optional() }),
    download: true,
    response: z.any(),
  }),
} as const;
