import type { Transaction } from 'kysely';
import { GuardedPool } from './connections.ts';
import { dataFolder, prepareDataFolder } from './data-folder.ts';
import { kyselyOver } from './database.ts';
import { FileStore } from './files.ts';
import { InstanceLock } from './instance-lock.queries.ts';
import { migrations } from './migrations/index.ts';
import { migrate } from './migrations/migrate.queries.ts';
import { PrivateServer } from './postgres/private-server.ts';
import { ensureRegistryIndexes, type RegistryFields } from './records/registry-view.queries.ts';
import { grantRights } from './roles.queries.ts';
import type { Database, Db } from './schema.ts';
import { type DatabaseServer, ExternalServer } from './server.ts';
import { Supervisor } from './supervisor.ts';

export interface StoreOptions {
  /** Folder for the database and the files; `dataFolder(process.env)` when left out. */
  dataDir?: string;
  /** Connection string of a PostgreSQL 13 or newer; the private server when left out. */
  databaseUrl?: string;
  /** One line for the log, in English. */
  log?: (line: string) => void;
}

/** What `health()` tells. */
export interface StoreHealth {
  ok: boolean;
  /** Why not, or what the operator should know (e.g. that history is not protected by rights). */
  notes: string[];
}

/** An open store. It holds the data folder (or the database) until `close` or the end of the process. */
export interface Store {
  /** Pool of connections with the rights of requests. */
  db: Db;
  /** Bytes by their SHA-256. */
  files: FileStore;
  kind: 'private' | 'external';
  dataDir: string;
  /** What the operator should know, e.g. that history is not protected by rights. */
  warnings: string[];
  /** Runs `fn` in one transaction; it is rolled back when `fn` throws. */
  transaction<T>(fn: (trx: Transaction<Database>) => Promise<T>): Promise<T>;
  /** Indexes and the view `v_<registry>` of registries, made or brought up to date. */
  ensureRegistries(registries: RegistryFields[]): Promise<void>;
  health(): Promise<StoreHealth>;
  /** Waits for open transactions, then stops the private server. May be called twice. */
  close(): Promise<void>;
}

/**
 * Opens the store: starts or finds the database, takes the lock, brings the schema up to date.
 * @throws StoreError `in-use` (details: pid, host, since) when another huanzhi holds it; `setup` with what to do
 */
export async function openStore(options: StoreOptions = {}): Promise<Store> {
  const log = options.log ?? (() => {});
  const dataDir = options.dataDir ?? dataFolder(process.env);
  await prepareDataFolder(dataDir);
  const server: DatabaseServer =
    options.databaseUrl === undefined
      ? new PrivateServer(dataDir, log)
      : new ExternalServer(options.databaseUrl);
  await server.ensureRunning();
  const lock = new InstanceLock(() => server.ownerConfig(), server.description);
  try {
    await lock.acquire();
    await migrate(server.ownerConfig(), migrations, log);
    const rights = await grantRights(server.ownerConfig(), server.appLogin());
    for (const warning of rights.warnings) log(`warning: ${warning}`);
    const supervisor = new Supervisor(server, lock, log);
    const pool = new GuardedPool(server.appConfig(rights.appRole), supervisor);
    const db = kyselyOver(pool);
    const files = new FileStore(dataDir);
    await files.prepare();
    let closing: Promise<void> | null = null;
    const closeAll = async () => {
      await db.destroy();
      await supervisor.stop();
      await server.stop();
    };
    return {
      db,
      files,
      kind: server.kind,
      dataDir,
      warnings: rights.warnings,
      transaction: (fn) => db.transaction().execute(fn),
      ensureRegistries: (registries) => ensureRegistryIndexes(server.ownerConfig(), registries),
      health: async () => {
        const trouble = await pool.ping();
        return {
          ok: trouble === null,
          notes: trouble === null ? rights.warnings : [trouble, ...rights.warnings],
        };
      },
      close: () => {
        closing ??= closeAll();
        return closing;
      },
    };
  } catch (error) {
    const held = lock.held;
    await lock.release();
    if (held) await server.stop();
    throw error;
  }
}
