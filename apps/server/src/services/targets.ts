import type { Body, Query } from '@huanzhi/contract';
import { inTransaction } from '../store/database.ts';
import { isId } from '../store/ids.ts';
import { findPlan, findVersion } from '../store/plans/plans.queries.ts';
import {
  addTargetValue,
  changeTarget,
  findTarget,
  listTargets,
  type Target,
} from '../store/plans/targets.queries.ts';
import { getSetting, setSetting } from '../store/settings.queries.ts';
import { type Env, localDay } from './env.ts';
import { AppError, problem } from './errors.ts';
import {
  type BoundTarget,
  boundTargets,
  currentOf,
  seriesOfYear,
} from './monitoring/indicators/bound-targets.ts';
import { loadOrgIndex } from './org-index.ts';
import { audit, type Origin, type Session } from './session.ts';
import { judgeTarget } from './target-status.ts';

/** Targets of all published plans, or of one, with status. */
export async function shownTargets(env: Env, query: Query<'targets'>) {
  const planId = query.plan === undefined ? undefined : await planIdOf(env, query.plan);
  const targets = await listTargets(env.store.db, planId === undefined ? {} : { planId });
  const bound = await boundTargets(env, targets);
  const rows = targets.map((target) => shownTarget(env, target, bound.get(target.id)));
  return { items: query.status === undefined ? rows : rows.filter((row) => row.status === query.status) };
}

/** One target. @throws AppError `not-found` */
export async function readTarget(env: Env, id: string) {
  const target = await targetFor(env, id);
  return shownTarget(env, target, (await boundTargets(env, [target])).get(id));
}

/**
 * Enters a value by hand; it replaces nothing, the last of a day counts. The same key again enters nothing.
 * @throws AppError `not-found`, `forbidden` for a target of another organisation, `validation-failed` for a day to come
 *   and for a target whose value an indicator gives
 */
export async function enterValue(
  env: Env,
  session: Session,
  id: string,
  body: Body<'addTargetValue'>,
  origin: Origin,
) {
  const target = await targetFor(env, id);
  const isCoordinator = session.actor.roles.some((role) => role.code === 'COORD' || role.code === 'MON');
  const owns = target.ownerOrg !== null && session.actor.orgIds.includes(target.ownerOrg);
  if (!isCoordinator && !owns) throw new AppError('forbidden');
  if (target.indicator !== null) {
    throw new AppError('validation-failed', [
      problem(
        'value',
        'bound',
        '目标已绑定指标，数值由指标计算；要手工录入须先解除绑定',
        'The target is bound to an indicator, which gives its value; unbind it to enter values by hand',
      ),
    ]);
  }
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(body.asOf) ||
    Number.isNaN(Date.parse(body.asOf)) ||
    body.asOf > localDay(env.clock())
  ) {
    throw new AppError('validation-failed', [
      problem('asOf', 'not-date', '数据日期应为不晚于今天的日期', 'Expected a day not after today'),
    ]);
  }
  const key = `target-value.${id}.${session.user.id}.${body.idempotencyKey}`;
  await inTransaction(env.store.db, async (trx) => {
    if ((await getSetting(trx, key)) !== undefined) return;
    await setSetting(trx, key, true, session.user.id);
    await addTargetValue(trx, {
      targetId: id,
      asOf: body.asOf,
      value: String(body.value),
      source: body.source,
      recordedBy: session.user.id,
    });
    const after = await findTarget(trx, id);
    if (after !== undefined) await changeTarget(trx, id, { status: shownTarget(env, after).status });
    const inside: Env = { ...env, store: { ...env.store, db: trx } };
    await audit(inside, session.user, 'target.value', id, { asOf: body.asOf, value: body.value }, origin.ip);
  });
  return readTarget(env, id);
}

/**
 * Sets who answers for a target; null: nobody yet.
 * @throws AppError `not-found`, `org-unknown`
 */
export async function assignTarget(
  env: Env,
  session: Session,
  id: string,
  ownerOrg: string | null,
  origin: Origin,
) {
  const target = await targetFor(env, id);
  const org = ownerOrg === null ? null : (await loadOrgIndex(env)).byId(ownerOrg);
  if (org === undefined || org?.active === false) throw new AppError('org-unknown');
  await inTransaction(env.store.db, async (trx) => {
    await changeTarget(trx, id, { ownerOrg });
    const inside: Env = { ...env, store: { ...env.store, db: trx } };
    await audit(
      inside,
      session.user,
      'target.assign',
      id,
      { from: target.ownerOrg, to: ownerOrg },
      origin.ip,
    );
  });
  return readTarget(env, id);
}

/** A target as it is stored. @throws AppError `not-found` */
export async function targetFor(env: Env, id: string): Promise<Target> {
  const target = isId(id) ? await findTarget(env.store.db, id) : undefined;
  if (target === undefined) throw new AppError('not-found');
  return target;
}

async function planIdOf(env: Env, id: string): Promise<string> {
  if (!isId(id)) throw new AppError('not-found');
  const { db } = env.store;
  const planId = (await findPlan(db, id))?.id ?? (await findVersion(db, id))?.planId;
  if (planId === undefined) throw new AppError('not-found');
  return planId;
}

/** A target as the interface shows it; while it is bound its indicator gives value, status and reason. */
export function shownTarget(env: Env, target: Target, bound?: BoundTarget) {
  const own = judgeTarget(target, localDay(env.clock()));
  const { status, reason } = bound?.outlook ?? own;
  const latest = target.values.at(-1);
  const entered =
    latest === undefined ? null : { value: Number(latest.value), asOf: latest.asOf, source: latest.source };
  return {
    id: target.id,
    planId: target.versionId,
    planTitle: target.planTitle,
    name: target.name,
    subject: target.subject,
    comparator: target.comparator,
    value: numeric(target.value),
    value2: target.value2 === null ? null : Number(target.value2),
    unit: target.unit,
    deadline: target.deadline,
    stretch: target.stretch,
    raw: target.raw,
    source: target.source,
    offset: target.position,
    ownerOrg: target.ownerOrg,
    ownerName: target.ownerName,
    status,
    reason,
    current: bound === undefined ? entered : currentOf(bound),
    series:
      bound === undefined
        ? target.values.map((value) => ({ asOf: value.asOf, value: Number(value.value) }))
        : seriesOfYear(bound),
    bound: bound === undefined ? null : shownBound(bound),
  };
}

function shownBound({ indicator, auto, year, outlook }: BoundTarget) {
  return {
    indicator: indicator.key,
    name: indicator.name,
    auto,
    year,
    headline: outlook.headline,
    short: outlook.short,
    projected: outlook.projected,
    open: outlook.open,
  };
}

/** A number where it is one, else the words (`Ⅲ`). */
function numeric(value: string | null): number | string | null {
  return value === null || value.trim() === '' || Number.isNaN(Number(value)) ? value : Number(value);
}
