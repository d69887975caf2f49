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
    this.address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
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
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('end', () => this.#each(this.#reader.end()));
    socket.on('error', () => {});
    socket.on('close', () => events.closed(this));
  }

  /** Stops or goes on reading; while stopped, the bytes wait in the sender. */
  hold(reason: 'queue' | 'rate', on: boolean): void {
    if (on) this.#held.add(reason);
    else this.#held.delete(reason);
    if (this.#held.size > 0) this.#socket.pause();
    else this.#socket.resume();
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
    this.status.packets += 1;
    if (repaired) this.status.repaired += 1;
    if (at !== null) this.status.lag = this.status.lastSpoke - at;
    if (!this.status.stations.includes(mn) && this.status.stations.length < 100)
      this.status.stations.push(mn);
  }

  /** Closes it when it was silent or half a frame is waited for too long. Held connections are not judged. */
  checkTime(now: number): void {
    if (this.#held.has('rate') && Math.floor(now / 1000) !== this.#second) this.hold('rate', false);
    if (this.#held.size > 0) return;
    const stuck = this.#begun !== null && now - this.#begun > this.#config.frameTime;
    if (!stuck && now - this.status.lastSpoke <= this.#config.idle) return;
    this.#each(this.#reader.end());
    this.close();
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    const now = this.#now();
    this.status.lastSpoke = now;
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
