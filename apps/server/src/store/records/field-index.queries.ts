import type { FieldDefinition } from '@huanzhi/registry';
import { type RawBuilder, sql } from 'kysely';
import { StoreError } from '../errors.ts';

/** A field of `data` that lists may filter and sort by. */
export interface SearchField {
  key: string;
  kind: 'text' | 'number';
}

/** How the field is compared. Dates and choices compare as text in their ISO or code form. */
export function searchField(field: Pick<FieldDefinition, 'key' | 'type'>): SearchField {
  return { key: field.key, kind: field.type === 'number' || field.type === 'integer' ? 'number' : 'text' };
}

const keyForm = /^[a-z][a-zA-Z0-9]{0,62}$/;

/**
 * The SQL expression of a field, the same in index and query so that the index is used. The key is written
 * into the text of the statement (an index needs a constant), hence the check of its form.
 */
export function fieldExpression(field: SearchField): RawBuilder<unknown> {
  if (!keyForm.test(field.key)) throw new StoreError('invalid', `Not a field name: ${field.key}`);
  const text = sql`(record.data ->> ${sql.lit(field.key)})`;
  return field.kind === 'number' ? sql`(${text})::numeric` : text;
}
