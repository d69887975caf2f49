import { canonicalJson } from './history.ts';
import type { FieldChange, RegistryRecord } from './types.ts';

const ENVELOPE = [
  'title',
  'summary',
  'areaCode',
  'ownerOrg',
  'coOrgs',
  'ownerUser',
  'sensitivity',
  'point',
] as const satisfies readonly (keyof RegistryRecord)[];

/**
 * What changed between two states of a record: envelope keys, `data.<field>` (whole values; for items one
 * change each, `data.<field>.<index>`, so that a history of monthly reports does not repeat all earlier
 * ones) and `clocks.<key>.due` and `.status`. State and versions stand in the event itself.
 * @param before `null` for a new record.
 */
export function diffRecords(before: RegistryRecord | null, after: RegistryRecord): FieldChange[] {
  const changes: FieldChange[] = [];
  const note = (path: string, from: unknown, to: unknown) => {
    if (canonicalJson(from ?? null) !== canonicalJson(to ?? null)) {
      changes.push({ path, before: from ?? null, after: to ?? null });
    }
  };
  for (const key of ENVELOPE) note(key, before?.[key], after[key]);
  const keys = new Set([...Object.keys(before?.data ?? {}), ...Object.keys(after.data)]);
  for (const key of [...keys].sort()) {
    const [from, to] = [before?.data[key], after.data[key]];
    if (areItems(from ?? []) && areItems(to ?? []) && (from ?? to) !== undefined) {
      const [earlier, later] = [(from ?? []) as unknown[], (to ?? []) as unknown[]];
      const length = Math.max(earlier.length, later.length);
      for (let index = 0; index < length; index += 1)
        note(`data.${key}.${index}`, earlier[index], later[index]);
    } else {
      note(`data.${key}`, from, to);
    }
  }
  for (const clock of after.clocks) {
    const earlier = before?.clocks.find((candidate) => candidate.key === clock.key);
    note(`clocks.${clock.key}.due`, earlier?.due, clock.due);
    note(`clocks.${clock.key}.status`, earlier?.status, clock.status);
  }
  return changes;
}

function areItems(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const items: unknown[] = value;
  return items.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item));
}
