import { comparePlans, type PlanReading } from '@huanzhi/plan-reader';
import { listItems, type PlanItem } from '../../store/plans/plan-items.queries.ts';
import type { Row } from '../../store/schema.ts';
import type { Env } from '../env.ts';
import { AppError } from '../errors.ts';
import { isShown, versionFor } from './shown-plan.ts';

const changes = { added: 'added', dropped: 'dropped', changed: 'changed', unchanged: 'same' } as const;

/**
 * What one version of a plan has that the other has not, as the persons left them: corrections count,
 * dropped items do not.
 * @param id the later version
 * @param other the earlier one
 */
export async function compareVersions(env: Env, id: string, other: string) {
  const [after, before] = await Promise.all([versionFor(env, id), versionFor(env, other)]);
  const [left, right] = await Promise.all([reviewed(env, before), reviewed(env, after)]);
  const titles = new Map(
    [...left.tasks, ...right.tasks, ...left.indicators, ...right.indicators].map((one) => [
      one.id,
      'title' in one ? one.title : one.name,
    ]),
  );
  return {
    items: comparePlans(left, right).map((difference) => ({
      kind: difference.item,
      change: changes[difference.change],
      title: titles.get(difference.after ?? difference.before ?? '') ?? '',
      fields: difference.fields,
    })),
  };
}

/** The reading with its tasks and indicators replaced by what the review made of them. */
async function reviewed(env: Env, version: Row<'planVersion'>): Promise<PlanReading> {
  if (version.reading === null) throw new AppError('not-found');
  const reading = version.reading as unknown as PlanReading;
  const items = (await listItems(env.store.db, version.id)).filter(
    (item) => isShown(item) && item.status !== 'dropped',
  );
  const of = (kind: PlanItem['kind']) =>
    items
      .filter((item) => item.kind === kind)
      .map((item) => ({
        ...item.current,
        id: item.id,
        path: item.path,
        span: [item.spanStart, item.spanEnd],
      }));
  return {
    ...reading,
    tasks: of('task') as unknown as PlanReading['tasks'],
    indicators: of('indicator') as unknown as PlanReading['indicators'],
  };
}
