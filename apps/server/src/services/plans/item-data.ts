import { z } from 'zod';

/** Shapes of what one plan item holds, by kind. Persons write these too, so they are checked. */

const span = z.tuple([z.number().int().min(0), z.number().int().min(0)]);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const deadlineData = z.looseObject({
  text: z.string().max(200).default(''),
  kind: z.enum(['by', 'during', 'at', 'recurring']).default('by'),
  date: day.nullable().default(null),
  start: day.nullable().default(null),
  end: day.nullable().default(null),
  recurrence: z.record(z.string(), z.unknown()).nullable().default(null),
  span: span.optional(),
});

export const unitData = z.looseObject({
  role: z.enum(['lead', 'support', 'responsible']),
  name: z.string().min(1).max(100),
  /** Chosen by a person; left out, the alias rule decides. */
  orgId: z.string().nullable().optional(),
  span: span.optional(),
});

export const taskData = z.looseObject({
  title: z.string().trim().min(1).max(200),
  content: z.string().max(20_000).default(''),
  units: z.array(unitData).max(100).default([]),
  deadlines: z.array(deadlineData).max(50).default([]),
});

export const indicatorData = z.looseObject({
  name: z.string().trim().min(1).max(200),
  subject: z.string().max(200).default(''),
  comparator: z.enum(['>=', '<=', '=', '~', '>', '<', 'between', 'qualitative']),
  value: z
    .union([z.number(), z.string().max(50)])
    .nullable()
    .default(null),
  value2: z.number().nullable().optional(),
  unit: z.string().max(50).nullable().default(null),
  deadline: z.string().max(20).nullable().default(null),
  stretch: z.boolean().default(false),
  kind: z.string().max(50).default('rate'),
  raw: z.string().max(500).optional(),
  source: z.string().max(2000).default(''),
});

export const registryData = z.looseObject({
  name: z.string().trim().min(1).max(200),
  kind: z.string().max(50).default('registry'),
  core: z.boolean().default(false),
});

export const documentData = z.looseObject({
  title: z.string().trim().min(1).max(300),
  docNumber: z.string().max(100).nullable().default(null),
  issuers: z.array(z.string().max(100)).max(30).default([]),
  issueDate: day.nullable().default(null),
  period: z
    .looseObject({ start: z.string().nullable(), end: z.string().nullable() })
    .default({ start: null, end: null }),
  docType: z.string().max(100).default(''),
  status: z.string().max(50).nullable().default(null),
});

export const itemData = {
  task: taskData,
  indicator: indicatorData,
  registry: registryData,
  document: documentData,
} as const;

/** Kinds of items that a person reviews. */
export type ReviewKind = keyof typeof itemData;
export type TaskData = z.infer<typeof taskData>;
export type IndicatorData = z.infer<typeof indicatorData>;
export type DocumentData = z.infer<typeof documentData>;
export type UnitData = z.infer<typeof unitData>;

/** True for the kinds that a person reviews. */
export function isReviewKind(kind: string): kind is ReviewKind {
  return kind in itemData;
}

/** Kinds of indicators that are goals of a plan (GOLD.md §3); the others belong to single tasks. */
export const goalKinds = [
  'rate',
  'quantity',
  'cumulative',
  'concentration',
  'per-capita',
  'class',
  'qualitative',
];
