import { v7 } from 'uuid';

/** A new UUIDv7: grows with time, so that new rows lie together in the index. */
export function newId(): string {
  return v7();
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for a UUID in text; anything else from an address bar must not reach a `uuid` column. */
export function isId(value: string): boolean {
  return uuidForm.test(value);
}
