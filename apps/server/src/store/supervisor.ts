import { setTimeout as pause } from 'node:timers/promises';
import { isConnectionError, StoreError } from './errors.ts';
import type { InstanceLock } from './instance-lock.queries.ts';
import type { DatabaseServer } from './server.ts';

/**
 * Keeps the database reachable while the store is open. The lock's session tells at once when the server goes;
 * then the server is started again (a private one) or waited for, and the lock is taken again, before any
 * request gets a connection: no write happens without the lock.
 */
export class Supervisor {
  readonly #server: DatabaseServer;
  readonly #lock: InstanceLock;
  readonly #log: (line: string) => void;
  /** Settled while all is well; a recovery under way otherwise. */
  #ready: Promise<void> = Promise.resolve();
  #recovering = false;
  #stopped = false;
  /** Set when somebody else took the lock: this process must not write any more. */
  #lost: StoreError | null = null;

  constructor(server: DatabaseServer, lock: InstanceLock, log: (line: string) => void) {
    this.#server = server;
    this.#lock = lock;
    this.#log = log;
    lock.onLost(() => this.recover());
  }

  /** Resolves when connections may be used. @throws StoreError `unavailable` after `patience` ms, `in-use` */
  async ready(patience: number): Promise<void> {
    if (this.#recovering) await this.#recovered(patience);
    if (this.#lost !== null) throw this.#lost;
  }

  async #recovered(patience: number): Promise<void> {
    const timeout = new AbortController();
    try {
      await Promise.race([
        this.#ready,
        pause(patience, undefined, { signal: timeout.signal }).then(() => {
          throw new StoreError('unavailable', 'The database is being started again. Send the request again.');
        }),
      ]);
    } finally {
      timeout.abort();
    }
  }

  /** Ends the watch and gives the lock back. A recovery under way is waited for. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#ready;
    await this.#lock.release();
  }

  /** Starts a recovery unless one is under way. */
  recover(): void {
    if (this.#recovering || this.#stopped) return;
    this.#recovering = true;
    this.#log('the database is gone; starting it again');
    this.#ready = this.#recoverUntilDone().finally(() => {
      this.#recovering = false;
    });
  }

  async #recoverUntilDone(): Promise<void> {
    for (let wait = 50; !this.#stopped; wait = Math.min(wait * 2, 5_000)) {
      try {
        await this.#server.ensureRunning();
        await this.#lock.acquire();
        this.#log('the database is back');
        return;
      } catch (error) {
        if (error instanceof StoreError && error.code === 'in-use') {
          this.#lost = error;
          this.#log(error.message);
          return;
        }
        if (!isConnectionError(error)) this.#log(`still no database: ${String(error)}`);
        await pause(wait);
      }
    }
  }
}
