import { finished } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { isConnectionError, StoreError, toStoreError } from './errors.ts';
import type { AppConfig } from './server.ts';
import type { Supervisor } from './supervisor.ts';

/** How long a request waits for a database that is being started again, in ms. */
const patience = 15_000;

/**
 * The pool of requests. It hands out connections only while the supervisor holds the lock, waits for a restart
 * under way, throws away broken connections, and turns driver errors into `StoreError`s.
 */
export class GuardedPool implements PostgresPool {
  readonly #pool: pg.Pool;
  readonly #supervisor: Supervisor;

  constructor(config: AppConfig, supervisor: Supervisor) {
    this.#supervisor = supervisor;
    this.#pool = new pg.Pool({
      ...config.client,
      max: 12,
      connectionTimeoutMillis: patience,
      onConnect: (async (client: pg.ClientBase) => {
        // Without a listener a connection that breaks while it is checked out would end the process.
        client.on('error', () => {});
        if (config.setRole !== null) await client.query(`set role ${pg.escapeIdentifier(config.setRole)}`);
      }) as (client: pg.ClientBase) => void,
    });
    this.#pool.on('error', () => {});
  }

  async connect(): Promise<PostgresPoolClient> {
    const deadline = Date.now() + patience;
    for (;;) {
      await this.#supervisor.ready(patience);
      try {
        return guarded(await this.#pool.connect());
      } catch (error) {
        if (!isConnectionError(error) || Date.now() > deadline) throw toStoreError(error);
        await pause(50);
      }
    }
  }

  /** Null when a connection answers, else the reason. */
  async ping(): Promise<string | null> {
    try {
      const client = await this.connect();
      try {
        await client.query('select 1', []);
      } finally {
        client.release();
      }
      return null;
    } catch (error) {
      return error instanceof StoreError ? error.message : String(error);
    }
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }
}

/** The client with its errors translated; once its connection broke it is not given back to the pool. */
function guarded(client: pg.PoolClient): PostgresPoolClient {
  let broken = false;
  const query = async (text: string, parameters: readonly unknown[]) => {
    try {
      if (text.startsWith('copy ')) return await sendRows(client, text, parameters[0] as Buffer);
      return await client.query(text, [...parameters]);
    } catch (error) {
      broken ||= isConnectionError(error);
      throw toStoreError(error);
    }
  };
  return { query, release: () => client.release(broken) } as unknown as PostgresPoolClient;
}

/** See `copyIn`. */
async function sendRows(client: pg.PoolClient, statement: string, rows: Buffer): Promise<pg.QueryResult> {
  const target = client.query(copyFrom(statement));
  target.end(rows);
  await finished(target);
  return { command: 'COPY', rowCount: target.rowCount, rows: [], oid: 0, fields: [] };
}
