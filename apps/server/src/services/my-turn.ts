import { type Actor, dutiesOf, lightOf, type Programme, type RoleCode } from '@huanzhi/registry';
import { listRecords, type RecordFilter } from '../store/records/list-records.queries.ts';
import { stepsOf } from '../store/records/record-histories.queries.ts';
import { firstDue } from '../store/records/record-row.ts';
import { type Env, localDay } from './env.ts';
import { loadOrgIndex } from './org-index.ts';
import { kernelContext, scopeOf } from './records/kernel.ts';
import { listRow } from './records/shown-record.ts';

/** Records that are looked through for one registry, the earliest due first. */
const looked = 200;
/** "Soon" is within so many days. */
const soonDays = 7;

type Row = NonNullable<ReturnType<typeof listRow>>;

/** A record that waits for the actor, with the step that it waits for. */
export interface Turn {
  title: string;
  due: string | null;
  action: string;
  overdue: boolean;
  soon: boolean;
  returned: boolean;
  /** The record as a list shows it; made when it is asked for, for most are only counted. */
  row: () => Row | null;
}

/** What waits for this actor, the earliest due first, and counts of it. */
export async function myTurn(env: Env, actor: Actor) {
  const items: Turn[] = [];
  const orgs = await loadOrgIndex(env);
  for (const programme of env.programmes.values()) {
    const states = dutyStates(programme, actor);
    if (states.length === 0) continue;
    const filter: RecordFilter = {
      registry: programme.definition.id,
      scope: scopeOf(programme, actor),
      states,
      ...(onlyOwn(programme, actor) ? { orgs: actor.orgIds } : {}),
    };
    const { items: records } = await listRecords(
      env.store.db,
      filter,
      { by: 'due', descending: false },
      { limit: looked },
    );
    const steps = await stepsOf(
      env.store.db,
      records.map((record) => record.id),
    );
    const today = localDay(env.clock());
    const soonDay = localDay(new Date(env.clock().getTime() + soonDays * 86_400_000));
    for (const record of records) {
      const history = steps.get(record.id) ?? [];
      const context = kernelContext(env, history);
      const [action] = dutiesOf(programme, record, actor, context);
      if (action === undefined) continue;
      const due = firstDue(record.clocks);
      items.push({
        title: record.title,
        due,
        action,
        overdue: lightOf(programme, record, context).light === 'red' || (due !== null && due < today),
        soon: due !== null && due >= today && due <= soonDay,
        returned: history.at(-1)?.transition.includes('return') ?? false,
        row: () => listRow(env, programme, actor, record, history, orgs),
      });
    }
  }
  items.sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999'));
  const count = (is: (turn: Turn) => boolean) => items.filter(is).length;
  return {
    items,
    counts: {
      myTurn: items.length,
      overdue: count((turn) => turn.overdue),
      soon: count((turn) => turn.soon),
      returned: count((turn) => turn.returned),
    },
  };
}

function duties(programme: Programme) {
  return programme.definition.transitions.filter(
    (one) => one.automatic !== true && (one.duty ?? one.danger !== true) !== false,
  );
}

function holds(actor: Actor, role: RoleCode): boolean {
  return actor.roles.some((grant) => grant.code === role);
}

/** States in which somebody with one of the actor's roles may have a duty. */
function dutyStates(programme: Programme, actor: Actor): string[] {
  const own = duties(programme).filter((one) => one.who.some((rule) => holds(actor, rule.role)));
  return [...new Set(own.flatMap((one) => one.from))];
}

/** Every duty of the actor's roles is one towards records of the own organisation. */
function onlyOwn(programme: Programme, actor: Actor): boolean {
  const rules = duties(programme).flatMap((one) => one.who.filter((rule) => holds(actor, rule.role)));
  return rules.every((rule) => rule.relation === 'owner' || rule.relation === 'owner-or-co');
}
