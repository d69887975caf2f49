import { z } from 'zod';
import { route } from '../route.ts';
import { problem } from '../shapes.ts';

const id = z.object({ id: z.string() });

/** What became of a row: `nothing` has no value to take (a station that reported nothing). */
export const measurementVerdict = z.enum(['new', 'change', 'same', 'conflict', 'reject', 'nothing']);

/** A column of the file and what it is taken for. */
export const measurementColumn = z.object({
  index: z.number(),
  title: z.string(),
  role: z.string(),
  /** HJ 212 code when the column holds values or published day figures (`day-…`) of one factor. */
  factor: z.string().nullable(),
  factorName: z.string().nullable(),
  unit: z.string().nullable(),
  /** Why it is left out, or null. */
  reason: z.string().nullable(),
});

/** Measurements on their way in. A file: upload → columns and sites → verdicts → commit with progress → withdraw. */
export const measurementImport = z.object({
  id: z.string(),
  fileName: z.string(),
  /** `f` a file, `m` typed by a person, `p` pushed by a key on one day. */
  source: z.enum(['f', 'm', 'p']),
  size: z.number(),
  status: z.enum(['checking', 'checked', 'committing', 'committed', 'withdrawing', 'withdrawn', 'failed']),
  /** Why it failed, in both languages. */
  error: problem.nullable(),
  form: z.enum(['wide', 'long']).nullable(),
  /** What an hour in the file names: its end (usual) or its start. */
  hourLabel: z.enum(['end', 'start']),
  columns: z.array(measurementColumn),
  /** Names of sites in the file and which site each is; null: unknown, its rows are rejected. */
  sites: z.array(
    z.object({
      name: z.string(),
      rows: z.number(),
      siteId: z.number().nullable(),
      siteName: z.string().nullable(),
    }),
  ),
  counts: z.object({
    rows: z.number(),
    /** Hours. */
    new: z.number(),
    change: z.number(),
    same: z.number(),
    conflict: z.number(),
    /** Published day figures (公布日值). */
    dayNew: z.number(),
    dayChange: z.number(),
    daySame: z.number(),
    dayConflict: z.number(),
    /** Rows. */
    reject: z.number(),
    nothing: z.number(),
  }),
  progress: z.object({ done: z.number(), total: z.number() }),
  /** The first rows, then rejected ones; at most 200 of each. */
  rows: z.array(
    z.object({
      row: z.number(),
      verdict: measurementVerdict,
      cells: z.array(z.string()),
      problems: z.array(problem),
    }),
  ),
  createdAt: z.string(),
  createdBy: z.string(),
});

/** Routes of measurements that come as files. */
export const measurementsRoutes = {
  measurementImports: route({
    method: 'GET',
    path: '/api/monitoring/imports',
    summary: 'Files of measurements, the newest first',
    tag: 'monitoring',
    response: z.object({
      items: z.array(measurementImport.omit({ rows: true, columns: true, sites: true })),
    }),
  }),
  uploadMeasurements: route({
    method: 'POST',
    path: '/api/monitoring/imports',
    summary: 'Upload a table of measurements (csv, csv.gz, xlsx); it is checked in the background',
    tag: 'monitoring',
    upload: { maxFiles: 1 },
    response: measurementImport,
  }),
  measurementImport: route({
    method: 'GET',
    path: '/api/monitoring/imports/:id',
    summary: 'An import with columns, sites, counts and the rows that a person should see',
    tag: 'monitoring',
    params: id,
    response: measurementImport,
  }),
  mapMeasurements: route({
    method: 'PUT',
    path: '/api/monitoring/imports/:id/mapping',
    summary: 'Say what an hour names and which site a name is, make unknown air stations, and check again',
    tag: 'monitoring',
    params: id,
    body: z.object({
      hourLabel: z.enum(['end', 'start']).optional(),
      /** Name in the file → number of a site, or `new-air`: an air station with this code and name. */
      sites: z
        .record(z.string(), z.union([z.number(), z.literal('new-air'), z.literal('new-section')]))
        .optional(),
    }),
    response: measurementImport,
  }),
  commitMeasurements: route({
    method: 'POST',
    path: '/api/monitoring/imports/:id/commit',
    summary: 'Take over the accepted rows; goes on in the background',
    tag: 'monitoring',
    params: id,
    response: measurementImport,
  }),
  withdrawMeasurements: route({
    method: 'POST',
    path: '/api/monitoring/imports/:id/withdraw',
    summary: 'Take a committed import back where its hours still stand as it wrote them',
    tag: 'monitoring',
    params: id,
    response: measurementImport,
  }),
  rejectedMeasurements: route({
    method: 'GET',
    path: '/api/monitoring/imports/:id/rejected',
    summary: 'Rejected rows with reasons, as Excel',
    tag: 'monitoring',
    params: id,
    download: true,
    response: z.any(),
  }),
} as const;
