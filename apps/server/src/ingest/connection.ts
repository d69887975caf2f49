import type { Socket } from 'node:net';
import { type Decoded, decodeFrame, FrameReader, type RawFrame } from '@huanzhi/hj212';
import type { ConnectionStatus } from '../services/monitoring/gateway/handle.ts';
import type { GatewayConfig } from './options.ts';

/** What a connection tells the gateway. */
export interface ConnectionEvents {
  /** In the order of arrival. */
  frame(connection: Connection, decoded: Decoded): void;
  closed(connection: Connection): void;
}

/** So many bytes of a sender that is not known to be proper are looked at in one go. */
const strangerBytes = 2_048;

/** One socket: cuts frames, keeps its rate, says who spoke and when. */
export class Connection {
  readonly address: string;
  readonly status: ConnectionStatus;
  readonly #socket: Socket;
  readonly #reader: FrameReader;
  readonly #config: GatewayConfig;
  readonly #now: () => number;
  readonly #events: ConnectionEvents;
  /** When the frame began that waits for its end; null when none does. */
  #begun: number | null = null;
  #second = 0;
  #inSecond = 0;
  #faults = 0;
  /** When a registered station was heard last; at first when the connection began. Time held does not count. */
  #heardAt: number;
  #heldAt = 0;
  #held = new Set<'queue' | 'rate'>();
  #answers: Uint8Array[] = [];

  /** @param sm4KeyOf the key of a station that encrypts */
  constructor(
    socket: Socket,
    config: GatewayConfig,
    now: () => number,
    events: ConnectionEvents,
    sm4KeyOf: (mn: string) => Uint8Array | undefined,
  ) {
    this.#reader = new FrameReader({ crc: 'any', sm4KeyOf });
    this.#socket = socket;
    this.#config = config;
    this.#now = now;
    this.#events = events;
    this.address = addressOf(socket);
    this.status = {
      peer: `${this.address}:${socket.remotePort}`,
      stations: [],
      since: now(),
      lastSpoke: now(),
      lag: null,
      packets: 0,
      repaired: 0,
      quarantined: 0,
    };
    this.#heardAt = this.status.since;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('end', () => this.#each(this.#reader.end()));
    socket.on('error', () => {});
    socket.on('close', () => events.closed(this));
  }

  /** Stops or goes on reading; while stopped, the bytes wait in the sender. */
  hold(reason: 'queue' | 'rate', on: boolean): void {
    const was = this.#held.size > 0;
    if (on) this.#held.add(reason);
    else this.#held.delete(reason);
    if (this.#held.size > 0) {
      if (!was) this.#heldAt = this.#now();
      this.#socket.pause();
      return;
    }
    if (was) {
      const time = this.#now() - this.#heldAt;
      this.#heardAt += time;
      if (this.#begun !== null) this.#begun += time;
    }
    this.#socket.resume();
  }

  /** Queues an answer; all answers of one turn of the event loop go in one write. */
  answer(frame: Uint8Array): void {
    this.#answers.push(frame);
    if (this.#answers.length > 1) return;
    setImmediate(() => {
      const bytes = this.#answers.length === 1 ? this.#answers[0] : Buffer.concat(this.#answers);
      this.#answers = [];
      if (bytes === undefined || !this.#socket.writable) return;
      this.#socket.write(bytes);
      // A sender that never reads its answers would fill our memory.
      if (this.#socket.writableLength > 1_048_576) this.close();
    });
  }

  /** A faulty piece came; too many in a row end the connection. */
  fault(): void {
    this.status.quarantined += 1;
    this.#faults += 1;
    if (this.#faults >= this.#config.maxFaults) this.close();
  }

  /** A proper frame came from this station. */
  heard(mn: string, repaired: boolean, at: number | null): void {
    this.#faults = 0;
    this.#heardAt = this.status.lastSpoke;
    this.status.packets += 1;
    if (repaired) this.status.repaired += 1;
    if (at !== null) this.status.lag = this.status.lastSpoke - at;
    if (!this.status.stations.includes(mn) && this.status.stations.length < 100)
      this.status.stations.push(mn);
  }

  /**
   * Closes it when no registered station was heard, or half a frame is waited for, too long: line ends now and then are
   * no sign of life. Held connections are not judged.
   */
  checkTime(now: number): void {
    if (this.#held.has('rate') && Math.floor(now / 1000) !== this.#second) this.hold('rate', false);
    if (this.#held.size > 0) return;
    const stuck = this.#begun !== null && now - this.#begun > this.#config.frameTime;
    if (!stuck && now - this.#heardAt <= this.#config.idle) return;
    this.#each(this.#reader.end());
    this.close();
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.status.lastSpoke = this.#now();
    if (this.#faults === 0 && this.status.packets > 0) {
      this.#take(chunk);
      return;
    }
    // Garbage costs most to read: that of a stranger is read a little at a time, until it is closed.
    for (let at = 0; at < chunk.length && !this.#socket.destroyed; at += strangerBytes) {
      this.#take(chunk.subarray(at, at + strangerBytes));
    }
  }

  #take(chunk: Buffer): void {
    const now = this.status.lastSpoke;
    const frames = this.#reader.push(chunk);
    if (this.#reader.pending === 0) this.#begun = null;
    else if (frames.length > 0 || this.#begun === null) this.#begun = now;
    this.#each(frames);
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#inSecond = 0;
    }
    this.#inSecond += frames.length;
    if (this.#inSecond >= this.#config.packetsPerSecond) this.hold('rate', true);
  }

  #each(frames: RawFrame[]): void {
    for (const frame of frames) {
      if (this.#socket.destroyed) return;
      this.#events.frame(this, decodeFrame(frame));
    }
  }
}

/** The address of a socket without port; an IPv4 address is written as one on an IPv6 socket too. */
export function addressOf(socket: { remoteAddress?: string | undefined }): string {
  return (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}
