import { z } from 'zod';
import { route } from '../route.ts';
import { problem } from '../shapes.ts';
import { measurementImport } from './measurements.ts';

const day = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const code = z.string().regex(/^[\w.]{1,40}$/);

/** An hour as it stands in the store; null: nothing does. */
const standing = z
  .object({ value: z.number().nullable(), mark: z.string(), source: z.string(), verdict: z.string() })
  .nullable();

/** What a person typed: only cells with something in them. */
const typed = z.object({
  site: z.number().int().positive().max(2_147_483_647),
  rows: z
    .array(
      z.object({
        day,
        /** By its end; null at a site with one value a day or samples. */
        hour: z.number().int().min(1).max(24).nullable(),
        /** Factor → text, as in a cell of a file: a number, `<0.05`, `--` invalid, `*` not monitored. */
        cells: z.record(code, z.string().max(60)),
      }),
    )
    .min(1)
    .max(400),
});

/** What becomes of typed rows: of the preview what would, of the commit what did. */
const judged = z.object({
  counts: measurementImport.shape.counts,
  rows: z.array(
    z.object({
      day: z.string(),
      hour: z.number().nullable(),
      verdict: z.enum(['new', 'change', 'same', 'conflict', 'reject', 'nothing']),
      /** Faults of the row; those of a cell stand with the cell. */
      problems: z.array(problem),
      cells: z.array(
        z.object({
          factor: z.string(),
          /** `held`: nothing is wrong with it, but another cell of the row is rejected. */
          verdict: z.enum(['new', 'change', 'same', 'conflict', 'reject', 'held', 'nothing']),
          stands: z.object({ value: z.number().nullable(), mark: z.string(), source: z.string() }).nullable(),
          problem: problem.nullable(),
        }),
      ),
    }),
  ),
});

/** Typing measurements in: 手工录入. */
export const entryRoutes = {
  entrySheet: route({
    method: 'GET',
    path: '/api/monitoring/entry',
    summary:
      'The sheet of a site: hours of a day, or days of a month where a day has one value, with what stands',
    tag: 'monitoring',
    query: z.object({ site: z.coerce.number().int().positive().max(2_147_483_647), day }),
    response: z.object({
      site: z.object({ id: z.number(), code: z.string(), name: z.string(), kind: z.string() }),
      /** What a row is. */
      rowIs: z.enum(['hour', 'day']),
      from: z.string(),
      to: z.string(),
      factors: z.array(z.object({ factor: z.string(), name: z.string(), unit: z.string() })),
      rows: z.array(
        z.object({
          day: z.string(),
          hour: z.number().nullable(),
          /** It is over, or for a day, has begun. */
          open: z.boolean(),
          locked: z.boolean(),
          /** In the order of the factors. */
          stands: z.array(standing),
        }),
      ),
      locked: z.array(z.object({ day: z.string(), at: z.string(), by: z.string() })),
    }),
  }),
  previewEntry: route({
    method: 'POST',
    path: '/api/monitoring/entry/preview',
    summary: 'What would become of typed values; nothing is written',
    tag: 'monitoring',
    body: typed,
    response: judged,
  }),
  commitEntry: route({
    method: 'POST',
    path: '/api/monitoring/entry',
    summary: 'Take typed values over, and keep what was typed, by whom and when',
    tag: 'monitoring',
    body: typed,
    /** `importId`: where what was typed is kept and can be taken back; null when nothing was new. */
    response: judged.extend({ importId: z.string().nullable() }),
  }),
} as const;
