import type { Answer } from '@huanzhi/contract';
import type { RegistryDefinition, StateDefinition } from '@huanzhi/registry';

type HistoryEvent = Pick<Answer<'history'>['items'][number], 'to' | 'at'>;

/** One step of the strip across a record. `at` is the last time the record entered the state. */
export interface LifeStep {
  state: StateDefinition;
  phase: 'done' | 'now' | 'next';
  at: string | null;
}

/**
 * Whether a state lies on the way to an end: a done state can be reached from it without going back behind
 * it. A state that only leads back (asking for a postponement) is a side state.
 */
function leadsOn(definition: RegistryDefinition, state: StateDefinition): boolean {
  const order = definition.states.map((one) => one.key);
  const start = order.indexOf(state.key);
  const seen = new Set([state.key]);
  const queue = [state.key];
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    if (definition.states.find((one) => one.key === key)?.kind === 'done') return true;
    for (const { from, to } of definition.transitions) {
      if (from.includes(key) && order.indexOf(to) > start && !seen.has(to)) {
        seen.add(to);
        queue.push(to);
      }
    }
  }
  return false;
}

/**
 * The strip: the main path of the life-cycle in the order of the definition, side states (paused, void) only
 * while the record is in them. Steps count as done when the record has been there.
 */
export function lifeSteps(
  definition: RegistryDefinition,
  current: string,
  history: HistoryEvent[],
): LifeStep[] {
  const entered = new Map<string, string>();
  for (const event of [...history].sort((a, b) => a.at.localeCompare(b.at))) entered.set(event.to, event.at);
  const main = definition.states.filter(
    (state) =>
      state.key === current ||
      (state.kind !== 'paused' && state.kind !== 'void' && leadsOn(definition, state)),
  );
  const at = main.findIndex((state) => state.key === current);
  return main
    .map((state, index): LifeStep => {
      const date = entered.get(state.key) ?? null;
      if (index === at) return { state, phase: 'now', at: date };
      return {
        state,
        phase: index < at && (date !== null || index === 0) ? 'done' : 'next',
        at: index < at ? date : null,
      };
    })
    .filter((step, index) => step.phase !== 'next' || index > at);
}
