import { sql } from 'kysely';
import { newId } from '../../ids.ts';
import type { Db, TargetStatus } from '../../schema.ts';

/** That a target was bound to an indicator, or that a binding ended (`indicator` null). */
export interface TargetBinding {
  id: string;
  targetId: string;
  indicator: string | null;
  /** `auto`: by the name of the goal, when the plan was published. */
  how: 'auto' | 'person';
  boundBy: string | null;
  boundAt: string;
  reason: string;
}

const bindingColumns = sql`id, target_id as "targetId", indicator, how, bound_by as "boundBy", bound_at as "boundAt",
  reason`;

/** Appends bindings. */
export async function addTargetBindings(
  db: Db,
  bindings: readonly Omit<TargetBinding, 'id'>[],
): Promise<void> {
  if (bindings.length === 0) return;
  await sql`
    insert into target_binding (id, target_id, indicator, how, bound_by, bound_at, reason)
    select * from unnest(${bindings.map(() => newId())}::uuid[], ${bindings.map((one) => one.targetId)}::uuid[],
      ${bindings.map((one) => one.indicator)}::text[], ${bindings.map((one) => one.how)}::text[],
      ${bindings.map((one) => one.boundBy)}::uuid[], ${bindings.map((one) => one.boundAt)}::timestamptz[],
      ${bindings.map((one) => one.reason)}::text[])`.execute(db);
}

/** All bindings of a target, newest first. */
export async function listTargetBindings(db: Db, targetId: string): Promise<TargetBinding[]> {
  const { rows } = await sql<TargetBinding>`
    select ${bindingColumns} from target_binding where target_id = ${targetId} order by id desc`.execute(db);
  return rows;
}

/** The newest binding of each of some targets. */
export async function latestBindings(db: Db, targetIds: readonly string[]): Promise<TargetBinding[]> {
  const { rows } = await sql<TargetBinding>`
    select distinct on (target_id) ${bindingColumns} from target_binding
    where target_id = any(${targetIds}::uuid[]) order by target_id, id desc`.execute(db);
  return rows;
}

/** How the status of a target moved. */
export interface TargetStatusChange {
  targetId: string;
  status: TargetStatus;
  value: string | null;
  zh: string;
  en: string;
  at: string;
}

/** Appends a change of status. */
export async function addTargetStatus(db: Db, change: TargetStatusChange): Promise<void> {
  await sql`
    insert into target_status (id, target_id, status, value, zh, en, at)
    values (${newId()}, ${change.targetId}, ${change.status}, ${change.value}::numeric, ${change.zh}, ${change.en},
      ${change.at}::timestamptz)`.execute(db);
}

/** How the status of a target moved, newest first. */
export async function listTargetStatuses(
  db: Db,
  targetId: string,
  limit: number,
): Promise<TargetStatusChange[]> {
  const { rows } = await sql<TargetStatusChange>`
    select target_id as "targetId", status, value, zh, en, at from target_status
    where target_id = ${targetId} order by id desc limit ${limit}`.execute(db);
  return rows;
}

/** Periods of the plans of targets, by target. */
export async function planPeriods(
  db: Db,
  targetIds: readonly string[],
): Promise<Map<string, { from: string | null; to: string | null }>> {
  const { rows } = await sql<{ id: string; from: string | null; to: string | null }>`
    select t.id, p.period_from as "from", p.period_to as "to" from target t join plan p on p.id = t.plan_id
    where t.id = any(${targetIds}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, from, to }) => [id, { from, to }]));
}
