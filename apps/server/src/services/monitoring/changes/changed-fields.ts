import { factor as factorOf } from '@huanzhi/standards';

type Field = { field: string; before: string | null; after: string | null };

/** Fields that hold the id of an organisation. */
const orgFields = new Set(['ownerOrg', 'enterpriseOrg']);
/** What the log needs and nobody reads. */
const hidden = new Set(['limit']);

/**
 * The detail of an entry of the security log, field by field. A field is logged as its new value, or as
 * `{ before, after }`; objects are taken apart (`props.river`), and what stayed as it was is left out.
 * @param orgName name of an organisation by its id
 * @returns without fields that are empty before and after
 */
export function changedFields(detail: unknown, orgName: (id: string) => string): Field[] {
  const root = isObject(detail) ? detail : {};
  const pairs = isPair(root)
    ? both('', root)
    : Object.entries(root).flatMap(([key, value]) => both(key, value));
  return pairs
    .filter(({ field, before, after }) => !hidden.has(field) && (before !== null || after !== null))
    .map(({ field, before, after }) => {
      const text = (value: string | null) => (value === null ? null : named(field, value, orgName));
      return { field, before: text(before), after: text(after) };
    });
}

function named(field: string, value: string, orgName: (id: string) => string): string {
  if (orgFields.has(field)) return orgName(value);
  return field === 'factor' ? (factorOf(value)?.name ?? value) : value;
}

function both(key: string, value: unknown): Field[] {
  if (!isPair(value)) return [...flat(key, value)].map(([field, after]) => ({ field, before: null, after }));
  const before = flat(key, value.before);
  const after = flat(key, value.after);
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((field) => ({ field, before: before.get(field) ?? null, after: after.get(field) ?? null }))
    .filter((one) => one.before !== one.after);
}

/** Texts of a value by the path to them; lists are one text. */
function flat(key: string, value: unknown): Map<string, string | null> {
  if (!isObject(value)) {
    if (value === undefined) return new Map();
    const text =
      value === null || value === '' ? null : Array.isArray(value) ? value.join('、') : String(value);
    return new Map([[key, text]]);
  }
  return new Map(
    Object.entries(value).flatMap(([inner, one]) => [...flat(key === '' ? inner : `${key}.${inner}`, one)]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPair(value: unknown): value is { before: unknown; after: unknown } {
  return isObject(value) && Object.keys(value).length === 2 && 'before' in value && 'after' in value;
}
