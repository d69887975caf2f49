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
 * The strip: the main path of the life-cycle in the order of the definition, side states (paused, void) only
 * while the record is in them. Steps count as done when the record has been there.
 */
export function lifeSteps(definition: RegistryDefinition, current: string, history: HistoryEvent[]): LifeStep[] {
  const entered = new Map<string, string>();
  for (const event of [...history].sort((a, b) => a.at.localeCompare(b.at))) entered.set(event.to, event.at);
  const main = definition.states.filter(
    (state) => state.key === current || state.kind === 'draft' || state.kind === 'open' || state.kind === 'done',
  );
  const at = main.findIndex((state) => state.key === current);
  return main
    .map((state, index): LifeStep => {
      const date = entered.get(state.key) ?? null;
      if (index === at) return { state, phase: 'now', at: date };
      return { state, phase: index < at && (date !== null || index === 0) ? 'done' : 'next', at: index < at ? date : null };
    })
    .filter((step, index) => step.phase !== 'next' || index > at);
}
