import { constants } from 'node:fs';
import { lstat, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreError } from '../errors.ts';

/** An account of the operating system to run the database as. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root: the existing `postgres`, else `nobody`. Null when this process is not root
 * and the database runs as the same user.
 */
export async function accountToDropTo(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const line = lines.find((fields) => fields[0] === name);
    if (line !== undefined) return { name, uid: Number(line[2]), gid: Number(line[3]) };
  }
  throw new StoreError(
    'setup',
    'The database cannot run as root and there is neither a user "postgres" nor a user "nobody". Start huanzhi as an ordinary user, or set DATABASE_URL.',
  );
}

/** Whether the account may enter every folder above `path` and read `path` itself (and enter it, for a folder). */
export async function canReach(account: Account, path: string): Promise<boolean> {
  const own = await stat(path);
  const wanted = own.isDirectory() ? constants.S_IROTH | constants.S_IXOTH : constants.S_IROTH;
  if (!allows(own, account, wanted)) return false;
  return canEnterParents(account, path);
}

/** Whether the account may pass through every folder above `path`. */
export async function canEnterParents(account: Account, path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!allows(await stat(folder), account, constants.S_IXOTH)) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** `bits` are those of "others"; owner and group have theirs six and three places further up. */
function allows(own: { mode: number; uid: number; gid: number }, account: Account, bits: number): boolean {
  const shift = own.uid === account.uid ? 6 : own.gid === account.gid ? 3 : 0;
  return ((own.mode >> shift) & bits) === bits;
}

/** True when nothing stands at `path`, not even a broken link. */
export async function isMissing(path: string): Promise<boolean> {
  return lstat(path).then(
    () => false,
    () => true,
  );
}
