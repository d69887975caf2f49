import type { Connection } from './connection.ts';

/** Who is connected, and who may be. */
export class Places {
  readonly all = new Set<Connection>();
  /** Those that have named no registered station, the oldest first. */
  readonly #strangers = new Set<Connection>();
  readonly #perAddress = new Map<string, number>();
  readonly #limits: { connections: number; perAddress: number };
  readonly #onRefused: () => void;

  /** @param onRefused called for a connection that is turned away or loses its place */
  constructor(limits: { connections: number; perAddress: number }, onRefused: () => void) {
    this.#limits = limits;
    this.#onRefused = onRefused;
  }

  /**
   * Whether one more connection may come from this address. When all places are taken, the oldest stranger loses its
   * place, so that connections which say nothing cannot keep a station out.
   */
  hasRoom(address: string): boolean {
    if ((this.#perAddress.get(address) ?? 0) < this.#limits.perAddress) {
      if (this.all.size < this.#limits.connections) return true;
      const [oldest] = this.#strangers;
      if (oldest !== undefined) {
        this.#strangers.delete(oldest);
        this.#onRefused();
        oldest.close();
        return true;
      }
    }
    this.#onRefused();
    return false;
  }

  add(connection: Connection): void {
    this.all.add(connection);
    this.#strangers.add(connection);
    this.#perAddress.set(connection.address, (this.#perAddress.get(connection.address) ?? 0) + 1);
  }

  /** It has named a registered station: its place is its own. */
  keep(connection: Connection): void {
    this.#strangers.delete(connection);
  }

  remove(connection: Connection): void {
    this.all.delete(connection);
    this.#strangers.delete(connection);
    const left = (this.#perAddress.get(connection.address) ?? 1) - 1;
    if (left === 0) this.#perAddress.delete(connection.address);
    else this.#perAddress.set(connection.address, left);
  }
}
