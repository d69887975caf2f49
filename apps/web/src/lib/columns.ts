import type { FieldDefinition, RegistryDefinition } from '@huanzhi/registry';

/** Columns that every registry has, from the envelope of its records. */
export const envelopeColumns = [
  'code',
  'title',
  'state',
  'light',
  'due',
  'ownerOrg',
  'coOrgs',
  'stateSince',
  'updatedAt',
  'summary',
] as const;

export type EnvelopeColumn = (typeof envelopeColumns)[number];

export type Column =
  | { key: string; field: null; envelope: EnvelopeColumn }
  | { key: string; field: FieldDefinition };

/** Other names that definitions use for the same column. */
const synonyms: Record<string, EnvelopeColumn> = { ownerName: 'ownerOrg', owner: 'ownerOrg', dueDate: 'due' };

function columnOf(definition: RegistryDefinition, key: string): Column | null {
  const name = key.replace(/^data\./, '');
  const field = definition.fields.find((candidate) => candidate.key === name);
  if (field) return { key: field.key, field };
  const envelope = synonyms[name] ?? envelopeColumns.find((candidate) => candidate === name);
  return envelope ? { key: envelope, field: null, envelope } : null;
}

function distinct(columns: (Column | null)[]): Column[] {
  const seen = new Map<string, Column>();
  for (const column of columns) if (column && !seen.has(column.key)) seen.set(column.key, column);
  return [...seen.values()];
}

/** Every column a list of this registry can show. */
export function allColumns(definition: RegistryDefinition): Column[] {
  return distinct([
    ...envelopeColumns.map((key) => columnOf(definition, key)),
    ...definition.fields
      .filter((field) => field.type !== 'items')
      .map((field) => columnOf(definition, field.key)),
  ]);
}

/** The columns shown: those named in the address, else those of the definition. The title is never missing. */
export function shownColumns(definition: RegistryDefinition, named: string | undefined): Column[] {
  const keys = named ? named.split(',') : definition.columns;
  const columns = distinct(keys.map((key) => columnOf(definition, key)));
  if (columns.some((column) => column.key === 'title')) return columns;
  const title = columnOf(definition, 'title');
  return title ? [title, ...columns] : columns;
}

/** Whether the server can sort by the column. */
export function isSortable(column: Column): boolean {
  if (column.field) return column.field.searchable === true;
  return ['code', 'title', 'state', 'due', 'updatedAt', 'light'].includes(column.key);
}

/** The sort after a click on a head: ascending, descending, then the default again. */
export function nextSort(current: string | undefined, key: string): string | undefined {
  if (current === key) return `-${key}`;
  if (current === `-${key}`) return undefined;
  return key;
}
