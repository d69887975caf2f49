import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '../errors.ts';

/** A name beside `path` for something half-made: `<path>.<pid>.<random>`. */
export function halfMade(path: string): string {
  return `${path}.${process.pid}.${randomUUID().slice(0, 8)}`;
}

/** Half-made things beside `path` whose process is gone. */
export async function abandoned(path: string): Promise<string[]> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => {
      if (!name.startsWith(`${basename(path)}.`)) return false;
      const pid = Number(name.slice(basename(path).length + 1).split('.')[0]);
      return Number.isInteger(pid) && !isAlive(pid);
    })
    .map((name) => join(folder, name));
}

/** True while a process with this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
