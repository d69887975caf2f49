import { permissionsFor } from '@huanzhi/registry';
import { recordFacets } from '../store/records/list-records.queries.ts';
import { recentEvents } from '../store/records/recent-events.queries.ts';
import type { Env } from './env.ts';
import { myTurn } from './my-turn.ts';
import { recordLink } from './notifications.ts';
import { listPlans } from './plans/shown-plan.ts';
import { scopeOf } from './records/kernel.ts';
import type { Session } from './session.ts';
import { shownTargets } from './targets.ts';

const shownTurns = 50;
const shownChanges = 20;
const urgency = ['missed', 'at-risk', 'on-course', 'met', 'none'];

/** My turn, my goals, what changed: the page that a day begins with. */
export async function workbench(env: Env, session: Session) {
  const { actor, permissions } = session;
  const registries = [...env.programmes.values()].filter((one) => permissionsFor(one, actor).read);
  const [turn, facets, news, targets, plans] = await Promise.all([
    myTurn(env, actor),
    Promise.all(
      registries.map((one) =>
        recordFacets(env.store.db, { registry: one.definition.id, scope: scopeOf(one, actor) }),
      ),
    ),
    Promise.all(
      registries.map((one) =>
        recentEvents(env.store.db, {
          registry: one.definition.id,
          scope: scopeOf(one, actor),
          limit: shownChanges,
        }),
      ),
    ),
    permissions.includes('target.read') ? shownTargets(env, {}) : { items: [] },
    permissions.includes('plan.review') ? listPlans(env) : [],
  ]);
  const lights: Record<string, number> = {};
  for (const { light } of facets) {
    for (const [key, count] of Object.entries(light)) lights[key] = (lights[key] ?? 0) + count;
  }
  const changes = news
    .flat()
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, shownChanges);
  return {
    myTurn: turn.items.slice(0, shownTurns).flatMap(({ row, action }) => {
      const shown = row();
      return shown === null ? [] : [{ ...shown, action }];
    }),
    counts: turn.counts,
    lights,
    targets: targets.items.sort((a, b) => urgency.indexOf(a.status) - urgency.indexOf(b.status)).slice(0, 12),
    changes: changes.map((event) => {
      const { definition } = env.programmes.get(event.registry) ?? { definition: undefined };
      const step = definition?.transitions.find((one) => one.name === event.transition)?.label;
      return {
        at: event.at,
        text: {
          zh: `${event.actorName} ${step?.zh ?? (event.transition === 'create' ? '新增' : '修改')}“${event.title}”`,
          en: `${event.actorName}: ${step?.en ?? event.transition}, “${event.title}”`,
        },
        link: recordLink(event.registry, event.recordId),
      };
    }),
    unseenPlans: plans.filter((plan) => plan.status === 'review' || plan.status === 'failed'),
  };
}
