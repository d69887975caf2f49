import { readFile } from 'node:fs/promises';

/** Files that the server needs besides connections: database, uploads, pages, the program itself. */
const reserve = 200;

/**
 * How many connections the system leaves room for: a process that has no file left can neither accept a station nor
 * reach its database.
 * @param wanted connections
 * @returns `wanted`, or fewer; and the limit of open files, null where it is not known (other systems than Linux)
 */
export async function connectionsAllowed(
  wanted: number,
): Promise<{ connections: number; limit: number | null }> {
  const text = await readFile('/proc/self/limits', 'latin1').catch(() => '');
  const found = /^Max open files\s+(\d+)/m.exec(text)?.[1];
  if (found === undefined) return { connections: wanted, limit: null };
  const limit = Number(found);
  return { connections: Math.max(1, Math.min(wanted, limit - reserve)), limit };
}
