import type { LocalText, RegistryDefinition } from '@huanzhi/registry';

/**
 * What a column of a table may be matched to: the envelope keys that a table can carry, the fields of the
 * definition, and for tables that offices send back the inputs of the transition.
 */
export function columnTargets(
  definition: RegistryDefinition,
  mapped: (string | null)[],
): { value: string; label: LocalText }[] {
  const targets = new Map<string, LocalText>([
    ['code', { zh: '编号', en: 'Code' }],
    ['title', { zh: '名称', en: 'Title' }],
    ['summary', { zh: '说明', en: 'Summary' }],
    ['ownerOrg', { zh: '责任单位', en: 'Responsible unit' }],
  ]);
  for (const field of definition.fields) {
    if (field.type !== 'items' && field.type !== 'evidence' && !field.readOnly) {
      targets.set(`data.${field.key}`, field.label);
    }
  }
  // The server may already have matched to something that is not in this list: it stays choosable.
  for (const value of mapped) {
    if (value !== null && !targets.has(value)) {
      const field = definition.fields.find((candidate) => candidate.key === value.split('.').at(-1));
      targets.set(value, field?.label ?? { zh: value, en: value });
    }
  }
  return [...targets].map(([value, label]) => ({ value, label }));
}
