import { suggestIndicator } from '@huanzhi/monitoring';
import { comparePlans, type PlanReading } from '@huanzhi/plan-reader';
import type { Problem } from '@huanzhi/registry';
import { inTransaction } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import type { Db } from '../../store/index.ts';
import { listItems, markPublishedAs, type PlanItem } from '../../store/plans/plan-items.queries.ts';
import { changePlan, findVersion, lockVersion, markPublished } from '../../store/plans/plans.queries.ts';
import { addTargets, retireTargets } from '../../store/plans/targets.queries.ts';
import type { Row } from '../../store/schema.ts';
import { district } from '../district.ts';
import type { Env } from '../env.ts';
import { AppError, problem } from '../errors.ts';
import { noteAutoBindings } from '../monitoring/indicators/bind-target.ts';
import { loadOrgIndex, type OrgIndex } from '../org-index.ts';
import { storeNew } from '../records/change-records.ts';
import { programmeOf } from '../records/kernel.ts';
import { audit, type Origin, type Session } from '../session.ts';
import { type DocumentData, documentData, goalKinds, indicatorData } from './item-data.ts';
import { isShown, planRow, versionFor } from './shown-plan.ts';
import { leadOfGoal, leadProblems, taskOfItem } from './task-of-item.ts';

/** How many items a refusal names; the page shows the rest. */
const named = 200;

/**
 * Publishes a reviewed version in one transaction: goals become targets, tasks become records, the version
 * before it is superseded. Doing it again changes nothing and gives the same counts.
 * @throws AppError `plan-not-in-review`; `plan-not-ready` naming every unseen item and every open lead
 */
export async function publishPlan(env: Env, session: Session, id: string, origin: Origin) {
  const found = await versionFor(env, id);
  const orgs = await loadOrgIndex(env);
  const counts = await inTransaction(env.store.db, async (trx) => {
    const { status } = await lockVersion(trx, found.id);
    const version = await findVersion(trx, found.id);
    if (version === undefined) throw new AppError('not-found');
    const items = (await listItems(trx, version.id)).filter(
      (item) => isShown(item) && item.status !== 'dropped',
    );
    if (status === 'published' || status === 'superseded') return countsOf(items);
    if (status !== 'review') throw new AppError('plan-not-in-review');
    checkReady(items, orgs);
    const inside: Env = { ...env, store: { ...env.store, db: trx } };
    await publishItems(inside, trx, session, version, items, orgs);
    await markPublished(trx, version.id, session.user.id, env.clock());
    await audit(inside, session.user, 'plan.publish', version.id, countsOf(items), origin.ip);
    return countsOf(items);
  });
  return { plan: await planRow(env, found.id), ...counts };
}

function countsOf(items: PlanItem[]): { tasks: number; targets: number } {
  return {
    tasks: items.filter((item) => item.kind === 'task').length,
    targets: items.filter(isGoal).length,
  };
}

function isGoal(item: PlanItem): boolean {
  return item.kind === 'indicator' && goalKinds.includes(String(item.current.kind ?? ''));
}

function checkReady(items: PlanItem[], orgs: OrgIndex): void {
  const problems: Problem[] = items.flatMap((item) => {
    const title = String(item.current.title ?? item.current.name ?? item.path);
    const unseen =
      item.seenAt === null
        ? [problem(item.id, 'unseen', `“${title}”还没有核对`, `“${title}” was not seen`)]
        : [];
    return item.kind === 'task' ? [...unseen, ...leadProblems(item, orgs)] : unseen;
  });
  if (problems.length > 0) throw new AppError('plan-not-ready', problems.slice(0, named));
}

async function publishItems(
  env: Env,
  trx: Db,
  session: Session,
  version: Row<'planVersion'>,
  items: PlanItem[],
  orgs: OrgIndex,
): Promise<void> {
  const head = items.find((item) => item.kind === 'document');
  const document: DocumentData | undefined =
    head === undefined ? undefined : documentData.parse(head.current);
  if (document !== undefined) {
    await changePlan(trx, version.planId, {
      title: document.title,
      docNumber: document.docNumber,
      issuer: document.issuers.join('、') || null,
      issueDate: document.issueDate,
      periodFrom: document.period.start,
      periodTo: document.period.end,
    });
  }
  const carried = await carriedRecords(trx, version, items);
  const programme = programmeOf(env, 'task');
  const context = {
    programme,
    orgs,
    document,
    areaCode: (await district(env)).code,
    text: version.text ?? '',
    source: { plan: version.planId, planVersion: version.id },
  };
  for (const item of items.filter((one) => one.kind === 'task')) {
    const known = carried.get(item.id);
    if (known !== undefined) {
      await markPublishedAs(trx, item.id, known);
      continue;
    }
    const saved = await storeNew(env, trx, programme, session.actor, {
      idempotencyKey: `plan-item:${item.id}`,
      wanted: { id: newId(), ...taskOfItem(item, context) },
    });
    await markPublishedAs(trx, item.id, saved.record.id);
  }
  await publishGoals(env, trx, version, items, orgs);
}

async function publishGoals(
  env: Env,
  trx: Db,
  version: Row<'planVersion'>,
  items: PlanItem[],
  orgs: OrgIndex,
): Promise<void> {
  const tasks = items.filter((item) => item.kind === 'task');
  const goals = items.filter(isGoal);
  if (version.supersedes !== null) await retireTargets(trx, version.supersedes);
  const targets = goals.map((item) => {
    const goal = indicatorData.parse(item.current);
    const deadline =
      goal.deadline !== null && /^\d{4}-\d{2}-\d{2}$/.test(goal.deadline) ? goal.deadline : null;
    return {
      id: newId(),
      planId: version.planId,
      versionId: version.id,
      itemId: item.id,
      name: goal.name,
      subject: goal.subject,
      comparator: goal.comparator,
      value: goal.value === null ? null : String(goal.value),
      value2: goal.value2 == null ? null : String(goal.value2),
      unit: goal.unit,
      deadline: goal.deadline,
      year: deadline === null ? null : Number(deadline.slice(0, 4)),
      stretch: goal.stretch,
      raw: goal.raw ?? null,
      source: goal.source,
      position: item.spanStart,
      baseline: null,
      ownerOrg: leadOfGoal(item, tasks, orgs),
      indicator: suggestIndicator({ ...goal, value: goal.value === null ? null : String(goal.value) }),
    };
  });
  await addTargets(trx, targets);
  await noteAutoBindings(trx, targets, env.clock());
  for (const target of targets) await markPublishedAs(trx, target.itemId, target.id);
}

/** Records of the version before that go on under this one: their task stands in both. */
async function carriedRecords(
  trx: Db,
  version: Row<'planVersion'>,
  items: PlanItem[],
): Promise<Map<string, string>> {
  const carried = new Map<string, string>();
  const before = version.supersedes === null ? undefined : await findVersion(trx, version.supersedes);
  if (before?.status !== 'published' || before.reading === null || version.reading === null) return carried;
  const earlier = await listItems(trx, before.id);
  const byReader = (list: PlanItem[]) =>
    new Map(list.filter((item) => item.kind === 'task').map((item) => [item.original?.readerId, item]));
  const [old, current] = [byReader(earlier), byReader(items)];
  const differences = comparePlans(
    before.reading as unknown as PlanReading,
    version.reading as unknown as PlanReading,
  );
  for (const difference of differences) {
    if (difference.item !== 'task' || difference.before === null || difference.after === null) continue;
    const record = old.get(difference.before)?.publishedAs;
    const item = current.get(difference.after);
    if (record != null && item !== undefined) carried.set(item.id, record);
  }
  return carried;
}
