import { type SqlBool, sql } from 'kysely';
import type { Db, PlanStatus } from '../schema.ts';

/** A version of a plan as lists show it. Lights and tasks are those of the plan, once it is published. */
export interface PlanVersionRow {
  id: string;
  planId: string;
  title: string;
  docNumber: string | null;
  fileName: string;
  status: PlanStatus;
  number: number;
  supersedes: string | null;
  error: { code: string; message: { zh: string; en: string } } | null;
  uploadedBy: string;
  uploadedAt: string;
  publishedAt: string | null;
  items: number;
  seen: number;
  doubts: number;
  tasks: number;
  targets: number;
  lights: Record<string, number>;
}

/**
 * Every version of every plan (or those of the ids), the newest first.
 * @param goalKinds kinds of indicators that count as goals
 */
export async function listPlanVersions(
  db: Db,
  goalKinds: string[],
  ids?: string[],
): Promise<PlanVersionRow[]> {
  let query = db
    .selectFrom('planVersion')
    .innerJoin('plan', 'plan.id', 'planVersion.planId')
    .innerJoin('planFile', 'planFile.id', 'planVersion.fileId')
    .leftJoin('appUser', (join) => join.on(sql<SqlBool>`app_user.id::text = plan_version.created_by`))
    .select([
      'planVersion.id',
      'planVersion.planId',
      'planVersion.status',
      'planVersion.number',
      'planVersion.supersedes',
      'planVersion.error',
      'planVersion.createdAt as uploadedAt',
      'planVersion.publishedAt',
      'plan.title',
      'plan.docNumber',
      'planFile.name as fileName',
      sql<string>`coalesce(app_user.name, plan_version.created_by)`.as('uploadedBy'),
      // The title that this version gives, where it was read; the plan carries that of the newest.
      sql<string | null>`(select i.current ->> 'title' from plan_item i
        where i.version_id = plan_version.id and i.kind = 'document' limit 1)`.as('ownTitle'),
    ])
    .orderBy('planVersion.id', 'desc');
  if (ids !== undefined) query = query.where(sql<SqlBool>`plan_version.id = any(${ids}::uuid[])`);
  const versions = await query.execute();
  const counts = await countItems(
    db,
    versions.map((version) => version.id),
    goalKinds,
  );
  const lights = await countLights(db, [...new Set(versions.map((version) => version.planId))]);
  const none = { items: 0, seen: 0, doubts: 0, tasks: 0, targets: 0 };
  return versions.map(({ ownTitle, ...version }) => ({
    ...version,
    title: ownTitle ?? version.title,
    ...(counts.get(version.id) ?? none),
    lights: version.status === 'published' ? (lights.get(version.planId) ?? {}) : {},
  }));
}

type ItemCounts = Pick<PlanVersionRow, 'items' | 'seen' | 'doubts' | 'tasks' | 'targets'>;

async function countItems(
  db: Db,
  versionIds: string[],
  goalKinds: string[],
): Promise<Map<string, ItemCounts>> {
  const rows = await db
    .selectFrom('planItem')
    .where(sql<SqlBool>`version_id = any(${versionIds}::uuid[])`)
    .where('status', 'not in', ['dropped', 'split', 'merged'])
    .select((eb) => [
      'versionId',
      eb.fn.countAll<number>().as('items'),
      eb.fn.count<number>('seenAt').as('seen'),
      sql<number>`count(*) filter (where seen_at is null
        and jsonb_array_length(coalesce(original -> 'doubts', '[]'::jsonb)) > 0)`.as('doubts'),
      eb.fn.countAll<number>().filterWhere('kind', '=', 'task').as('tasks'),
      sql<number>`count(*) filter (where kind = 'indicator'
        and current ->> 'kind' = any(${goalKinds}::text[]))`.as('targets'),
    ])
    .groupBy('versionId')
    .execute();
  return new Map(rows.map(({ versionId, ...count }) => [versionId, count]));
}

async function countLights(db: Db, planIds: string[]): Promise<Map<string, Record<string, number>>> {
  const rows = await db
    .selectFrom('record')
    .where(sql<SqlBool>`plan_id = any(${planIds}::text[])`)
    .select((eb) => ['planId', 'light', eb.fn.countAll<number>().as('count')])
    .groupBy(['planId', 'light'])
    .execute();
  const lights = new Map<string, Record<string, number>>();
  for (const { planId, light, count } of rows) {
    if (planId !== null) lights.set(planId, { ...lights.get(planId), [light]: count });
  }
  return lights;
}
