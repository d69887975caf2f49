import { type SqlBool, sql } from 'kysely';
import { inTransaction, json, jsonOrNull } from '../database.ts';
import { StoreError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Db, PlanItemKind, PlanItemState, PlanItemStatus, Row } from '../schema.ts';
import { lockVersion } from './plans.queries.ts';

export type PlanItem = Row<'planItem'>;

/** An item as the reader found it, or as a person adds it (`original` null). */
export interface NewPlanItem {
  kind: PlanItemKind;
  seq: number;
  path: string;
  spanStart: number;
  spanEnd: number;
  original: Record<string, unknown> | null;
  current: Record<string, unknown>;
}

/** Stores the items of a freshly read version; those of an earlier attempt are replaced. */
export function setItems(db: Db, versionId: string, items: NewPlanItem[]): Promise<void> {
  return inTransaction(db, async (trx) => {
    await trx.deleteFrom('planItemChange').where('versionId', '=', versionId).execute();
    await trx.deleteFrom('planItem').where('versionId', '=', versionId).execute();
    for (let start = 0; start < items.length; start += 500) {
      await trx
        .insertInto('planItem')
        .values(
          items.slice(start, start + 500).map((item) => ({
            ...item,
            id: newId(),
            versionId,
            original: jsonOrNull(item.original),
            current: json(item.current),
            status: 'pending' as const,
          })),
        )
        .execute();
    }
  });
}

/** The items of a version in reading order. */
export function listItems(db: Db, versionId: string): Promise<PlanItem[]> {
  return db
    .selectFrom('planItem')
    .selectAll()
    .where('versionId', '=', versionId)
    .orderBy('seq')
    .orderBy('id')
    .execute();
}

/** One item, or undefined. */
export function findItem(db: Db, id: string): Promise<PlanItem | undefined> {
  return db.selectFrom('planItem').selectAll().where('id', '=', id).executeTakeFirst();
}

/** What an action does to one item: `id` of an existing one, or a new item. Members left out stay. */
export type ItemChange =
  | {
      id: string;
      set: Partial<Omit<NewPlanItem, 'kind' | 'original'>> & {
        status?: PlanItemStatus;
        parentId?: string | null;
      };
    }
  | { add: NewPlanItem; status: PlanItemStatus; parentId?: string | null };

/**
 * Does one reviewer action on one or several items of a version (correct, split, merge, drop …), marks them as
 * seen by the actor and writes the undo log. Gives the items as they are now, in the order of `changes`.
 * @throws StoreError `version` when `expectedVersion` is not the current `reviewVersion`; `not-found`;
 *   `invalid` when the version is not under review
 */
export function changeItems(
  db: Db,
  request: {
    versionId: string;
    actor: string;
    action: string;
    changes: ItemChange[];
    expectedVersion?: number;
  },
): Promise<PlanItem[]> {
  return inTransaction(db, async (trx) => {
    await openReview(trx, request.versionId, request.expectedVersion);
    const items: PlanItem[] = [];
    const log: { id: string; before: PlanItemState; after: PlanItemState }[] = [];
    for (const change of request.changes) {
      const before = 'id' in change ? await itemOf(trx, request.versionId, change.id) : null;
      const seen = { seenBy: request.actor, seenAt: new Date().toISOString() };
      const after =
        'id' in change
          ? await writeItem(trx, change.id, { ...change.set, ...seen })
          : await trx
              .insertInto('planItem')
              .values({
                ...change.add,
                ...seen,
                id: newId(),
                versionId: request.versionId,
                original: jsonOrNull(change.add.original),
                current: json(change.add.current),
                status: change.status,
                parentId: change.parentId ?? null,
              })
              .returningAll()
              .executeTakeFirstOrThrow();
      items.push(after);
      log.push({ id: after.id, before: stateOf(before), after: stateOf(after) });
    }
    const last = await lastChange(trx, request.versionId);
    await trx
      .insertInto('planItemChange')
      .values({
        versionId: request.versionId,
        seq: (last?.seq ?? 0) + 1,
        actor: request.actor,
        action: request.action,
        items: json(log),
      })
      .execute();
    await raiseReview(trx, request.versionId);
    return items;
  });
}

/** Marks items as seen without changing them; not an action that can be undone. */
export async function markSeen(db: Db, versionId: string, ids: string[], actor: string): Promise<void> {
  await db
    .updateTable('planItem')
    .set({ seenBy: actor, seenAt: new Date().toISOString() })
    .where('versionId', '=', versionId)
    .where(sql<SqlBool>`id = any(${ids}::uuid[])`)
    .where('seenAt', 'is', null)
    .execute();
}

/** Takes back the last action that is not undone yet; gives its name, or null when there is none. */
export function undoLastChange(db: Db, versionId: string): Promise<string | null> {
  return inTransaction(db, async (trx) => {
    await openReview(trx, versionId, undefined);
    const last = await lastChange(trx, versionId, false);
    if (last === undefined) return null;
    for (const { id, before } of [...last.items].reverse()) {
      if (before === null) await trx.deleteFrom('planItem').where('id', '=', id).execute();
      else await writeItem(trx, id, before);
    }
    await trx
      .updateTable('planItemChange')
      .set({ undone: true })
      .where('versionId', '=', versionId)
      .where('seq', '=', last.seq)
      .execute();
    await raiseReview(trx, versionId);
    return last.action;
  });
}

/** How many actions can be undone. */
export async function undoableChanges(db: Db, versionId: string): Promise<number> {
  const row = await db
    .selectFrom('planItemChange')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('versionId', '=', versionId)
    .where('undone', '=', false)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Notes which record or target an item became. */
export async function markPublishedAs(db: Db, itemId: string, publishedAs: string): Promise<void> {
  await db.updateTable('planItem').set({ publishedAs }).where('id', '=', itemId).execute();
}

async function openReview(db: Db, versionId: string, expected: number | undefined): Promise<void> {
  const version = await lockVersion(db, versionId);
  if (version.status !== 'review')
    throw new StoreError('invalid', 'This version of the plan is not under review.');
  if (expected !== undefined && expected !== version.reviewVersion) {
    throw new StoreError('version', 'The review was changed meanwhile.', {
      expected,
      current: version.reviewVersion,
    });
  }
}

async function raiseReview(db: Db, versionId: string): Promise<void> {
  await db
    .updateTable('planVersion')
    .set({ reviewVersion: sql<number>`review_version + 1` })
    .where('id', '=', versionId)
    .execute();
}

function lastChange(db: Db, versionId: string, undone?: boolean) {
  let query = db.selectFrom('planItemChange').selectAll().where('versionId', '=', versionId);
  if (undone !== undefined) query = query.where('undone', '=', undone);
  return query.orderBy('seq', 'desc').limit(1).executeTakeFirst();
}

async function itemOf(db: Db, versionId: string, id: string): Promise<PlanItem> {
  const item = await findItem(db, id);
  if (item?.versionId !== versionId)
    throw new StoreError('not-found', 'There is no such item in this version.');
  return item;
}

function writeItem(db: Db, id: string, set: Partial<NonNullable<PlanItemState>>): Promise<PlanItem> {
  const { id: _, current, ...columns } = set;
  return db
    .updateTable('planItem')
    .set({ ...columns, ...(current === undefined ? {} : { current: json(current) }) })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

function stateOf(item: PlanItem | null): PlanItemState {
  if (item === null) return null;
  const { versionId: _version, kind: _kind, original: _original, ...state } = item;
  return state;
}
