import { StoreError } from './errors.ts';

/** One page of a list: what was found and where the next page begins (`null` at the end). */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** The last row of a page: its sort value in text and its id. */
export interface Cursor {
  value: string;
  id: string;
}

/** An opaque text for the address bar. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.value, cursor.id]), 'utf8').toString('base64url');
}

/** @throws StoreError `invalid` when the text was not made by `encodeCursor` */
export function decodeCursor(text: string): Cursor {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && typeof parsed[0] === 'string' && typeof parsed[1] === 'string') {
      return { value: parsed[0], id: parsed[1] };
    }
  } catch {
    // falls through to the refusal below
  }
  throw new StoreError('invalid', 'The place in the list (`after`) is not valid. Start from the first page.');
}

/** Cuts the extra row that was read to know whether a next page exists. */
export function pageOf<T>(rows: T[], limit: number, cursorOf: (row: T) => Cursor): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}
