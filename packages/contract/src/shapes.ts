import { z } from 'zod';

/** Shapes that several routes share. Dates are `YYYY-MM-DD`, instants ISO 8601 with offset. */

export const localText = z.object({ zh: z.string(), en: z.string() });

export const problem = z.object({ path: z.string(), code: z.string(), message: localText });

/** Every error answer. `code` is stable; `problems` name fields or rows; `requestId` finds the log line. */
export const errorAnswer = z.object({
  code: z.string(),
  message: localText,
  problems: z.array(problem).default([]),
  requestId: z.string(),
});

export const light = z.enum(['grey', 'green', 'yellow', 'red', 'blue']);

export const orgKind = z.enum(['district', 'bureau', 'department', 'town', 'enterprise', 'external']);

export const org = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  name: z.string(),
  shortName: z.string(),
  aliases: z.array(z.string()),
  kind: orgKind,
  areaCode: z.string(),
  active: z.boolean(),
});

export const roleGrant = z.object({ code: z.string(), areaCode: z.string().nullable() });

export const user = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  orgId: z.string(),
  orgName: z.string(),
  roles: z.array(roleGrant),
  active: z.boolean(),
  mustChangePassword: z.boolean(),
});

export const me = user.extend({
  /** What the pages may offer, e.g. `plan.review`, `user.manage`, `audit.read`. The server checks again. */
  can: z.array(z.string()),
  sample: z.boolean(),
  district: z.object({ code: z.string(), name: z.string() }),
});

export const page = z.object({
  /** Opaque; null at the end. */
  next: z.string().nullable(),
  /** Number of matches, exact up to 10,000, else null. */
  total: z.number().nullable(),
});

export const clock = z.object({
  key: z.string(),
  status: z.enum(['running', 'paused', 'stopped', 'cancelled']),
  startedAt: z.string(),
  due: z.string(),
  originalDue: z.string(),
  provisional: z.boolean(),
  closedLate: z.boolean().optional(),
  moves: z
    .array(
      z.object({
        at: z.string(),
        from: z.string(),
        to: z.string(),
        by: z.string(),
        opinion: z.string().optional(),
      }),
    )
    .optional(),
});

export const lightReason = z.object({
  light,
  reason: localText,
  formula: localText,
  values: z.record(z.string(), z.union([z.number(), z.string()])),
});

export const recordRow = z.object({
  id: z.string(),
  registry: z.string(),
  code: z.string().nullable(),
  title: z.string(),
  summary: z.string(),
  areaCode: z.string(),
  ownerOrg: z.string().nullable(),
  ownerName: z.string().nullable(),
  coOrgs: z.array(z.string()),
  state: z.string(),
  stateSince: z.string(),
  light,
  due: z.string().nullable(),
  myTurn: z.boolean(),
  version: z.number(),
  updatedAt: z.string(),
  data: z.record(z.string(), z.unknown()),
});

export const evidence = z.object({
  id: z.string(),
  fileName: z.string(),
  mime: z.string(),
  size: z.number(),
  sha256: z.string(),
  uploadedBy: z.string(),
  uploadedAt: z.string(),
});

export const allowedTransition = z.object({ name: z.string(), problems: z.array(problem) });

export const recordDetail = recordRow.extend({
  definitionVersion: z.number(),
  clocks: z.array(clock),
  lightReason,
  sensitivity: z.string(),
  source: z
    .object({
      system: z.string(),
      externalNo: z.string().optional(),
      plan: z.string().optional(),
      planVersion: z.string().optional(),
      item: z.string().optional(),
      offset: z.number().optional(),
    })
    .nullable(),
  masked: z.array(z.string()),
  allowed: z.array(allowedTransition),
  canEdit: z.boolean(),
  createdBy: z.string(),
  createdAt: z.string(),
  updatedBy: z.string(),
  evidence: z.array(evidence),
  links: z.array(
    z.object({
      kind: z.string(),
      recordId: z.string(),
      registry: z.string(),
      code: z.string().nullable(),
      title: z.string(),
    }),
  ),
});

export const recordEvent = z.object({
  seq: z.number(),
  transition: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  actorName: z.string(),
  actingFor: z.string().nullable(),
  at: z.string(),
  opinion: z.string(),
  diff: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })),
  evidence: z.array(z.string()),
  hash: z.string(),
});

/** 计划 */
export const planStatus = z.enum(['reading', 'failed', 'review', 'published', 'superseded']);

export const planRow = z.object({
  id: z.string(),
  title: z.string(),
  docNumber: z.string().nullable(),
  fileName: z.string(),
  status: planStatus,
  versionNo: z.number(),
  supersedes: z.string().nullable(),
  error: z.object({ code: z.string(), message: localText }).nullable(),
  counts: z.object({
    items: z.number(),
    seen: z.number(),
    doubts: z.number(),
    tasks: z.number(),
    targets: z.number(),
  }),
  lights: z.record(z.string(), z.number()),
  uploadedBy: z.string(),
  uploadedAt: z.string(),
  publishedAt: z.string().nullable(),
});

export const planItemKind = z.enum(['task', 'indicator', 'registry', 'document']);
export const planItemStatus = z.enum(['pending', 'accepted', 'corrected', 'added', 'dropped']);

/**
 * One thing that was read. `data` by kind:
 * task — {title, content, leads[], supports[], responsible[], units[{role,name,orgId|null}], deadlines[Deadline]};
 * indicator — {name, subject, comparator, value, value2?, unit, deadline, stretch, kind, raw?, source};
 * registry — {name, kind, core}; document — {title, docNumber, issuers[], issueDate, period, docType, status}.
 */
export const planItem = z.object({
  id: z.string(),
  kind: planItemKind,
  seq: z.number(),
  path: z.string(),
  sectionPath: z.string(),
  span: z.tuple([z.number(), z.number()]),
  /** Further places of the same item: units, deadlines. */
  marks: z.array(z.object({ field: z.string(), span: z.tuple([z.number(), z.number()]) })),
  data: z.record(z.string(), z.unknown()),
  original: z.record(z.string(), z.unknown()).nullable(),
  status: planItemStatus,
  seen: z.boolean(),
  seenBy: z.string().nullable(),
  doubts: z.array(z.object({ field: z.string(), code: z.string() })),
  /** Unit names that match no organisation. */
  unmatched: z.array(z.string()),
});

export const planSection = z.object({
  id: z.string(),
  path: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  level: z.number(),
  span: z.tuple([z.number(), z.number()]),
  isTask: z.boolean(),
});

export const planDetail = planRow.extend({
  text: z.string(),
  sections: z.array(planSection),
  items: z.array(planItem),
  /** How often `undo` can be used now. */
  undoable: z.number(),
});

/** 目标 */
export const targetRow = z.object({
  id: z.string(),
  planId: z.string(),
  planTitle: z.string(),
  name: z.string(),
  subject: z.string(),
  comparator: z.string(),
  value: z.union([z.number(), z.string()]).nullable(),
  value2: z.number().nullable(),
  unit: z.string().nullable(),
  deadline: z.string().nullable(),
  stretch: z.boolean(),
  raw: z.string().nullable(),
  source: z.string(),
  offset: z.number(),
  ownerOrg: z.string().nullable(),
  ownerName: z.string().nullable(),
  /** `none`: no value yet, so no status either. */
  status: z.enum(['none', 'met', 'on-course', 'at-risk', 'missed']),
  reason: localText,
  current: z.object({ value: z.number(), asOf: z.string(), source: z.string() }).nullable(),
  series: z.array(z.object({ asOf: z.string(), value: z.number() })),
  /** The indicator that gives value, status and reason; null: values are entered by hand. */
  bound: z
    .object({
      indicator: z.string(),
      name: localText,
      /** Bound by the name of the goal when the plan was published. */
      auto: z.boolean(),
      /** The year that is looked at. */
      year: z.number(),
      headline: localText,
      /** Headroom or gap in a few words. */
      short: localText.nullable(),
      /** Value at the end of the year by the projection, and its ends. */
      projected: z.object({ value: z.string(), low: z.string(), high: z.string() }).nullable(),
      /** The status can still change. */
      open: z.boolean(),
    })
    .nullable(),
});

/** Import: upload → mapping → verdict per row → commit → withdraw. */
export const importVerdict = z.object({
  row: z.number(),
  verdict: z.enum(['new', 'change', 'same', 'reject', 'conflict']),
  recordId: z.string().nullable(),
  title: z.string(),
  problems: z.array(problem),
  changes: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })),
  cells: z.record(z.string(), z.string()),
});

export const importBatch = z.object({
  id: z.string(),
  registry: z.string(),
  fileName: z.string(),
  status: z.enum(['mapping', 'checked', 'committed', 'withdrawn']),
  columns: z.array(z.string()),
  mapping: z.record(z.string(), z.string().nullable()),
  counts: z.object({
    new: z.number(),
    change: z.number(),
    same: z.number(),
    reject: z.number(),
    conflict: z.number(),
  }),
  rows: z.array(importVerdict),
  createdAt: z.string(),
  createdBy: z.string(),
});
