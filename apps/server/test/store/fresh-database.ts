import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll } from 'vitest';
import { openStore, type Store } from '../../src/store/index.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { migrate } from '../../src/store/migrations/migrate.queries.ts';
import { PrivateServer } from '../../src/store/postgres/private-server.ts';

/**
 * A fresh database for a test: a clone of a template that was migrated once for the test file. It lies on the
 * server of `HUANZHI_TEST_DATABASE_URL` (an account that may create databases and roles), else on a private
 * server of this test file. Everything is removed after the file.
 */
export interface FreshDatabase {
  /** Connection string, for `openStore({ databaseUrl })`. */
  url: string;
  drop(): Promise<void>;
}

type UrlOf = (database: string) => string;

const cleanups: (() => Promise<void>)[] = [];
let server: Promise<UrlOf> | null = null;
let template: Promise<string> | null = null;

afterAll(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  server = null;
  template = null;
});

/** A folder below the system's temporary one that the database's account can pass through. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'huanzhi-test-'));
  await chmod(folder, 0o711);
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A migrated database without rows. */
export async function freshDatabase(): Promise<FreshDatabase> {
  server ??= startServer();
  const urlOf = await server;
  template ??= makeTemplate(urlOf);
  const from = await template;
  const name = `huanzhi_test_${randomUUID().replaceAll('-', '')}`;
  await administrate(urlOf('postgres'), `create database ${name} template ${from}`);
  const drop = () => administrate(urlOf('postgres'), `drop database if exists ${name} with (force)`);
  cleanups.push(drop);
  return { url: urlOf(name), drop };
}

/** An open store on a fresh database and an empty folder; closed after the file. */
export async function freshStore(): Promise<{ store: Store; url: string }> {
  const { url } = await freshDatabase();
  const store = await openStore({ databaseUrl: url, dataDir: await temporaryFolder() });
  cleanups.push(() => store.close());
  return { store, url };
}

/** One statement as the owner of the tables, past the rights of requests. */
export async function asOwner(
  url: string,
  statement: string,
  values: unknown[] = [],
): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(statement, values);
  } finally {
    await client.end();
  }
}

async function startServer(): Promise<UrlOf> {
  const given = process.env.HUANZHI_TEST_DATABASE_URL;
  if (given !== undefined && given !== '') {
    return (database) => {
      const url = new URL(given);
      url.pathname = `/${database}`;
      return url.href;
    };
  }
  const folder = await temporaryFolder();
  const own = new PrivateServer(folder, () => {});
  await own.ensureRunning();
  cleanups.push(() => own.stop());
  const { host, port, user } = own.ownerConfig();
  return (database) =>
    `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(String(host))}`;
}

async function makeTemplate(urlOf: UrlOf): Promise<string> {
  const name = `huanzhi_template_${randomUUID().replaceAll('-', '')}`;
  await administrate(urlOf('postgres'), `create database ${name} template template0 encoding 'UTF8'`);
  cleanups.push(() => administrate(urlOf('postgres'), `drop database if exists ${name} with (force)`));
  await migrate({ connectionString: urlOf(name) }, migrations, () => {});
  return name;
}

async function administrate(url: string, statement: string): Promise<void> {
  await asOwner(url, statement);
}
