import type { TransitionDefinition } from '@huanzhi/registry';
import { today } from '../../lib/format.ts';

/** The month of the entry that waits for a decision, else this month. */
function monthOf(data: Record<string, unknown>, transition: TransitionDefinition, now: string): string {
  const lists = Object.values(data).filter(Array.isArray) as Record<string, unknown>[][];
  const waiting = lists
    .flat()
    .filter((entry) => entry.status === 'pending' && typeof entry.month === 'string')
    .map((entry) => String(entry.month))
    .sort();
  const decides = transition.inputs?.length === 1;
  return (decides ? waiting.at(-1) : undefined) ?? now.slice(0, 7);
}

/**
 * First values of an action: what the record already holds under the same key; a month is the one that
 * waits for a decision, or this one.
 */
export function startValues(
  data: Record<string, unknown>,
  transition: TransitionDefinition,
  now = today(),
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of transition.inputs ?? []) {
    const held = data[field.key];
    if (held !== undefined && held !== null) values[field.key] = held;
    else if (field.type === 'month') values[field.key] = monthOf(data, transition, now);
  }
  return values;
}
