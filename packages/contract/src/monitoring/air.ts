import { z } from 'zod';
import { route } from '../route.ts';
import { light, localText } from '../shapes.ts';
import { alertState } from './alerts.ts';
import { valueState } from './sites.ts';

/** Days are `YYYY-MM-DD` statistical days; hours 1 to 24 are named by their end. Site 0 is the district. */
/** From 2016 on, when HJ 633 and GB 3095 took effect nationwide. */
const day = z.string().regex(/^20(1[6-9]|[2-9]\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const siteNumber = z.coerce.number().int().min(0).max(2_147_483_647);
const yearNumber = z.coerce.number().int().min(2016).max(2099);
const decimalText = z.string().regex(/^\d{1,4}(\.\d{1,3})?$/);

export const airPollutant = z.enum(['SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5']);

/** An index with its level and primary pollutants; null and a reason when there is none. Never 0 for missing. */
export const airIndex = z.object({
  value: z.number().nullable(),
  level: z.number().nullable(),
  primary: z.array(airPollutant),
  /** Of a day: pollutants whose concentration is, or contains, a day figure that the network published. */
  published: z.array(airPollutant),
  state: valueState,
  /** Why there is none; null with a value. */
  reason: localText.nullable(),
});

/** One concentration as shown, rounded once by the edition. */
export const airFigure = z.object({
  pollutant: airPollutant,
  unit: z.string(),
  value: z.string().nullable(),
  state: valueState,
  /** Sub-index; null without a value. */
  iaqi: z.number().nullable(),
  /** Hours (or stations, for the district) that count, and how many there should be. */
  valid: z.number(),
  expected: z.number(),
  /** How many figures behind it a network published: a station's day 0 or 1, a district's day its stations. */
  published: z.number(),
  reason: localText.nullable(),
});

export const airSite = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  tier: z.enum(['national', 'municipal', 'district', 'town']).nullable(),
  assessed: z.boolean(),
  active: z.boolean(),
  areaCode: z.string(),
  areaName: z.string().nullable(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
});

const hourLabel = z.object({ day, hour: z.number() });

/** One hour of a series: what counts, and the raw value with its mark and verdict for the hatching. */
export const airHour = z.object({
  day,
  hour: z.number(),
  value: z.string().nullable(),
  raw: z.number().nullable(),
  state: valueState,
  reason: localText.nullable(),
});

/** A limit over a stretch of days; a change of edition starts a new stretch. */
export const airLimitStep = z.object({
  from: day,
  to: day,
  value: z.string(),
  period: z.enum(['1h', '8h', '24h', 'year']),
  edition: z.string(),
});

export const airHourSeries = z.object({
  pollutant: airPollutant,
  unit: z.string(),
  hours: z.array(airHour),
  limits: z.array(airLimitStep),
});

const health = z.object({
  level: z.number(),
  key: z.string(),
  effect: z.string(),
  advice: z.string(),
  mark: z.string(),
});

export const airNow = z.object({
  /** The hour that is shown; null when no station has ever sent one. */
  at: hourLabel.nullable(),
  /** Whole hours from the end of that hour to now. */
  ageHours: z.number(),
  edition: z.string().nullable(),
  district: z
    .object({
      index: airIndex,
      figures: z.array(airFigure),
      sites: z.object({ assessed: z.number(), reporting: z.number() }),
      health: health.nullable(),
      sensitive: z.array(z.string()),
      formula: localText,
    })
    .nullable(),
  yesterday: z
    .object({
      day,
      edition: z.string(),
      index: airIndex,
      pollutant: airPollutant,
      figure: airFigure,
      series: airHourSeries,
      validHours: z.number(),
      formula: localText,
    })
    .nullable(),
  stations: z.array(
    z.object({
      site: airSite,
      at: hourLabel.nullable(),
      ageHours: z.number().nullable(),
      index: airIndex,
      figures: z.array(airFigure),
    }),
  ),
});

const goodShare = z.object({
  good: z.number(),
  valid: z.number(),
  /** In %, one digit; null without valid days. */
  percent: z.string().nullable(),
  /** Days of the levels 1 to 6. */
  levels: z.array(z.number()),
});

export const airCalendar = z.object({
  site: airSite.nullable(),
  year: z.number(),
  /** Years that have figures, newest first. */
  years: z.array(z.number()),
  /** Last day with a figure; null without any. */
  asOf: day.nullable(),
  days: z.array(
    airIndex.extend({ day, state: z.enum(['value', 'missing', 'invalid', 'not-monitored', 'future']) }),
  ),
  months: z.array(z.object({ month: z.number(), good: z.number(), valid: z.number(), days: z.number() })),
  total: goodShare.extend({
    /** Days whose index rests on published day figures. */
    published: z.number(),
    formula: localText,
  }),
  /** The same days of the year before, up to the same date; null when it has no figures. */
  before: goodShare.extend({ year: z.number(), to: day }).nullable(),
  editions: z.array(z.object({ id: z.string(), from: day, mark: z.string() })),
});

export const airDay = z.object({
  site: airSite.nullable(),
  day,
  edition: z.string(),
  index: airIndex,
  figures: z.array(airFigure),
  series: z.array(airHourSeries),
  /** Of the district: the stations that it is made of. */
  stations: z.array(z.object({ site: airSite, index: airIndex, figures: z.array(airFigure) })),
  formula: localText,
});

const airAlert = z.object({
  id: z.string(),
  factor: z.string(),
  kind: z.string(),
  from: z.string(),
  to: z.string(),
  state: alertState,
  peak: z.string().nullable(),
  limit: z.string().nullable(),
  unit: z.string(),
  light,
});

export const airSitePage = z.object({
  site: airSite,
  from: day,
  to: day,
  /** Last statistical day with a value; null without any. */
  last: day.nullable(),
  years: z.array(z.number()),
  series: z.array(airHourSeries),
  days: z.array(z.object({ day, edition: z.string(), index: airIndex, figures: z.array(airFigure) })),
  alerts: z.array(airAlert),
});

export const airYear = z.object({
  site: airSite.nullable(),
  year: z.number(),
  method: z.object({ id: z.string(), mark: z.string() }),
  limits: z.object({ id: z.string(), mark: z.string() }),
  spansEditions: z.boolean(),
  compliant: z.boolean().nullable(),
  pollutants: z.array(
    z.object({
      pollutant: airPollutant,
      unit: z.string(),
      validDays: z.number(),
      /** Those among them whose figure is published, or rests on a published one. */
      publishedDays: z.number(),
      sufficient: z.boolean(),
      rule: z.string(),
      clause: z.string(),
      compliant: z.boolean().nullable(),
      items: z.array(
        z.object({
          statistic: z.string(),
          /** One digit more than is judged by; there also when the year is not valid. */
          exact: z.string().nullable(),
          value: z.string().nullable(),
          limit: z.string(),
          compliant: z.boolean().nullable(),
          exceedanceMultiple: z.string().nullable(),
        }),
      ),
    }),
  ),
});

export const airRankingQuery = z.object({
  by: z.enum(['site', 'town']).default('site'),
  /** `YYYY` or `YYYY-MM`. */
  period: z.string().regex(/^20(1[6-9]|[2-9]\d)(-(0[1-9]|1[0-2]))?$/),
  measure: z.enum(['pm25', 'composite', 'good']).default('composite'),
});

export const airRanking = z.object({
  period: z.string(),
  by: z.enum(['site', 'town']),
  measure: z.enum(['pm25', 'composite', 'good']),
  years: z.array(z.number()),
  method: z.string(),
  limits: z.string(),
  weights: z.object({ id: z.string(), mark: z.string() }),
  formula: localText,
  rows: z.array(
    z.object({
      place: z.string(),
      name: z.string(),
      /** Of a station; null for a town. */
      siteId: z.number().nullable(),
      /** Stations that the figures are made of. */
      siteIds: z.array(z.number()),
      rank: z.number().nullable(),
      pm25: z.string().nullable(),
      pm25Days: z.number(),
      composite: z.string().nullable(),
      good: z.number(),
      valid: z.number(),
      percent: z.string().nullable(),
      missing: z.array(airPollutant),
      /** Days of its stations whose index rests on published day figures. */
      publishedDays: z.number(),
      /** Pollutants with fewer days than the standard asks of the period. */
      short: z.array(airPollutant),
    }),
  ),
});

export const airHeadroomGoal = z.object({
  kind: z.enum(['pm25', 'good']),
  /** `target`: a goal of a published plan; `entered`: from the address of the page. */
  source: z.enum(['target', 'entered']),
  targetId: z.string().nullable(),
  name: z.string(),
  target: z.string(),
  state: z.enum(['attainable', 'unattainable', 'met', 'missed']),
  light,
  /** Highest mean of the remaining days, or polluted days still affordable; null when there is none. */
  left: z.string().nullable(),
  /** The year so far: mean, or good-day ratio in %. */
  soFar: z.string().nullable(),
  validDays: z.number(),
  remainingDays: z.number(),
  /** What the same remaining days brought in earlier years; null without such years. */
  earlier: z.object({ value: z.string(), years: z.array(z.number()) }).nullable(),
  reason: localText,
  formula: localText,
});

export const airHeadroom = z.object({
  year: z.number(),
  asOf: day.nullable(),
  goals: z.array(airHeadroomGoal),
});

export const mapBase = z.object({
  base: z
    .object({
      /** GeoJSON FeatureCollection in longitude and latitude. */
      geojson: z.record(z.string(), z.unknown()),
      origin: z.string(),
      date: z.string(),
      crs: z.string(),
      updatedAt: z.string(),
      features: z.number(),
    })
    .nullable(),
});

const yearOf = z.object({ site: siteNumber.default(0), year: yearNumber.optional() });
const spanOf = z.object({ from: day.optional(), to: day.optional() });
const siteParam = z.object({ site: z.coerce.number().int().min(1).max(2_147_483_647) });

/** Routes of air. */
export const airRoutes = {
  airNow: route({
    method: 'GET',
    path: '/api/air/now',
    summary: 'Air of the district and its stations now, and yesterday',
    tag: 'air',
    response: airNow,
  }),
  airCalendar: route({
    method: 'GET',
    path: '/api/air/calendar',
    summary: 'Daily indices of a year, of the district or a station',
    tag: 'air',
    query: yearOf,
    response: airCalendar,
  }),
  airDay: route({
    method: 'GET',
    path: '/api/air/days/:day',
    summary: 'What a daily index is made of',
    tag: 'air',
    params: z.object({ day }),
    query: z.object({ site: siteNumber.default(0) }),
    response: airDay,
  }),
  airSite: route({
    method: 'GET',
    path: '/api/air/sites/:site',
    summary: 'A station: hours and days of a span',
    tag: 'air',
    params: siteParam,
    query: spanOf,
    response: airSitePage,
  }),
  airYear: route({
    method: 'GET',
    path: '/api/air/year',
    summary: 'The year of the district or a station against the standard',
    tag: 'air',
    query: yearOf,
    response: airYear,
  }),
  airRanking: route({
    method: 'GET',
    path: '/api/air/ranking',
    summary: 'Stations or towns in order',
    tag: 'air',
    query: airRankingQuery,
    response: airRanking,
  }),
  airHeadroom: route({
    method: 'GET',
    path: '/api/air/headroom',
    summary: 'What the goals leave for the rest of the year',
    tag: 'air',
    query: z.object({
      year: yearNumber.optional(),
      pm25: decimalText.optional(),
      good: decimalText.optional(),
      /** Looks at the year as it stood on this day. */
      to: day.optional(),
    }),
    response: airHeadroom,
  }),
  exportAirCalendar: route({
    method: 'GET',
    path: '/api/air/calendar/export',
    summary: 'The calendar of days, as Excel',
    tag: 'air',
    query: yearOf,
    download: true,
    response: z.any(),
  }),
  exportAirRanking: route({
    method: 'GET',
    path: '/api/air/ranking/export',
    summary: 'The ranking as seen, as Excel',
    tag: 'air',
    query: airRankingQuery,
    download: true,
    response: z.any(),
  }),
  exportAirHours: route({
    method: 'GET',
    path: '/api/air/sites/:site/export',
    summary: 'Hours and days of a station as seen, as Excel',
    tag: 'air',
    params: siteParam,
    query: spanOf,
    download: true,
    response: z.any(),
  }),
  issueAirNote: route({
    method: 'POST',
    path: '/api/air/note',
    summary: 'Write the daily air note as Word from its template and keep it',
    tag: 'air',
    body: z.object({ day }),
    response: z.object({ id: z.string(), title: z.string(), templateVersion: z.number() }),
  }),
  mapBase: route({
    method: 'GET',
    path: '/api/map/base',
    summary: "The district's own base map",
    tag: 'map',
    response: mapBase,
  }),
  saveMapBase: route({
    method: 'POST',
    path: '/api/map/base',
    summary:
      "Replace the district's base map by a GeoJSON file; with `preview` it is only checked and given back",
    tag: 'map',
    query: z.object({
      origin: z.string().trim().min(1).max(200),
      date: day,
      crs: z.enum(['CGCS2000', 'WGS84']),
      preview: z.enum(['1']).optional(),
    }),
    upload: { maxFiles: 1 },
    response: mapBase,
  }),
} as const;
