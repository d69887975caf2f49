import type { Answer } from '@huanzhi/contract';

type RecordState = Pick<
  Answer<'record'>,
  'title' | 'summary' | 'state' | 'ownerOrg' | 'coOrgs' | 'due' | 'data'
>;

export interface Change {
  path: string;
  before: unknown;
  after: unknown;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/** What differs between two readings of a record: envelope keys, then `data.<key>`. */
export function recordDiff(before: RecordState, after: RecordState): Change[] {
  const changes: Change[] = [];
  for (const key of ['title', 'summary', 'state', 'ownerOrg', 'coOrgs', 'due'] as const) {
    if (!same(before[key], after[key])) changes.push({ path: key, before: before[key], after: after[key] });
  }
  for (const key of new Set([...Object.keys(before.data), ...Object.keys(after.data)])) {
    if (!same(before.data[key], after.data[key])) {
      changes.push({ path: `data.${key}`, before: before.data[key], after: after.data[key] });
    }
  }
  return changes;
}

/** The entries of `values` that differ from `base`: what an edit has to send. */
export function changedValues(
  base: Record<string, unknown>,
  values: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => !same(base[key], value)));
}
