import { z } from 'zod';
import { route } from '../route.ts';
import { problem } from '../shapes.ts';

const tag = 'sites';
const siteId = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) });
const day = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const code = z.string().regex(/^[\w.]{1,40}$/);
const decimalText = z.string().regex(/^-?\d{1,9}(\.\d{1,6})?$/);

export const siteKind = z.enum(['air', 'section', 'outlet', 'noise', 'dust']);

/** What an hour or a figure is: four states, never one for another. */
export const valueState = z.enum(['value', 'missing', 'invalid', 'not-monitored']);

/** How far a limit or rule was verified. */
export const limitMark = z.enum(['verified', 'single source', 'recall', 'local']);

/** What a person says of a site. */
export const siteFields = z.object({
  name: z.string().trim().min(1).max(100),
  kind: siteKind,
  areaCode: z.string().regex(/^\d{6,12}$/),
  ownerOrg: z.string().nullable(),
  enterpriseOrg: z.string().nullable(),
  tier: z.enum(['national', 'municipal', 'district', 'town']).nullable(),
  assessed: z.boolean(),
  lon: z.number().min(-180).max(180).nullable(),
  lat: z.number().min(-90).max(90).nullable(),
  intervalHours: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(4), z.literal(24)]),
  props: z.strictObject({
    water: z.enum(['river', 'lake']).optional(),
    targetClass: z.enum(['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ']).optional(),
    river: z.string().max(100).optional(),
    zoneClass: z.enum(['0', '1', '2', '3', '4a', '4b']).optional(),
    medium: z.enum(['water', 'gas']).optional(),
    packetLabel: z.enum(['start', 'end']).optional(),
  }),
  active: z.boolean(),
});

const siteRow = siteFields.extend({
  id: z.number(),
  code: z.string(),
  /** Town of its area code; null for one that no organisation has. */
  areaName: z.string().nullable(),
  ownerName: z.string().nullable(),
  enterpriseName: z.string().nullable(),
});

const factor = z.object({
  factor: z.string(),
  name: z.string(),
  unit: z.string(),
  /** First and last day on which values are expected; null: no end. */
  since: z.string(),
  until: z.string().nullable(),
});

const limitFields = z.object({
  factor: code,
  period: z.enum(['hour', 'day', 'month']),
  lower: decimalText.nullable(),
  upper: decimalText.nullable(),
  validFrom: day,
  validTo: day.nullable(),
  basis: z.string().trim().min(1).max(200),
  mark: limitMark,
});
const limit = limitFields.extend({ id: z.string(), siteId: z.number() });

const siteDetail = siteRow.extend({
  factors: z.array(factor),
  limits: z.array(limit),
  /** The newest hour of each factor; `at` is its end. */
  latest: z.array(
    z.object({ factor: z.string(), at: z.string(), value: z.number().nullable(), mark: z.string() }),
  ),
  /** Instruments of the gateway that measure for it. */
  stations: z.array(
    z.object({
      id: z.number(),
      mn: z.string(),
      name: z.string(),
      active: z.boolean(),
      connected: z.boolean(),
      lastHeard: z.string().nullable(),
      /** Codes that it sends and whose unit is not agreed or cannot be converted: their hours are invalid. */
      unknownUnits: z.array(z.string()),
    }),
  ),
  canManage: z.boolean(),
});

/** Places that are monitored: 点位. */
export const sitesRoutes = {
  sites: route({
    method: 'GET',
    path: '/api/sites',
    summary: 'Sites; an enterprise sees its own outlets',
    tag,
    query: z.object({ kind: siteKind.optional(), inactive: z.enum(['1']).optional() }),
    response: z.object({
      items: z.array(
        siteRow.extend({
          factors: z.array(z.object({ factor: z.string(), name: z.string() })),
          /** End of the newest hour of any factor. */
          latestAt: z.string().nullable(),
          /** Its active instruments, and how many of them are connected now. */
          stations: z.object({ active: z.number(), connected: z.number() }),
        }),
      ),
      canManage: z.boolean(),
    }),
  }),
  exportSites: route({
    method: 'GET',
    path: '/api/sites/export',
    summary: 'The list of sites as Excel; edited, it may come back as an import',
    tag,
    query: z.object({ kind: siteKind.optional(), inactive: z.enum(['1']).optional() }),
    download: true,
    response: z.any(),
  }),
  importSites: route({
    method: 'POST',
    path: '/api/sites/import',
    summary: 'Judge a list of sites row by row; with `commit` write the rows that are new or changed',
    tag,
    query: z.object({ commit: z.enum(['1']).optional() }),
    upload: { maxFiles: 1 },
    response: z.object({
      written: z.boolean(),
      counts: z.object({ new: z.number(), change: z.number(), same: z.number(), reject: z.number() }),
      rows: z.array(
        z.object({
          /** Its number in the file. */
          row: z.number(),
          verdict: z.enum(['new', 'change', 'same', 'reject']),
          code: z.string(),
          name: z.string(),
          problems: z.array(problem),
        }),
      ),
    }),
  }),
  siteFactorChoices: route({
    method: 'GET',
    path: '/api/sites/factors',
    summary:
      'Factors that a site may have, with the unit in which they are usually kept and those it converts to',
    tag,
    query: z.object({ kind: siteKind }),
    response: z.object({
      items: z.array(
        z.object({ code: z.string(), name: z.string(), englishName: z.string(), units: z.array(z.string()) }),
      ),
    }),
  }),
  addSite: route({
    method: 'POST',
    path: '/api/sites',
    summary: 'Add a site',
    tag,
    body: siteFields.extend({ code: z.string().trim().min(1).max(60) }),
    response: siteDetail,
  }),
  site: route({
    method: 'GET',
    path: '/api/sites/:id',
    summary: 'A site with factors, limits, newest values and instruments',
    tag,
    params: siteId,
    response: siteDetail,
  }),
  changeSite: route({
    method: 'PATCH',
    path: '/api/sites/:id',
    summary: 'Change a site; its figures are made again when they depend on what changed',
    tag,
    params: siteId,
    body: siteFields.partial(),
    response: siteDetail,
  }),
  addSiteFactor: route({
    method: 'POST',
    path: '/api/sites/:id/factors',
    summary: 'Add a factor with the unit in which its hours are kept',
    tag,
    params: siteId,
    body: z.object({ factor: code, unit: z.string().trim().min(1).max(30), since: day }),
    response: siteDetail,
  }),
  endSiteFactor: route({
    method: 'POST',
    path: '/api/sites/:id/factors/:factor/end',
    summary:
      'Set the last day on which values of a factor are expected; null takes the end back. Values stay',
    tag,
    params: siteId.extend({ factor: code }),
    body: z.object({ lastDay: day.nullable() }),
    response: siteDetail,
  }),
  addSiteLimit: route({
    method: 'POST',
    path: '/api/sites/:id/limits',
    summary: 'Add a limit with its period of validity',
    tag,
    params: siteId,
    body: limitFields,
    response: siteDetail,
  }),
  endSiteLimit: route({
    method: 'POST',
    path: '/api/sites/:id/limits/:limit/end',
    summary: 'End a limit with a day; it is never deleted, since it judged data',
    tag,
    params: siteId.extend({ limit: z.uuid() }),
    body: z.object({ lastDay: day }),
    response: siteDetail,
  }),
  siteHours: route({
    method: 'GET',
    path: '/api/sites/:id/hours',
    summary: 'Hours of a site, dense, from hour 1 of the first to hour 24 of the last day',
    tag,
    params: siteId,
    query: z.object({ from: day, to: day, factors: z.string().max(400).optional() }),
    response: z.object({
      from: z.string(),
      to: z.string(),
      series: z.array(
        factor.extend({
          values: z.array(z.number().nullable()),
          /** One character an hour, see `HourMark`, `HourVerdict`, `HourSource`. */
          marks: z.string(),
          verdicts: z.string(),
          sources: z.string(),
          limits: z.array(limit),
        }),
      ),
      /** Hourly index of an air station; null: none. */
      aqi: z.array(z.number().nullable()).nullable(),
    }),
  }),
  siteFigures: route({
    method: 'GET',
    path: '/api/sites/:id/figures',
    summary: 'Figures of days, months or years with their completeness',
    tag,
    params: siteId,
    query: z.object({ period: z.enum(['day', 'month', 'year']), from: day, to: day }),
    response: z.object({
      items: z.array(
        z.object({
          factor: z.string(),
          statistic: z.string(),
          start: z.string(),
          value: z.string().nullable(),
          valid: z.number(),
          received: z.number(),
          expected: z.number(),
          complete: z.boolean(),
          /** How many figures that a network published it rests on; 0: all from hours held here. */
          published: z.number(),
          detail: z.record(z.string(), z.unknown()).nullable(),
        }),
      ),
    }),
  }),
  sitePackets: route({
    method: 'GET',
    path: '/api/sites/:id/packets',
    summary: 'The raw packets behind an hour, secrets masked',
    tag,
    params: siteId,
    query: z.object({ day, hour: z.coerce.number().int().min(1).max(24) }),
    response: z.object({
      items: z.array(
        z.object({
          mn: z.string(),
          cn: z.number(),
          at: z.string(),
          receivedAt: z.string(),
          repairs: z.array(z.string()),
          text: z.string(),
        }),
      ),
      /** There are more than the newest that are shown. */
      more: z.boolean(),
    }),
  }),
  rebuildSite: route({
    method: 'POST',
    path: '/api/sites/:id/rebuild',
    summary: 'Make the figures of a span again from its hours, or its hours again from packets',
    tag,
    params: siteId,
    body: z.object({ from: day, to: day, packets: z.boolean().optional() }),
    response: z.object({ days: z.number(), hours: z.number() }),
  }),
} as const;
