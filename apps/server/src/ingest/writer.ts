import { setTimeout as pause } from 'node:timers/promises';
import { errorCode, StoreError } from '../store/errors.ts';
import type { Store } from '../store/index.ts';
import type { Packet } from '../store/readings/packet.ts';
import { storePackets } from '../store/readings/packets.queries.ts';
import { addQuarantined, type Quarantined } from '../store/readings/quarantine.queries.ts';
import { touchHours } from '../store/readings/touched-hours.queries.ts';
import { type Layouts, TooManyLayouts } from './layouts.ts';
import { Touched } from './touched.ts';

/** A packet on its way to the database. */
export interface WaitingPacket {
  /** Its layout number is set by the writer. */
  packet: Packet;
  /** Names of its fields, joined by commas. */
  layout: string;
  peer: string;
  mn: string;
  /** Its bytes are in quarantine already: when it is refused, they are not put there again. */
  known?: true;
  /** Called once after the commit. With a refusal it was not stored and there is no answer. */
  done(refusal: Refusal | null): void;
}

/** Why a packet was not stored. */
export interface Refusal {
  reason: 'same-key' | 'refused';
  detail: string;
}

const sameKey: Refusal = { reason: 'same-key', detail: 'a packet with this QN and time has other data' };

/** What the writer counts. */
export interface WriterCounts {
  stored: number;
  duplicates: number;
  quarantined: number;
  commits: number;
}

/**
 * Stores packets in batches: whatever queued while the last commit ran is the next batch. While the database is
 * gone it keeps what it has, tries again, and nothing is answered.
 */
export class Writer {
  readonly counts: WriterCounts = { stored: 0, duplicates: 0, quarantined: 0, commits: 0 };
  readonly #store: Store;
  readonly #layouts: Layouts;
  readonly #batch: number;
  readonly #log: (line: string) => void;
  readonly #onRoom: () => void;
  #packets: WaitingPacket[] = [];
  #quarantined: Quarantined[] = [];
  #running: Promise<void> | null = null;
  #trouble: string | null = null;
  /** Repeated packets come in bursts: after some the next are likely repeated too. */
  #allNew = true;
  readonly #touched = new Touched();
  readonly #stop = new AbortController();

  /** @param onRoom called after each commit: there is room in the queue again */
  constructor(
    store: Store,
    layouts: Layouts,
    batch: number,
    log: (line: string) => void,
    onRoom: () => void,
  ) {
    this.#store = store;
    this.#layouts = layouts;
    this.#batch = batch;
    this.#log = log;
    this.#onRoom = onRoom;
  }

  /** Packets and pieces that wait. */
  get waiting(): number {
    return this.#packets.length + this.#quarantined.length;
  }

  /** Why nothing can be stored at the moment, or null. */
  get trouble(): string | null {
    return this.#trouble;
  }

  add(packet: WaitingPacket): void {
    this.#packets.push(packet);
    this.#begin();
  }

  quarantine(piece: Quarantined): void {
    this.#quarantined.push(piece);
    this.#begin();
  }

  /** Waits for what is queued; gives up at once when the database is gone. */
  async close(): Promise<void> {
    if (this.#trouble !== null) this.#stop.abort();
    while (this.#running !== null) await this.#running;
  }

  #begin(): void {
    if (this.#running !== null || this.#stop.signal.aborted) return;
    this.#running = this.#drain().finally(() => {
      this.#running = null;
      if (this.waiting > 0) this.#begin();
    });
  }

  async #drain(): Promise<void> {
    // Packets of one read belong into one commit: let the reads of this turn of the event loop finish.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting > 0 && !this.#stop.signal.aborted) {
      const packets = this.#packets.splice(0, this.#batch);
      const pieces = this.#quarantined.splice(0, this.#batch);
      await this.#write(packets, pieces);
      this.#onRoom();
    }
  }

  /** Returns when everything is stored or quarantined, or the writer was stopped. */
  async #write(packets: WaitingPacket[], pieces: Quarantined[]): Promise<void> {
    for (let wait = 100; !this.#stop.signal.aborted; wait = Math.min(wait * 2, 5_000)) {
      try {
        await this.#commit(packets, pieces);
        if (this.#trouble !== null) this.#log('gateway: packets are stored again');
        this.#trouble = null;
        return;
      } catch (error) {
        if (isRefusal(error)) return this.#divide(packets, pieces, error);
        const reason = reasonOf(error);
        if (this.#trouble === null)
          this.#log(`gateway: nothing can be stored, nothing is answered: ${reason}`);
        this.#trouble = reason;
        await pause(wait, undefined, { signal: this.#stop.signal }).catch(() => {});
      }
    }
  }

  async #commit(packets: WaitingPacket[], pieces: Quarantined[]): Promise<void> {
    for (const { packet, layout } of packets) {
      packet.layout =
        this.#layouts.known(packet.stationId, layout) ?? (await this.#layouts.find(packet.stationId, layout));
    }
    const now = Date.now();
    const hours = this.#touched.of(
      packets.map((one) => one.packet),
      now,
    );
    const { inserted, different } = await this.#store.transaction(async (trx) => {
      const stored = await storePackets(
        trx,
        packets.map((one) => one.packet),
        this.#allNew,
      );
      if (stored.inserted > 0) await touchHours(trx, hours);
      const odd = stored.different.flatMap((index) => packets[index] ?? []);
      await addQuarantined(trx, [
        ...pieces,
        ...odd.filter((one) => one.known !== true).map((one) => quarantinedFrom(one, sameKey)),
      ]);
      return stored;
    });
    if (inserted > 0) this.#touched.noted(hours, now);
    this.#allNew = inserted === packets.length;
    const refused = new Set(different);
    this.counts.stored += inserted;
    this.counts.duplicates += packets.length - inserted - refused.size;
    this.counts.quarantined += pieces.length + refused.size;
    this.counts.commits += 1;
    packets.forEach((one, index) => void one.done(refused.has(index) ? sameKey : null));
  }

  /** The database refused a value: finds the packet by halves and quarantines it alone. */
  async #divide(packets: WaitingPacket[], pieces: Quarantined[], error: unknown): Promise<void> {
    const [only] = packets;
    if (only === undefined) {
      this.#log(`gateway: ${pieces.length} quarantined pieces could not be stored: ${String(error)}`);
      return;
    }
    if (packets.length === 1) {
      const refusal: Refusal = { reason: 'refused', detail: String(error) };
      await this.#write([], only.known === true ? pieces : [...pieces, quarantinedFrom(only, refusal)]);
      only.done(refusal);
      return;
    }
    const half = packets.length >> 1;
    await this.#write(packets.slice(0, half), pieces);
    await this.#write(packets.slice(half), []);
  }
}

function quarantinedFrom(waiting: WaitingPacket, refusal: Refusal): Quarantined {
  const { packet, peer, mn } = waiting;
  return { receivedAt: packet.receivedAt, peer, mn, ...refusal, raw: packet.raw };
}

/** True when the same rows would be refused again; all else (no database, disk full) may pass. */
function isRefusal(error: unknown): boolean {
  if (error instanceof TooManyLayouts) return true;
  if (error instanceof StoreError) return error.code === 'invalid';
  return /^22/.test(errorCode(error));
}

/** What the database or the connection to it said: the store's own sentence is meant for who sends requests. */
function reasonOf(error: unknown): string {
  const said = error instanceof StoreError && error.cause instanceof Error ? error.cause : error;
  return said instanceof Error ? said.message : String(said);
}
