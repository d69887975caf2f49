import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '../errors.ts';

/** Half-made things beside `path`, named `<path>.<pid>`, whose process is gone. */
export async function abandoned(path: string): Promise<string[]> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => {
      if (!name.startsWith(`${basename(path)}.`)) return false;
      const pid = Number(name.slice(basename(path).length + 1));
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
