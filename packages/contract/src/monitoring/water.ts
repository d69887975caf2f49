import { z } from 'zod';
import { route } from '../route.ts';
import { localText } from '../shapes.ts';
import { valueState } from './sites.ts';

/** Class of GB 3838; 劣Ⅴ is `V_INFERIOR`. */
const waterClass = z.enum(['I', 'II', 'III', 'IV', 'V', 'V_INFERIOR']);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month, YYYY-MM');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day, YYYY-MM-DD');
const siteId = z.object({ id: z.coerce.number().int().positive() });
const level = z.enum(['提醒', '预警', '督办']);
const percent = z.string().regex(/^(100|\d{1,2}(\.\d{1,2})?)$/, 'a percentage such as 80 or 83.3');
const count = z.number().int().min(1).max(12);

/** An item against the limit of the target class; figures as printed. */
const itemFigure = z.object({
  key: z.string(),
  name: z.string(),
  unit: z.string(),
  text: z.string(),
  cls: waterClass.nullable(),
  limit: z.string(),
  over: z.boolean(),
  near: z.boolean(),
  multipleToTarget: z.string().nullable(),
  multipleToIII: z.string().nullable(),
});

const monthCell = z.object({
  month,
  state: z.enum(['judged', 'none', 'future']),
  cls: waterClass.nullable(),
  meets: z.boolean().nullable(),
  tentative: z.boolean(),
  reason: localText.nullable(),
});

const sectionHead = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  river: z.string(),
  town: z.string(),
  tier: z.string(),
  tierName: localText,
  assessed: z.boolean(),
  water: z.enum(['river', 'lake']),
  target: waterClass.nullable(),
});

const sectionRow = sectionHead.extend({
  months: z.array(monthCell).length(12),
  current: monthCell.extend({ over: z.array(itemFigure), primary: z.array(z.string()) }),
  before: waterClass.nullable(),
  lastYear: waterClass.nullable(),
  monthOnMonth: z.string().nullable(),
  yearOnYear: z.string().nullable(),
  cumulative: z.object({
    cls: waterClass.nullable(),
    meets: z.boolean().nullable(),
    months: z.number(),
    over: z.array(itemFigure),
    near: z.array(itemFigure),
  }),
});

const share = z.object({ count: z.number(), of: z.number(), text: z.string().nullable() });
const ratioChange = z.object({ word: z.string(), direction: z.string(), text: z.string() }).nullable();

/** What a district decides about its sections; thresholds of notices are a proposal (recall). */
const settings = z.object({
  goodShare: percent.nullable(),
  basis: z.string().max(200),
  nearPercent: percent,
  replyDays: z.number().int().min(1).max(90),
  rules: z.object({
    remindMonths: count,
    warnMonths: count,
    superviseMonths: count,
    warnOnYearToDate: z.boolean(),
    superviseOnInferior: z.boolean(),
    superviseOnUnreachable: z.boolean(),
  }),
});

/** A figure of a report, tied to what it is made of. */
const reportFigure = z.object({
  name: z.string(),
  value: z.string().nullable(),
  missing: z.string().nullable(),
  unit: z.string(),
  formula: z.string(),
  sites: z.array(z.string()),
  period: z.string(),
  page: z.string(),
});

const issued = z.object({ id: z.string(), title: z.string(), templateVersion: z.number() });

/** Routes of water: sections, their months, reports and their templates. */
export const waterRoutes = {
  waterYear: route({
    method: 'GET',
    path: '/api/monitoring/water',
    summary: 'Sections by months of a year with the figures of one month',
    tag: 'water',
    query: z.object({ month: month.optional() }),
    response: z.object({
      year: z.number(),
      month,
      running: month,
      firstYear: z.number(),
      lastYear: z.number(),
      sections: z.array(sectionRow),
      overall: z.object({
        sections: z.number(),
        judged: z.number(),
        notJudged: z.number(),
        good: share,
        inferior: share,
        compliance: share,
        monthOnMonth: ratioChange,
        yearOnYear: ratioChange,
      }),
      cumulative: z.object({
        good: z.number(),
        of: z.number(),
        text: z.string().nullable(),
        classes: z.partialRecord(waterClass, z.number()),
      }),
      headroom: z
        .object({
          share: z.string(),
          basis: z.string(),
          good: z.number(),
          of: z.number(),
          required: z.number(),
          spare: z.number(),
        })
        .nullable(),
      series: z.array(
        z.object({
          month,
          single: z.string().nullable(),
          cumulative: z.string().nullable(),
          tentative: z.boolean(),
        }),
      ),
      settings,
    }),
  }),
  exportWater: route({
    method: 'GET',
    path: '/api/monitoring/water/export',
    summary: 'The month matrix as Excel, with the filter of the page',
    tag: 'water',
    query: z.object({
      month: month.optional(),
      show: z.enum(['national', 'municipal', 'district', 'town', 'other', 'over']).optional(),
    }),
    download: true,
    response: z.any(),
  }),
  waterSection: route({
    method: 'GET',
    path: '/api/monitoring/water/sections/:id',
    summary: 'A section: items by month, limits, history of judgements, notes',
    tag: 'water',
    params: siteId,
    query: z.object({ month: month.optional() }),
    response: z.object({
      section: sectionHead,
      month,
      running: month,
      items: z.array(
        z.object({
          key: z.string(),
          factor: z.string(),
          name: z.string(),
          unit: z.string(),
          limit: z.string(),
          months: z.array(
            z.object({
              month,
              text: z.string().nullable(),
              cls: waterClass.nullable(),
              over: z.boolean(),
              multipleToTarget: z.string().nullable(),
            }),
          ),
          cumulative: itemFigure.nullable(),
        }),
      ),
      cumulative: z.object({ cls: waterClass.nullable(), meets: z.boolean().nullable(), months: z.number() }),
      current: monthCell.extend({ deciding: z.array(z.string()), primary: z.array(z.string()) }),
      monthOnMonth: z.string().nullable(),
      yearOnYear: z.string().nullable(),
      /** Newest first, two years. */
      history: z.array(monthCell.extend({ over: z.array(z.string()), note: z.string().nullable() })),
    }),
  }),
  waterSeries: route({
    method: 'GET',
    path: '/api/monitoring/water/sections/:id/series',
    summary: 'Hours or days of one item of a section',
    tag: 'water',
    params: siteId,
    query: z.object({ factor: z.string().max(20), from: day, to: day, step: z.enum(['hour', 'day']) }),
    response: z.object({
      unit: z.string(),
      /** Limit of the target class; null where there is none. */
      limit: z.object({ text: z.string(), value: z.number().nullable() }).nullable(),
      points: z.array(
        z.object({
          /** Local time of the end of the hour, or the day. */
          at: z.string(),
          value: z.number().nullable(),
          state: valueState,
          /** Raw value of an invalid hour. */
          raw: z.number().nullable(),
          reason: localText.nullable(),
          reviewed: z.boolean(),
        }),
      ),
    }),
  }),
  saveSectionNote: route({
    method: 'PUT',
    path: '/api/monitoring/water/sections/:id/notes/:month',
    summary: 'Say why a section has no data in a month; an empty reason takes it back',
    tag: 'water',
    params: siteId.extend({ month }),
    body: z.object({ reason: z.string().max(100) }),
    response: z.object({}),
  }),
  saveWaterSettings: route({
    method: 'PUT',
    path: '/api/monitoring/water/settings',
    summary: 'Set the required share, what counts as near, and the thresholds of notices',
    tag: 'water',
    body: settings,
    response: settings,
  }),
  waterWarnings: route({
    method: 'GET',
    path: '/api/monitoring/water/warnings',
    summary: 'Sections for which a warning notice is due',
    tag: 'water',
    query: z.object({ month }),
    response: z.object({
      items: z.array(
        z.object({
          section: sectionHead,
          level,
          items: z.array(
            z.object({
              key: z.string(),
              name: z.string(),
              level,
              reasons: z.array(z.string()),
              value: z.string().nullable(),
              limit: z.string(),
              multipleToTarget: z.string().nullable(),
              running: z.number(),
              cumulative: z.string().nullable(),
              needed: z.string().nullable(),
              remaining: z.number(),
              outlook: z.string(),
            }),
          ),
        }),
      ),
      rules: z.string(),
      settings,
      replyBy: day,
    }),
  }),
  issueWaterWarning: route({
    method: 'POST',
    path: '/api/monitoring/water/sections/:id/warnings',
    summary: 'Issue a warning notice about a section',
    tag: 'water',
    params: siteId,
    body: z.object({ month, level, replyBy: day, requirement: z.string().trim().min(1).max(1000) }),
    response: issued,
  }),
  waterReport: route({
    method: 'GET',
    path: '/api/monitoring/water/report',
    summary: 'The figures of the monthly report, each with what it is made of',
    tag: 'water',
    query: z.object({ month }),
    response: z.object({ title: z.string(), templateVersion: z.number(), figures: z.array(reportFigure) }),
  }),
  issueWaterReport: route({
    method: 'POST',
    path: '/api/monitoring/water/report',
    summary: 'Issue the monthly report as Word',
    tag: 'water',
    body: z.object({ month }),
    response: issued,
  }),

  reportTemplates: route({
    method: 'GET',
    path: '/api/reports/templates',
    summary: 'Templates of reports with their placeholders and versions',
    tag: 'reports',
    response: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          name: localText,
          placeholders: z.array(z.object({ tag: z.string(), meaning: z.string() })),
          required: z.array(z.string()),
          version: z.number(),
          versions: z.array(
            z.object({
              version: z.number(),
              fileName: z.string(),
              size: z.number(),
              note: z.string(),
              uploadedBy: z.string(),
              uploadedAt: z.string(),
            }),
          ),
        }),
      ),
    }),
  }),
  reportTemplateFile: route({
    method: 'GET',
    path: '/api/reports/templates/:kind/file',
    summary: 'A template as Word; version 0 is the built-in one',
    tag: 'reports',
    params: z.object({ kind: z.string() }),
    query: z.object({ version: z.coerce.number().int().min(0).optional() }),
    download: true,
    response: z.any(),
  }),
  uploadReportTemplate: route({
    method: 'POST',
    path: '/api/reports/templates/:kind',
    summary: 'Upload an edited template; it is checked before it is accepted',
    tag: 'reports',
    params: z.object({ kind: z.string() }),
    query: z.object({ note: z.string().max(200).optional() }),
    upload: { maxFiles: 1 },
    response: z.object({ version: z.number() }),
  }),
  issuedReports: route({
    method: 'GET',
    path: '/api/reports/issued',
    summary: 'Reports that were issued',
    tag: 'reports',
    query: z.object({ kind: z.string().max(40).optional(), period: z.string().max(10).optional() }),
    response: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          kind: z.string(),
          period: z.string(),
          subject: z.string(),
          title: z.string(),
          fileName: z.string(),
          size: z.number(),
          templateVersion: z.number(),
          issuedBy: z.string(),
          issuedAt: z.string(),
        }),
      ),
    }),
  }),
  issuedReport: route({
    method: 'GET',
    path: '/api/reports/issued/:id',
    summary: 'The figures of an issued report as they were printed',
    tag: 'reports',
    params: z.object({ id: z.string() }),
    response: z.object({
      title: z.string(),
      period: z.string(),
      templateVersion: z.number(),
      issuedAt: z.string(),
      figures: z.array(reportFigure),
    }),
  }),
  issuedReportFile: route({
    method: 'GET',
    path: '/api/reports/issued/:id/file',
    summary: 'An issued report as Word',
    tag: 'reports',
    params: z.object({ id: z.string() }),
    download: true,
    response: z.any(),
  }),
} as const;
