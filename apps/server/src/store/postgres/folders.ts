import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, StoreError } from '../errors.ts';
import { type Account, canEnterParents, isMissing } from './account.ts';

/** Where the private server lives. */
export interface Folders {
  /** `<data folder>/database`, or where that link leads. Belongs to the database's account. */
  home: string;
  /** PostgreSQL's own data. */
  data: string;
  /** The Unix socket; null on Windows. */
  socket: string | null;
  /** PostgreSQL's log. */
  log: string;
}

/** Longest path of a socket's folder: 103 bytes (macOS) less the name of the socket and the slash. */
const longestSocketFolder = 103 - '/.s.PGSQL.5432'.length;

/**
 * Makes the folders. When the account cannot enter the data folder (root's home), the database is put below
 * `machineFolder` and `<data folder>/database` is a link to it.
 */
export async function prepareFolders(
  dataDir: string,
  account: Account | null,
  machineFolder = '/var/lib/huanzhi',
): Promise<Folders> {
  const named = join(await realpath(dataDir), 'database');
  if (account !== null && (await isMissing(named)) && !(await canEnterParents(account, named))) {
    const elsewhere = join(machineFolder, `database-${shortHash(named)}`);
    await mkdir(elsewhere, { recursive: true, mode: 0o711 });
    await symlink(elsewhere, named);
  }
  await ownFolder(named, account);
  const home = await realpath(named);
  const folders = {
    home,
    data: join(home, 'data'),
    log: join(home, 'log'),
    socket: process.platform === 'win32' ? null : socketFolder(home, account),
  };
  await ownFolder(folders.log, account);
  if (folders.socket !== null) await ownFolder(folders.socket, account);
  return folders;
}

/** A folder that only the database's account (and root) may enter; made when it is missing. */
async function ownFolder(path: string, account: Account | null): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  const owner = account?.uid ?? process.getuid?.();
  const resolved = await realpath(path);
  if (account !== null && process.getuid?.() === 0) {
    const own = await lstat(resolved);
    if (own.uid === 0) await chown(resolved, account.uid, account.gid);
  }
  const own = await lstat(resolved);
  if (owner !== undefined && own.uid !== owner) {
    throw new StoreError(
      'setup',
      `The folder ${resolved} belongs to another user (number ${own.uid}). Start huanzhi as that user, or choose another data folder with HUANZHI_DATA.`,
      { path: resolved },
    );
  }
  if (process.platform !== 'win32' && (own.mode & 0o077) !== 0) await chmod(resolved, 0o700);
}

/** Beside the data when the path is short enough, else below `/tmp`. */
function socketFolder(home: string, account: Account | null): string {
  const beside = join(home, 'socket');
  if (Buffer.byteLength(beside) <= longestSocketFolder) return beside;
  return join('/tmp', `huanzhi-${account?.uid ?? process.getuid?.() ?? 0}-${shortHash(home)}`);
}

/** The password of the loopback connection on Windows, made at the first start. */
export async function loopbackPassword(home: string): Promise<string> {
  const file = join(home, 'password');
  try {
    return await readFile(file, 'utf8');
  } catch {
    const password = randomBytes(24).toString('hex');
    await writeFile(file, password, { mode: 0o600, flag: 'wx' });
    return password;
  }
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
