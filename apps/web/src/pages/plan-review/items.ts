import type { Answer } from '@huanzhi/contract';

export type Plan = Answer<'plan'>;
export type Item = Plan['items'][number];
export type Span = [number, number];

/** What a task, a goal … holds, as far as this page shows it. */
export interface Unit {
  role: 'lead' | 'support' | 'responsible';
  name: string;
  orgId?: string | null;
  span?: Span;
}

export interface Deadline {
  text: string;
  kind: string;
  date: string | null;
  start: string | null;
  end: string | null;
  span?: Span;
}

/** A text member of an item's data, '' when absent. */
export function textOf(item: Item, key: string): string {
  const value = item.data[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function unitsOf(item: Item): Unit[] {
  return Array.isArray(item.data.units) ? (item.data.units as Unit[]) : [];
}

export function deadlinesOf(item: Item): Deadline[] {
  return Array.isArray(item.data.deadlines) ? (item.data.deadlines as Deadline[]) : [];
}

/** Title of a task, name of anything else. */
export function nameOf(item: Item): string {
  return textOf(item, item.kind === 'task' || item.kind === 'document' ? 'title' : 'name');
}

export const filters = ['all', 'pending', 'doubt', 'corrected', 'unmatched', 'dropped'] as const;
export type Filter = (typeof filters)[number];

/** True when the item stands under this filter. */
export function passes(item: Item, filter: Filter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'pending':
      return item.status === 'pending';
    case 'doubt':
      return item.doubts.length > 0 && item.status === 'pending';
    case 'corrected':
      return item.status === 'corrected' || item.status === 'added';
    case 'unmatched':
      return item.unmatched.length > 0 && item.status !== 'dropped';
    case 'dropped':
      return item.status === 'dropped';
  }
}

/** Pending items that may be accepted together: no doubt, every unit known. */
export function plain(items: readonly Item[]): Item[] {
  return items.filter(
    (item) => item.status === 'pending' && item.doubts.length === 0 && item.unmatched.length === 0,
  );
}

/** The next item after `from` that `wanted` accepts, going round; null when none does. */
export function nextItem(
  items: readonly Item[],
  from: string | null,
  wanted: (item: Item) => boolean,
): Item | null {
  const start = items.findIndex((item) => item.id === from);
  for (let step = 1; step <= items.length; step += 1) {
    const item = items[(start + step) % items.length];
    if (item && item.id !== from && wanted(item)) return item;
  }
  return null;
}

/** Places inside an item where a sentence begins (not its own beginning), each with its first words. */
export function sentenceStarts(text: string, [start, end]: Span): { at: number; words: string }[] {
  const places: { at: number; words: string }[] = [];
  const pattern = /[。；;]\s*/g;
  pattern.lastIndex = start;
  for (let match = pattern.exec(text); match && match.index < end; match = pattern.exec(text)) {
    const at = match.index + match[0].length;
    const words = text.slice(at, Math.min(end, at + 24)).replace(/\s+/g, '');
    if (at < end && words.length > 1 && !/^[（(]/.test(words)) places.push({ at, words });
  }
  return places;
}
