import { spawn } from 'node:child_process';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StoreError } from '../errors.ts';
import { abandoned, halfMade } from './abandoned.ts';
import { type Account, isMissing } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Folders } from './folders.ts';
import { clusterName, readPostmaster } from './postmaster.ts';

/**
 * Makes PostgreSQL's data beside its place and moves it there when it is whole; two that do it at once end with
 * the data of the first.
 */
export async function createData(
  binaries: Binaries,
  folders: Folders,
  account: Account | null,
  access: { owner: string; password: string | null },
): Promise<void> {
  for (const left of await abandoned(folders.data)) await rm(left, { recursive: true, force: true });
  const temporary = halfMade(folders.data);
  const passwordFile = join(folders.home, 'password');
  const auth =
    access.password === null ? ['--auth=trust'] : ['--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  await run(
    binaries.initdb,
    ['-D', temporary, '-U', access.owner, '--encoding=UTF8', '--locale=C', ...auth],
    account,
  );
  try {
    await rename(temporary, folders.data);
    await syncFolder(folders.home);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (await isMissing(folders.data)) throw error;
  }
}

/**
 * Starts the server and waits until it is ready (it recovers first after a crash).
 * @returns null, or what it wrote before it gave up
 */
export async function startServer(
  binaries: Binaries,
  folders: Folders,
  account: Account | null,
  address: { port: number },
): Promise<string | null> {
  const settings = {
    ...(folders.socket === null
      ? { listen_addresses: '127.0.0.1' }
      : { listen_addresses: '', unix_socket_directories: folders.socket, unix_socket_permissions: '0700' }),
    port: address.port,
    cluster_name: clusterName(folders.data),
    max_connections: 60,
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    // Statements may hold personal data: they do not belong in a log.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
  };
  const logFile = join(folders.log, 'postgres.log');
  await keepSmall(logFile);
  const log = await open(logFile, 'a', 0o600);
  try {
    const from = (await log.stat()).size;
    const child = spawn(
      binaries.postgres,
      [
        '-D',
        folders.data,
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      { ...drop(account), cwd: '/', detached: true, env: environment(), stdio: ['ignore', log.fd, log.fd] },
    );
    let ended: string | null = null;
    child.once('exit', (code, signal) => {
      ended = `ended with ${signal ?? code}`;
    });
    child.once('error', (error) => {
      ended = error.message;
    });
    child.unref();
    for (;;) {
      if (ended !== null)
        return `${ended}\n${(await readFile(logFile)).subarray(from).toString('utf8').trim()}`;
      const running = await readPostmaster(folders.data);
      if (running?.pid === child.pid && running?.ready === true) return null;
      await pause(10);
    }
  } finally {
    await log.close();
  }
}

/**
 * Runs a program to its end as the account.
 * @throws StoreError `setup` with what it wrote when it fails
 */
export async function run(program: string, parameters: string[], account: Account | null): Promise<void> {
  const outcome = await new Promise<{ failure: string | null; output: string }>((resolve) => {
    const child = spawn(program, parameters, {
      ...drop(account),
      cwd: '/',
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      output += String(chunk);
    });
    child.once('error', (error) => resolve({ failure: error.message, output }));
    child.once('close', (code) => resolve({ failure: code === 0 ? null : `ended with ${code}`, output }));
  });
  if (outcome.failure !== null) {
    throw new StoreError('setup', `${program} ${outcome.failure}: ${outcome.output.trim()}`, { program });
  }
}

function drop(account: Account | null): { uid?: number; gid?: number } {
  return account === null ? {} : { uid: account.uid, gid: account.gid };
}

/** Without the `PG…` variables of the person who started huanzhi. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

/** One old log is kept; PostgreSQL writes little, some lines a start. */
async function keepSmall(file: string): Promise<void> {
  const handle = await open(file, 'a', 0o600);
  const { size } = await handle.stat();
  await handle.close();
  if (size > 5_000_000) await rename(file, `${file}.1`);
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
