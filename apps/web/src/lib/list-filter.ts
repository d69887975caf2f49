import type { Query } from '@huanzhi/contract';
import type { UrlQuery } from './url-query.ts';

const keys = ['q', 'state', 'light', 'owner', 'plan', 'sort', 'where'] as const;

/** The filters in the address of a list, as the server takes them. Unknown keys are left out. */
export function recordFilter(query: UrlQuery): Query<'records'> {
  const filter: Query<'records'> = {};
  for (const key of keys) {
    const value = query[key];
    if (value) filter[key] = value;
  }
  if (query.mine === '1') filter.mine = '1';
  return filter;
}

/** Keys of the address that narrow the list (sorting and columns do not). */
export function activeFilters(query: UrlQuery): string[] {
  return [...keys, 'mine'].filter((key) => key !== 'sort' && query[key]);
}

/** `a,b` with one value switched on or off; `undefined` when nothing is left. */
export function toggleValue(list: string | undefined, value: string): string | undefined {
  const values = list ? list.split(',') : [];
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return next.length > 0 ? next.join(',') : undefined;
}

/** `field:value,field:value` as a map, and back. A value may not hold a comma. */
export function readWhere(where: string | undefined): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const part of where?.split(',') ?? []) {
    const at = part.indexOf(':');
    if (at > 0) pairs.set(part.slice(0, at), part.slice(at + 1));
  }
  return pairs;
}

/** The text of `where` for the address; `undefined` when empty. */
export function writeWhere(pairs: Map<string, string>): string | undefined {
  const text = [...pairs].map(([key, value]) => `${key}:${value.replaceAll(',', ' ')}`).join(',');
  return text || undefined;
}
