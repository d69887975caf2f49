import type { Body } from '@huanzhi/contract';
import { inTransaction } from '../../store/database.ts';
import { isId } from '../../store/ids.ts';
import type { Db } from '../../store/index.ts';
import { changeOrg, findOrg } from '../../store/people/orgs.queries.ts';
import {
  changeItems,
  type ItemChange,
  listItems,
  undoLastChange,
} from '../../store/plans/plan-items.queries.ts';
import { type Env, forgetPeople } from '../env.ts';
import { AppError } from '../errors.ts';
import type { Session } from '../session.ts';
import * as steps from './review-steps.ts';
import { isShown, reviewState, versionFor } from './shown-plan.ts';

type Step = Body<'reviewItems'>;

/** Name of the step that ties a unit name to an organisation; what undo needs stands in it. */
const matchMark = 'match:';

/**
 * Does one step of a review. Every step is logged with what it changed and can be undone, the last first.
 * @returns the review as it is then
 * @throws AppError `plan-not-in-review`, `plan-item-unknown`, `validation-failed` …
 */
export async function reviewPlan(env: Env, session: Session, id: string, step: Step) {
  const version = await versionFor(env, id);
  if (version.status !== 'review') throw new AppError('plan-not-in-review');
  await inTransaction(env.store.db, async (trx) => {
    if (step.action === 'undo') return undo(trx, version.id);
    if (step.action === 'match') return match(trx, session, version.id, step);
    const items = (await listItems(trx, version.id)).filter(isShown);
    const changes = changesOf(step, items, version.text ?? '');
    await changeItems(trx, { versionId: version.id, actor: session.user.id, action: step.action, changes });
  });
  // A match or its undo has changed an alias.
  forgetPeople(env);
  return reviewState(env, version.id);
}

function changesOf(
  step: Exclude<Step, { action: 'undo' | 'match' }>,
  items: Awaited<ReturnType<typeof listItems>>,
  text: string,
): ItemChange[] {
  switch (step.action) {
    case 'accept':
      return steps.accept(steps.pick(items, step.items));
    case 'drop':
      return steps.drop(steps.pick(items, step.items));
    case 'restore':
      return steps.restore(steps.pick(items, step.items));
    case 'merge':
      return steps.merge(steps.pick(items, step.items));
    case 'correct':
      return steps.pick(items, [step.item]).flatMap((item) => steps.correct(item, step.data));
    case 'split':
      return steps.pick(items, [step.item]).flatMap((item) => steps.split(item, step.at, items, text));
    case 'add':
      return steps.add(step, items, text.length);
  }
}

/** Remembers a printed name as an alias of an organisation; every item of every plan finds it from now on. */
async function match(
  trx: Db,
  session: Session,
  versionId: string,
  { name, orgId }: Extract<Step, { action: 'match' }>,
): Promise<void> {
  const org = isId(orgId) ? await findOrg(trx, orgId) : undefined;
  if (org === undefined) throw new AppError('org-unknown');
  const isNew = !org.aliases.includes(name);
  if (isNew) await changeOrg(trx, org.id, { aliases: [...org.aliases, name] });
  // An alias that stood before must outlive an undo.
  const action = isNew ? `${matchMark}${org.id}:${name}` : 'match';
  await changeItems(trx, { versionId, actor: session.user.id, action, changes: [] });
}

async function undo(trx: Db, versionId: string): Promise<void> {
  const undone = await undoLastChange(trx, versionId);
  if (undone === null) throw new AppError('plan-nothing-to-undo');
  if (!undone.startsWith(matchMark)) return;
  const [orgId = '', ...rest] = undone.slice(matchMark.length).split(':');
  const name = rest.join(':');
  const org = await findOrg(trx, orgId);
  if (org === undefined) return;
  await changeOrg(trx, orgId, { aliases: org.aliases.filter((alias) => alias !== name) });
}
