import { isMissing } from './fields.ts';
import { mayNeverChange, permissionsFor } from './permissions.ts';
import { problem } from './problems.ts';
import { holdsAny, stands } from './relation.ts';
import type {
  Actor,
  AllowedTransition,
  KernelContext,
  Problem,
  Programme,
  RegistryRecord,
  TransitionDefinition,
  TransitionInput,
} from './types.ts';
import { definitionOf } from './version.ts';

const NOTHING: TransitionInput = { inputs: {} };

/**
 * What the actor may do with the record now: exactly these and no other.
 * @returns the transitions in the order of the definition, each with what still has to be mended before
 *   it can be done (missing data; inputs, evidence and opinion of the transition itself are not counted).
 */
export function allowedTransitions(
  programme: Programme,
  record: RegistryRecord,
  actor: Actor,
  context: KernelContext,
): AllowedTransition[] {
  return definitionOf(programme, record)
    .transitions.filter((transition) => refusal(programme, record, transition, actor, context).length === 0)
    .map((transition) => {
      const given = new Set((transition.inputs ?? []).map((field) => field.key));
      const missing = missingData(programme, transition, record).filter(
        ({ path }) => !given.has(path.slice('data.'.length)),
      );
      const mendable = guardProblems(programme, record, transition, NOTHING, actor, context).filter(
        ({ path }) => !path.startsWith('inputs.') && path !== 'opinion' && path !== 'evidence',
      );
      return { name: transition.name, problems: [...missing, ...mendable] };
    });
}

/**
 * Why a transition is not offered to the actor at all: wrong state, role, relation, area or class, four
 * eyes, or a `when` that does not hold.
 * @returns one problem, or none when it is offered.
 */
export function refusal(
  programme: Programme,
  record: RegistryRecord,
  transition: TransitionDefinition,
  actor: Actor,
  context: KernelContext,
): Problem[] {
  if (!transition.from.includes(record.state)) {
    const state = definitionOf(programme, record).states.find((candidate) => candidate.key === record.state);
    return [
      problem(
        '',
        'wrong-state',
        `“${state?.label.zh ?? record.state}”状态下不能${transition.label.zh}`,
        `“${transition.label.en}” is not possible in state “${state?.label.en ?? record.state}”`,
      ),
    ];
  }
  const forbidden = problem(
    '',
    'forbidden',
    `无权${transition.label.zh}`,
    `not allowed: ${transition.label.en}`,
  );
  if (mayNeverChange(actor)) return [forbidden];
  const isEngine = holdsAny(actor, ['SYS']);
  if (transition.automatic === true && !isEngine) return [forbidden];
  if (!transition.who.some((rule) => stands(actor, rule, record))) return [forbidden];
  if (!isEngine && !permissionsFor(programme, actor, record).read) return [forbidden];

  const clash = fourEyesClash(transition, actor, context);
  if (clash !== null) return [clash];
  for (const name of transition.when ?? []) {
    const found = runGuard(programme, name, record, NOTHING, actor, context);
    if (found.length > 0) return found;
  }
  return [];
}

/** The actor, or the person acted for, was the last to do one of the transitions named by `fourEyes`. */
function fourEyesClash(
  transition: TransitionDefinition,
  actor: Actor,
  context: KernelContext,
): Problem | null {
  const mine = [actor.userId, context.actingFor ?? actor.userId];
  for (const name of transition.fourEyes ?? []) {
    const last = context.history.findLast((event) => event.transition === name);
    if (last === undefined) continue;
    if (mine.includes(last.actor) || (last.actingFor !== null && mine.includes(last.actingFor))) {
      return problem(
        '',
        'four-eyes',
        `${transition.label.zh}须由另一人办理：上一步由${last.actorName}办理`,
        `${transition.label.en} needs another person: ${last.actorName} did the step before`,
      );
    }
  }
  return null;
}

/** Problems of the mendable guards. */
export function guardProblems(
  programme: Programme,
  record: RegistryRecord,
  transition: TransitionDefinition,
  input: TransitionInput,
  actor: Actor,
  context: KernelContext,
): Problem[] {
  return (transition.guards ?? []).flatMap((name) =>
    runGuard(programme, name, record, input, actor, context),
  );
}

/** @throws RangeError for a guard that the programme does not have (`checkDefinition` finds it). */
function runGuard(
  programme: Programme,
  name: string,
  record: RegistryRecord,
  input: TransitionInput,
  actor: Actor,
  context: KernelContext,
): Problem[] {
  const guard = programme.rules.guards?.[name];
  if (guard === undefined) throw new RangeError(`registry ${record.registry} has no guard “${name}”`);
  return guard(record, input, { ...context, actor });
}

/** Fields that a transition requires and `data` does not have. */
export function missingData(
  programme: Programme,
  transition: TransitionDefinition,
  record: RegistryRecord,
): Problem[] {
  const { fields } = definitionOf(programme, record);
  return (transition.requires ?? [])
    .filter((key) => isMissing(record.data[key]))
    .map((key) => {
      const label = fields.find((field) => field.key === key)?.label ?? { zh: key, en: key };
      return problem(
        `data.${key}`,
        'required',
        `${transition.label.zh}前须填写${label.zh}`,
        `${label.en} is required before ${transition.label.en}`,
      );
    });
}
