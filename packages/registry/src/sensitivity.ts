import type { FieldDefinition, Sensitivity } from './types.ts';

const ORDER: readonly Sensitivity[] = ['P0', 'P1', 'P2', 'P3', 'P4', 'P5'];

/** Position of a disclosure class, 0 (主动公开) to 5 (个人敏感/商业秘密). */
export function rank(sensitivity: Sensitivity): number {
  return ORDER.indexOf(sensitivity);
}

/** The more open of two classes. */
export function lower(a: Sensitivity, b: Sensitivity): Sensitivity {
  return rank(a) <= rank(b) ? a : b;
}

/** The more closed of two classes. */
export function higher(a: Sensitivity, b: Sensitivity): Sensitivity {
  return rank(a) >= rank(b) ? a : b;
}

/**
 * Paths `field` and `field.subfield` of the fields that lie above a class, down into items.
 * A field without a class of its own has that of what holds it.
 */
export function fieldsAbove(
  fields: readonly FieldDefinition[],
  own: Sensitivity,
  upTo: Sensitivity,
  prefix = '',
): string[] {
  return fields.flatMap((field) => {
    const sensitivity = field.sensitivity ?? own;
    if (rank(sensitivity) > rank(upTo)) return [prefix + field.key];
    return field.type === 'items'
      ? fieldsAbove(field.fields, sensitivity, upTo, `${prefix}${field.key}.`)
      : [];
  });
}
