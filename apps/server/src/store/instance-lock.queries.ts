import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import pg, { type ClientConfig } from 'pg';
import { errorCode, StoreError } from './errors.ts';

/**
 * One huanzhi at a time. A session of its own keeps a transaction open that locks an empty table; the lock
 * goes with the session, so also with a killed process. (No advisory lock: PostgreSQL's descendants lack it,
 * and connection poolers lose it.) The session's name says who holds it.
 *
 * EXCLUSIVE lets backups read the table; the transaction has no id and no snapshot, so it holds up no vacuum.
 */
export class InstanceLock {
  readonly #config: () => ClientConfig;
  readonly #what: string;
  #client: pg.Client | null = null;
  #lost: () => void = () => {};

  constructor(config: () => ClientConfig, what: string) {
    this.#config = config;
    this.#what = what;
  }

  /** True while this process has the lock. */
  get held(): boolean {
    return this.#client !== null;
  }

  /** What to do when the session breaks. */
  onLost(action: () => void): void {
    this.#lost = action;
  }

  /**
   * Takes the lock. A holder on this host that is dead already is given a moment to vanish.
   * @throws StoreError `in-use` with the holder's pid, host and start
   */
  async acquire(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const refusal = await this.#tryAcquire();
      if (refusal === null) return;
      if (attempt === 50 || (refusal.holder !== null && !isDeadHere(refusal.holder)))
        throw this.#inUse(refusal.holder);
      await pause(100);
    }
  }

  /** Gives the lock back. */
  async release(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.end();
  }

  async #tryAcquire(): Promise<{ holder: Holder | null } | null> {
    const client = new pg.Client({ ...this.#config(), application_name: nameOf(here) });
    client.on('error', () => {});
    await client.connect();
    try {
      await ensureTable(client);
      await client.query('begin');
      await client.query('set local idle_in_transaction_session_timeout = 0');
      await client.query('lock table huanzhi_lock in exclusive mode nowait');
    } catch (error) {
      const holder = errorCode(error) === '55P03' ? await findHolder(client) : undefined;
      await client.end();
      if (holder === undefined) throw error;
      return { holder };
    }
    client.on('end', () => {
      if (this.#client !== client) return;
      this.#client = null;
      this.#lost();
    });
    this.#client = client;
    return null;
  }

  #inUse(holder: Holder | null): StoreError {
    const who =
      holder === null
        ? 'another huanzhi'
        : `the huanzhi with process number ${holder.pid} on ${holder.host}, running since ${holder.since}`;
    return new StoreError(
      'in-use',
      `${this.#what} is in use by ${who}. Stop it first, or choose another data folder with HUANZHI_DATA.`,
      { what: this.#what, ...holder },
    );
  }
}

interface Holder {
  pid: number;
  host: string;
  since: string;
}

const here: Holder = {
  pid: process.pid,
  host: hostname().slice(0, 20),
  since: new Date(Date.now() - process.uptime() * 1000).toISOString().slice(0, 19).concat('Z'),
};

/** At most 63 bytes: what PostgreSQL keeps of an application name. */
function nameOf(holder: Holder): string {
  return `huanzhi ${holder.pid} ${holder.since} ${holder.host}`;
}

function isDeadHere(holder: Holder): boolean {
  if (holder.host !== here.host) return false;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return errorCode(error) === 'ESRCH';
  }
}

async function ensureTable(client: pg.Client): Promise<void> {
  try {
    await client.query('create table if not exists huanzhi_lock (held boolean)');
  } catch (error) {
    // Two first starts at once: the other one made it. The server says so as a double key, table or type.
    if (!['23505', '42P07', '42710'].includes(errorCode(error) ?? '')) throw error;
  }
}

async function findHolder(client: pg.Client): Promise<Holder | null> {
  await client.query('rollback');
  const found = await client.query<{ name: string }>(
    `select activity.application_name as name
       from pg_locks as locks
       join pg_stat_activity as activity on activity.pid = locks.pid
      where locks.relation = 'huanzhi_lock'::regclass and locks.mode = 'ExclusiveLock' and locks.granted
        and activity.datname = current_database()`,
  );
  const parts = /^huanzhi (\d+) (\S+) (.*)$/.exec(found.rows[0]?.name ?? '');
  const [, pid, since, host] = parts ?? [];
  if (pid === undefined || since === undefined || host === undefined) return null;
  return { pid: Number(pid), since, host };
}
