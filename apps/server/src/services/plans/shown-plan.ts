import type { PlanReading } from '@huanzhi/plan-reader';
import { isId } from '../../store/ids.ts';
import { listItems, type PlanItem, undoableChanges } from '../../store/plans/plan-items.queries.ts';
import { listPlanVersions, type PlanVersionRow } from '../../store/plans/plan-versions.queries.ts';
import { findPlan, findVersion } from '../../store/plans/plans.queries.ts';
import type { Row } from '../../store/schema.ts';
import type { Env } from '../env.ts';
import { AppError } from '../errors.ts';
import { isCollective, loadOrgIndex, type OrgIndex } from '../org-index.ts';
import { userNames } from '../user-names.ts';
import { deadlineData, goalKinds, isReviewKind, unitData } from './item-data.ts';

/** Statuses of items that a person has split or merged away. */
const replaced = new Set(['split', 'merged']);

/** A version as lists show it. Every version of a plan is one row; its id is the plan's id in addresses. */
export function shownVersion(version: PlanVersionRow) {
  const { items, seen, doubts, tasks, targets } = version;
  return {
    id: version.id,
    title: version.title,
    docNumber: version.docNumber,
    fileName: version.fileName,
    status: version.status,
    versionNo: version.number,
    supersedes: version.supersedes,
    error: version.error,
    counts: { items, seen, doubts, tasks, targets },
    lights: version.lights,
    uploadedBy: version.uploadedBy,
    uploadedAt: version.uploadedAt,
    publishedAt: version.publishedAt,
  };
}

/** All plans, each version a row, the newest first. */
export async function listPlans(env: Env) {
  return (await listPlanVersions(env.store.db, goalKinds)).map(shownVersion);
}

/** One row. @throws AppError `not-found` */
export async function planRow(env: Env, versionId: string) {
  const [row] = await listPlanVersions(env.store.db, goalKinds, [versionId]);
  if (row === undefined) throw new AppError('not-found');
  return shownVersion(row);
}

/**
 * The version that an address names: itself, or the current one of a plan (records name the plan).
 * @throws AppError `not-found`
 */
export async function versionFor(env: Env, id: string): Promise<Row<'planVersion'>> {
  if (!isId(id)) throw new AppError('not-found');
  const { db } = env.store;
  const own = await findVersion(db, id);
  if (own !== undefined) return own;
  const current = (await findPlan(db, id))?.currentVersion;
  const version = current == null ? undefined : await findVersion(db, current);
  if (version === undefined) throw new AppError('not-found');
  return version;
}

/** The text of a version beside everything that was read from it. */
export async function planDetail(env: Env, id: string) {
  const version = await versionFor(env, id);
  const reading = version.reading as unknown as PlanReading | null;
  return {
    ...(await reviewState(env, version.id)),
    text: version.text ?? '',
    sections: (reading?.sections ?? []).map((section) => ({
      id: section.id,
      path: section.path,
      number: section.number,
      title: section.title,
      level: section.level,
      span: [section.span[0], section.span[1]] as [number, number],
      isTask: section.isTask,
    })),
  };
}

/** What changes while a person reviews: row, items, how much can be undone. */
export async function reviewState(env: Env, versionId: string) {
  const { db } = env.store;
  const [row, items, orgs, names, undoable] = await Promise.all([
    planRow(env, versionId),
    listItems(db, versionId),
    loadOrgIndex(env),
    userNames(env),
    undoableChanges(db, versionId),
  ]);
  return { ...row, items: items.filter(isShown).map((item) => shownItem(item, orgs, names)), undoable };
}

/** True for an item that stands in the review: not replaced by what it was split or merged into. */
export function isShown(item: PlanItem): boolean {
  return isReviewKind(item.kind) && !replaced.has(item.status);
}

function shownItem(item: PlanItem, orgs: OrgIndex, names: (id: string) => string) {
  const { doubts, readerId: _, ...original } = item.original ?? {};
  const units = matchedUnits(item, orgs);
  const data = item.kind === 'task' ? { ...item.current, units } : item.current;
  return {
    id: item.id,
    kind: item.kind as 'task' | 'indicator' | 'registry' | 'document',
    seq: item.seq,
    path: item.path,
    sectionPath: item.path,
    span: [item.spanStart, item.spanEnd] as [number, number],
    marks: marksOf(item),
    data,
    original: item.original === null ? null : original,
    status: item.status as 'pending' | 'accepted' | 'corrected' | 'added' | 'dropped',
    seen: item.seenAt !== null,
    seenBy: item.seenBy === null ? null : names(item.seenBy),
    doubts: Array.isArray(doubts) ? (doubts as { field: string; code: string }[]) : [],
    unmatched: [
      ...new Set(
        units.filter((unit) => unit.orgId === null && !isCollective(unit.name)).map((unit) => unit.name),
      ),
    ],
  };
}

/** The units of a task, each with the organisation that a person chose or the alias rule finds. */
export function matchedUnits(item: Pick<PlanItem, 'current'>, orgs: OrgIndex) {
  const units = unitData.array().safeParse(item.current.units ?? []);
  return (units.data ?? []).map((unit) => ({
    ...unit,
    orgId: unit.orgId ?? orgs.byName(unit.name)?.id ?? null,
  }));
}

/** Places of units and deadlines, to be marked in the text. */
function marksOf(item: PlanItem): { field: string; span: [number, number] }[] {
  const units = unitData.array().safeParse(item.current.units ?? []).data ?? [];
  const deadlines = deadlineData.array().safeParse(item.current.deadlines ?? []).data ?? [];
  return [
    ...units.flatMap(({ role, span }) => (span === undefined ? [] : [{ field: role, span }])),
    ...deadlines.flatMap(({ span }) => (span === undefined ? [] : [{ field: 'deadline', span }])),
  ];
}
