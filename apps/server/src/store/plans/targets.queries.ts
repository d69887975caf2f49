import { type SqlBool, sql } from 'kysely';
import { newId } from '../ids.ts';
import type { Db, NewRow, Row, TargetStatus } from '../schema.ts';

export type TargetValue = Row<'targetValue'>;

/** A target with the plan's title, its owner's name and its values, the oldest first. */
export interface Target extends Row<'target'> {
  planTitle: string;
  ownerName: string | null;
  values: TargetValue[];
}

/** Adds the targets of a published version. */
export async function addTargets(
  db: Db,
  targets: (Omit<NewRow<'target'>, 'id'> & { id?: string })[],
): Promise<void> {
  if (targets.length === 0) return;
  await db
    .insertInto('target')
    .values(targets.map((target) => ({ ...target, id: target.id ?? newId() })))
    .execute();
}

/** Takes the targets of a version that was superseded out of the lists; they stay readable by id. */
export async function retireTargets(db: Db, versionId: string): Promise<void> {
  await db.updateTable('target').set({ active: false }).where('versionId', '=', versionId).execute();
}

/** Active targets in the order of their plan; `ownerOrgs` and `planId` restrict. */
export async function listTargets(
  db: Db,
  filter: { planId?: string; ownerOrgs?: string[] } = {},
): Promise<Target[]> {
  let query = targetsWithNames(db).where('target.active', '=', true);
  if (filter.planId !== undefined) query = query.where('target.planId', '=', filter.planId);
  if (filter.ownerOrgs !== undefined) {
    query = query.where(sql<SqlBool>`target.owner_org = any(${filter.ownerOrgs}::uuid[])`);
  }
  return withValues(
    db,
    await query.orderBy('target.planId').orderBy('target.position').orderBy('target.id').execute(),
  );
}

/** One target, or undefined. */
export async function findTarget(db: Db, id: string): Promise<Target | undefined> {
  const row = await targetsWithNames(db).where('target.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : (await withValues(db, [row]))[0];
}

/** Sets owner or status of a target. */
export async function changeTarget(
  db: Db,
  id: string,
  change: { ownerOrg?: string | null; status?: TargetStatus; indicator?: string | null },
): Promise<void> {
  await db.updateTable('target').set(change).where('id', '=', id).execute();
}

/** Notes a value; earlier values of the same day stay as a trace, the last one counts. */
export function addTargetValue(
  db: Db,
  value: { targetId: string; asOf: string; value: string; source: string; recordedBy: string },
): Promise<TargetValue> {
  return db
    .insertInto('targetValue')
    .values({ ...value, id: newId() })
    .returningAll()
    .executeTakeFirstOrThrow();
}

function targetsWithNames(db: Db) {
  return db
    .selectFrom('target')
    .innerJoin('plan', 'plan.id', 'target.planId')
    .leftJoin('org', 'org.id', 'target.ownerOrg')
    .selectAll('target')
    .select(['plan.title as planTitle', 'org.name as ownerName']);
}

async function withValues(db: Db, rows: Omit<Target, 'values'>[]): Promise<Target[]> {
  const values = await db
    .selectFrom('targetValue')
    .selectAll()
    .where(sql<SqlBool>`target_id = any(${rows.map((row) => row.id)}::uuid[])`)
    .orderBy('asOf')
    .orderBy('id')
    .execute();
  const latest = new Map(values.map((value) => [`${value.targetId} ${value.asOf}`, value]));
  const kept = [...latest.values()];
  return rows.map((row) => ({ ...row, values: kept.filter((value) => value.targetId === row.id) }));
}
