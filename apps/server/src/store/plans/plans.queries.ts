import { type SqlBool, sql } from 'kysely';
import { inTransaction, json } from '../database.ts';
import { StoreError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Db, NewRow, PlanStatus, Row, RowChange } from '../schema.ts';

export type Plan = Row<'plan'>;
export type PlanFile = Row<'planFile'>;
/** A version without the two large columns. */
export type PlanVersion = Omit<Row<'planVersion'>, 'text' | 'reading'>;

/** A plan with its current version and file, as lists show it. */
export interface PlanOverview extends Plan {
  version: PlanVersion;
  fileName: string;
  counts: { items: number; seen: number; tasks: number; targets: number };
  /** Lights of the records that the plan's tasks became. */
  lights: Record<string, number>;
}

const versionColumns = [
  'planVersion.id',
  'planVersion.planId',
  'planVersion.number',
  'planVersion.fileId',
  'planVersion.status',
  'planVersion.error',
  'planVersion.supersedes',
  'planVersion.createdBy',
  'planVersion.createdAt',
  'planVersion.publishedBy',
  'planVersion.publishedAt',
  'planVersion.reviewVersion',
] as const;

/** Notes an uploaded file. The bytes lie in `store.files` under `sha256`. */
export function addPlanFile(db: Db, file: Omit<NewRow<'planFile'>, 'id' | 'uploadedAt'>): Promise<PlanFile> {
  return db
    .insertInto('planFile')
    .values({ ...file, id: newId() })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** A file by its id, or undefined. */
export function findPlanFile(db: Db, id: string): Promise<PlanFile | undefined> {
  return db.selectFrom('planFile').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A plan with a first version that waits to be read. */
export function addPlan(
  db: Db,
  input: { title: string; areaCode: string; fileId: string; createdBy: string },
): Promise<{ plan: Plan; version: PlanVersion }> {
  return inTransaction(db, async (trx) => {
    const plan = await trx
      .insertInto('plan')
      .values({
        id: newId(),
        title: input.title,
        areaCode: input.areaCode,
        status: 'reading',
        createdBy: input.createdBy,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const version = await addVersion(trx, {
      planId: plan.id,
      fileId: input.fileId,
      createdBy: input.createdBy,
    });
    return { plan: { ...plan, currentVersion: version.id }, version };
  });
}

/** A further version of a plan (draft → final); it supersedes the current one when it is published. */
export function addVersion(
  db: Db,
  input: { planId: string; fileId: string; createdBy: string },
): Promise<PlanVersion> {
  return inTransaction(db, async (trx) => {
    const plan = await trx
      .selectFrom('plan')
      .selectAll()
      .where('id', '=', input.planId)
      .forUpdate()
      .executeTakeFirst();
    if (plan === undefined) throw new StoreError('not-found', 'There is no such plan.');
    const last = await trx
      .selectFrom('planVersion')
      .select((eb) => eb.fn.max('number').as('number'))
      .where('planId', '=', plan.id)
      .executeTakeFirstOrThrow();
    const version = await trx
      .insertInto('planVersion')
      .values({
        ...input,
        id: newId(),
        number: (last.number ?? 0) + 1,
        status: 'reading',
        error: null,
        reading: null,
        supersedes: plan.currentVersion,
      })
      .returning(versionColumns)
      .executeTakeFirstOrThrow();
    await trx
      .updateTable('plan')
      .set({ status: 'reading', currentVersion: version.id })
      .where('id', '=', plan.id)
      .execute();
    return version;
  });
}

/** Stores what the reader found (`text`, `reading`) and opens the review, or the reason why it failed. */
export async function setReading(
  db: Db,
  versionId: string,
  outcome:
    | { text: string; reading: object }
    | { error: { code: string; message: { zh: string; en: string } } },
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const status: PlanStatus = 'error' in outcome ? 'failed' : 'review';
    const columns =
      'error' in outcome
        ? { error: json(outcome.error) }
        : { error: null, text: outcome.text, reading: json(outcome.reading) };
    await trx
      .updateTable('planVersion')
      .set({ ...columns, status })
      .where('id', '=', versionId)
      .execute();
    await trx.updateTable('plan').set({ status }).where('currentVersion', '=', versionId).execute();
  });
}

/** Writes the head data of a plan (title, number, issuer, period …). */
export async function changePlan(
  db: Db,
  id: string,
  change: Omit<RowChange<'plan'>, 'status' | 'currentVersion'>,
): Promise<void> {
  await db.updateTable('plan').set(change).where('id', '=', id).execute();
}

/** Marks a version as published and the one before it as superseded. @throws StoreError `not-found` */
export function markPublished(db: Db, versionId: string, by: string, at: Date): Promise<PlanVersion> {
  return inTransaction(db, async (trx) => {
    const version = await trx
      .updateTable('planVersion')
      .set({ status: 'published', publishedBy: by, publishedAt: at.toISOString() })
      .where('id', '=', versionId)
      .returning(versionColumns)
      .executeTakeFirst();
    if (version === undefined) throw new StoreError('not-found', 'There is no such version of a plan.');
    await trx
      .updateTable('planVersion')
      .set({ status: 'superseded' })
      .where('planId', '=', version.planId)
      .where('id', '<>', versionId)
      .where('status', '=', 'published')
      .execute();
    await trx
      .updateTable('plan')
      .set({ status: 'published' })
      .where('currentVersion', '=', versionId)
      .execute();
    return version;
  });
}

/** One plan, or undefined. */
export function findPlan(db: Db, id: string): Promise<Plan | undefined> {
  return db.selectFrom('plan').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The versions of a plan, the newest first, without text. */
export function listVersions(db: Db, planId: string): Promise<PlanVersion[]> {
  return db
    .selectFrom('planVersion')
    .select(versionColumns)
    .where('planId', '=', planId)
    .orderBy('number', 'desc')
    .execute();
}

/** A version with text and reading, or undefined. */
export function findVersion(db: Db, id: string): Promise<Row<'planVersion'> | undefined> {
  return db.selectFrom('planVersion').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Locks a version for a change of its review and gives it. @throws StoreError `not-found` */
export async function lockVersion(db: Db, id: string): Promise<PlanVersion> {
  const version = await db
    .selectFrom('planVersion')
    .select(versionColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (version === undefined) throw new StoreError('not-found', 'There is no such version of a plan.');
  return version;
}

/** Versions that still wait to be read (after a restart). */
export function unreadVersions(db: Db): Promise<PlanVersion[]> {
  return db
    .selectFrom('planVersion')
    .select(versionColumns)
    .where('status', '=', 'reading')
    .orderBy('id')
    .execute();
}

/** All plans (or those of the ids), the newest first, each with its current version, counts and lights. */
export async function listPlans(db: Db, ids?: string[]): Promise<PlanOverview[]> {
  let query = db
    .selectFrom('plan')
    .innerJoin('planVersion', 'planVersion.id', 'plan.currentVersion')
    .innerJoin('planFile', 'planFile.id', 'planVersion.fileId')
    .selectAll('plan')
    .select('planFile.name as fileName')
    .orderBy('plan.id', 'desc');
  if (ids !== undefined) query = query.where(sql<SqlBool>`plan.id = any(${ids}::uuid[])`);
  const plans = await query.execute();
  const versionIds = plans.map((plan) => plan.currentVersion);
  const versions = await db
    .selectFrom('planVersion')
    .select(versionColumns)
    .where(sql<SqlBool>`id = any(${versionIds}::uuid[])`)
    .execute();
  const counts = await db
    .selectFrom('planItem')
    .where(sql<SqlBool>`version_id = any(${versionIds}::uuid[])`)
    .where('status', 'not in', ['dropped', 'split', 'merged'])
    .select((eb) => [
      'versionId',
      eb.fn.countAll<number>().as('items'),
      eb.fn.count<number>('seenAt').as('seen'),
      eb.fn.countAll<number>().filterWhere('kind', '=', 'task').as('tasks'),
      eb.fn.countAll<number>().filterWhere('kind', '=', 'indicator').as('targets'),
    ])
    .groupBy('versionId')
    .execute();
  const lights = await db
    .selectFrom('record')
    .where(sql<SqlBool>`plan_id = any(${plans.map((plan) => plan.id)}::text[])`)
    .select((eb) => ['planId', 'light', eb.fn.countAll<number>().as('count')])
    .groupBy(['planId', 'light'])
    .execute();
  return plans.flatMap((plan) => {
    const version = versions.find((row) => row.id === plan.currentVersion);
    if (version === undefined) return [];
    const { versionId: _, ...count } = counts.find((row) => row.versionId === version.id) ?? {
      versionId: version.id,
      items: 0,
      seen: 0,
      tasks: 0,
      targets: 0,
    };
    const own = lights.filter((row) => row.planId === plan.id);
    return [
      {
        ...plan,
        version,
        counts: count,
        lights: Object.fromEntries(own.map((row) => [row.light, row.count])),
      },
    ];
  });
}
