import type { FieldDefinition, ImportForm, LocalText, RegistryDefinition } from '@huanzhi/registry';

export interface ColumnTarget {
  value: string;
  label: LocalText;
}

const envelope: ColumnTarget[] = [
  { value: 'code', label: { zh: '编号', en: 'Code' } },
  { value: 'title', label: { zh: '名称', en: 'Title' } },
  { value: 'summary', label: { zh: '说明', en: 'Summary' } },
  { value: 'ownerOrg', label: { zh: '责任单位', en: 'Responsible unit' } },
  { value: 'coOrgs', label: { zh: '配合单位', en: 'Assisting units' } },
];

/** The form that offices send back which a mapping is for; undefined for a table of records. */
export function formOfMapping(
  definition: RegistryDefinition,
  mapping: Record<string, string | null>,
): ImportForm | undefined {
  const key = Object.values(mapping)
    .find((target) => target?.startsWith('form.'))
    ?.split('.')[1];
  return definition.importForms?.find((form) => form.key === key);
}

/** What a column of a table may be matched to: fields of a record, or the entries of a form sent back. */
export function columnTargets(definition: RegistryDefinition, form: ImportForm | undefined): ColumnTarget[] {
  if (form) {
    const entry = (part: 'match' | 'column') => (one: { header: string }, index: number) => ({
      value: `form.${form.key}.${part}.${index}`,
      label: { zh: one.header, en: one.header },
    });
    return [...form.match.map(entry('match')), ...form.columns.map(entry('column'))];
  }
  const fields = definition.fields
    .filter((field) => !field.readOnly && field.type !== 'items' && field.type !== 'evidence')
    .map((field) => ({ value: `data.${field.key}`, label: field.label }));
  return [...envelope, ...fields];
}

/** The inputs that are asked once for the whole file, as fields. */
export function sharedInputs(
  definition: RegistryDefinition,
  form: ImportForm | undefined,
): FieldDefinition[] {
  const inputs = definition.transitions.find((one) => one.name === form?.transition)?.inputs ?? [];
  return inputs.filter((field) => form?.shared?.includes(field.key));
}
