import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg, { type ClientConfig } from 'pg';
import { errorCode, StoreError } from '../errors.ts';
import type { AppConfig, DatabaseServer } from '../server.ts';
import { typeParsers } from '../type-parsers.ts';
import { isAlive } from './abandoned.ts';
import { type Account, accountToDropTo, isMissing } from './account.ts';
import { type Binaries, prepareBinaries } from './binaries.ts';
import { type Folders, loopbackPassword, prepareFolders } from './folders.ts';
import { isInUse, isServerOf, type Postmaster, readPostmaster } from './postmaster.ts';
import { createData, run, startServer } from './programs.ts';

const owner = 'huanzhi';
const database = 'huanzhi';
/** Part of the socket's name. */
const socketPort = 5432;

/** What is prepared once. */
interface Place {
  folders: Folders;
  binaries: Binaries;
  account: Account | null;
  /** Windows only. */
  password: string | null;
}

/**
 * A PostgreSQL of our own in the data folder, reached by a Unix socket that only its account may enter (Windows:
 * loopback and a random password). It is a process group of its own, so that Ctrl-C reaches huanzhi first, and
 * it outlives a killed huanzhi: the next one finds it and goes on with it.
 */
export class PrivateServer implements DatabaseServer {
  readonly kind = 'private';
  readonly description: string;
  readonly #dataDir: string;
  readonly #log: (line: string) => void;
  #place: Place | null = null;
  #address: { host: string; port: number } | null = null;
  #starting: Promise<void> | null = null;

  constructor(dataDir: string, log: (line: string) => void) {
    this.#dataDir = dataDir;
    this.description = `The data folder ${dataDir}`;
    this.#log = log;
  }

  ensureRunning(): Promise<void> {
    this.#starting ??= this.#findOrStart().finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  ownerConfig(): ClientConfig {
    return this.#config(owner, database);
  }

  appLogin(): { password: string | null } {
    return { password: this.#place?.password ?? null };
  }

  appConfig(appRole: string | null): AppConfig {
    return { client: this.#config(appRole ?? owner, database), setRole: null };
  }

  /** Ends open transactions and stops the server ("fast"); waits until it is gone. */
  async stop(): Promise<void> {
    if (this.#place === null) return;
    const { data, home, socket } = this.#place.folders;
    const running = await readPostmaster(data);
    if (running === null || !(await isServerOf(data, running.pid))) return;
    if (process.platform === 'win32') {
      await run(this.#place.binaries.pgCtl, ['stop', '-D', data, '-m', 'fast', '-w'], this.#place.account);
      return;
    }
    process.kill(running.pid, 'SIGINT');
    while (await isServerOf(data, running.pid)) await pause(20);
    if (socket !== null && !socket.startsWith(home)) await rm(socket, { recursive: true, force: true });
  }

  async #findOrStart(): Promise<void> {
    this.#place ??= await this.#prepare();
    const { folders, binaries, account } = this.#place;
    if (await isMissing(folders.data)) {
      this.#log(`making the database in ${folders.home}`);
      await createData(binaries, folders, account, { owner, password: this.#place.password });
    }
    for (let attempt = 0; ; attempt++) {
      const running = await this.#find(folders.data);
      if (running !== null) {
        this.#address = {
          host: running.socket === '' ? '127.0.0.1' : running.socket,
          port: running.port,
        };
        await this.#ensureDatabase();
        return;
      }
      const failure = await startServer(binaries, folders, account, {
        port: folders.socket === null ? await freePort() : socketPort,
      });
      if (
        failure !== null &&
        (attempt === 300 || !/already exists|pre-existing shared memory/.test(failure))
      ) {
        throw new StoreError('setup', `The database in ${folders.home} does not start: ${failure}`, {
          failure,
        });
      }
      // Another process starts it, or the processes of a killed one are still leaving.
      if (failure !== null) await pause(100);
    }
  }

  async #prepare(): Promise<Place> {
    const account = await accountToDropTo();
    const folders = await prepareFolders(this.#dataDir, account);
    const binaries = await prepareBinaries(folders.home, account);
    return {
      folders,
      binaries,
      account,
      password: folders.socket === null ? await loopbackPassword(folders.home) : null,
    };
  }

  /** The running server when it is ready, or null when it has to be started. */
  async #find(data: string): Promise<Postmaster | null> {
    for (let round = 1; ; round++) {
      const found = await readPostmaster(data);
      if (found !== null && (await isServerOf(data, found.pid))) {
        if (found.ready) return found;
        if (round % 500 === 0) this.#log('the database is recovering; waiting');
        await pause(20);
        continue;
      }
      if (await isInUse(data)) {
        await pause(20);
        continue;
      }
      // PostgreSQL trusts the number in the file when any process bears it; nothing of ours is alive here.
      if (found !== null && isAlive(found.pid)) await rm(join(data, 'postmaster.pid'), { force: true });
      return null;
    }
  }

  async #ensureDatabase(): Promise<void> {
    try {
      await query(this.#config(owner, database), 'select 1');
    } catch (error) {
      // 3D000: there is no such database yet.
      if (errorCode(error) !== '3D000') throw error;
      await query(this.#config(owner, 'postgres'), `create database ${database} template template0`).catch(
        (failure: unknown) => {
          if (errorCode(failure) !== '42P04' && errorCode(failure) !== '23505') throw failure;
        },
      );
    }
  }

  #config(user: string, name: string): ClientConfig {
    if (this.#address === null) throw new StoreError('unavailable', 'The database is not running.');
    return {
      ...this.#address,
      user,
      database: name,
      types: typeParsers,
      connectionTimeoutMillis: 10_000,
      ...(this.#place?.password ? { password: this.#place.password } : {}),
    };
  }
}

async function query(config: ClientConfig, text: string): Promise<void> {
  const client = new pg.Client(config);
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
