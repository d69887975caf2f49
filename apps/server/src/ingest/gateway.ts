import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Decoded, Request } from '@huanzhi/hj212';
import type { Store } from '../store/index.ts';
import { Connection, type ConnectionStatus } from './connection.ts';
import { judge } from './judge.ts';
import { Layouts } from './layouts.ts';
import type { GatewayConfig } from './options.ts';
import { type RemoteOutcome, RemoteRequests } from './remote-requests.ts';
import { Stations } from './stations.ts';
import { Writer, type WriterCounts } from './writer.ts';

/** What the gateway tells about itself. */
export interface GatewayStatus {
  connections: ConnectionStatus[];
  counts: WriterCounts & {
    /** Connections turned away since the start: too many in all or from one address. */
    refusedConnections: number;
    /** Pieces that were only counted, since too many came in a minute. */
    droppedPieces: number;
  };
  /** Packets and pieces that wait for the database. */
  waiting: number;
  /** Why nothing can be stored at the moment, or null. */
  trouble: string | null;
}

/** A running gateway. */
export interface Gateway {
  host: string;
  port: number;
  status(): GatewayStatus;
  /** Reads the stations again after they were changed. */
  refreshStations(): Promise<void>;
  /** Asks a connected station for something, e.g. `historyRequest('hour', from, to)` or `timeCalibration`. */
  request(mn: string, request: Request): Promise<RemoteOutcome>;
  /** Judges idle connections, half frames and overdue requests; done by itself every second. */
  checkTime(): Promise<void>;
  /** Takes no more, stores and answers what is queued, closes all connections. */
  close(): Promise<void>;
}

/** What the gateway needs. */
export interface GatewayParts {
  store: Store;
  config: GatewayConfig;
  /** Lines for the operator. */
  log: (line: string) => void;
  /** ms since 1970 UTC */
  now: () => number;
}

/** How often stations are read again, so that one added on the page is known, ms. */
const refreshEvery = 10_000;

/**
 * Starts the HJ 212 gateway: one TCP port for all stations and editions. A packet is answered after its commit,
 * never before.
 * @throws the socket's error when the port cannot be had; StoreError when the stations cannot be read
 */
export async function startGateway(parts: GatewayParts): Promise<Gateway> {
  const gateway = new RunningGateway(parts);
  await gateway.listen();
  return gateway;
}

class RunningGateway implements Gateway {
  readonly #config: GatewayConfig;
  readonly #log: (line: string) => void;
  readonly #now: () => number;
  readonly #stations: Stations;
  readonly #writer: Writer;
  readonly #requests: RemoteRequests;
  readonly #server: Server;
  readonly #connections = new Set<Connection>();
  readonly #perAddress = new Map<string, number>();
  #refusedConnections = 0;
  #droppedPieces = 0;
  #minute = 0;
  #piecesInMinute = 0;
  #held = false;
  #refreshed: number;
  #timer: NodeJS.Timeout | null = null;

  constructor({ store, config, log, now }: GatewayParts) {
    this.#config = config;
    this.#log = log;
    this.#now = now;
    this.#refreshed = now();
    this.#stations = new Stations(store);
    this.#requests = new RemoteRequests(now);
    this.#writer = new Writer(store, new Layouts(store, config.maxLayouts), config.batch, log, () =>
      this.#room(),
    );
    this.#server = createServer((socket) => this.#accept(socket));
  }

  get host(): string {
    return this.#config.host;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : this.#config.port;
  }

  async listen(): Promise<void> {
    await this.#stations.refresh();
    this.#server.listen({ host: this.#config.host, port: this.#config.port, backlog: 1024 });
    await once(this.#server, 'listening');
    this.#server.on('error', (error) => this.#log(`gateway: ${error.message}`));
    this.#timer = setInterval(() => void this.checkTime(), 1000);
    this.#timer.unref();
  }

  status(): GatewayStatus {
    return {
      connections: [...this.#connections].map((connection) => ({ ...connection.status })),
      counts: {
        ...this.#writer.counts,
        refusedConnections: this.#refusedConnections,
        droppedPieces: this.#droppedPieces,
      },
      waiting: this.#writer.waiting,
      trouble: this.#writer.trouble,
    };
  }

  async refreshStations(): Promise<void> {
    this.#refreshed = this.#now();
    await this.#stations.refresh();
  }

  request(mn: string, request: Request): Promise<RemoteOutcome> {
    return this.#requests.request(mn, request);
  }

  async checkTime(): Promise<void> {
    const now = this.#now();
    for (const connection of this.#connections) connection.checkTime(now);
    this.#requests.checkTime(now);
    if (now - this.#refreshed >= refreshEvery) {
      // Without a database the stations known so far go on.
      await this.refreshStations().catch(() => {});
    }
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    const closed = this.#server.listening ? once(this.#server, 'close') : null;
    this.#server.close();
    for (const connection of this.#connections) connection.hold('queue', true);
    await this.#writer.close();
    // The answers of the last commit leave in the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    for (const connection of this.#connections) connection.close();
    await closed;
  }

  #accept(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const fromAddress = this.#perAddress.get(address) ?? 0;
    if (this.#connections.size >= this.#config.maxConnections || fromAddress >= this.#config.maxPerAddress) {
      this.#refusedConnections += 1;
      socket.on('error', () => {});
      socket.destroy();
      return;
    }
    this.#perAddress.set(address, fromAddress + 1);
    const connection = new Connection(socket, this.#config, this.#now, {
      frame: (from, decoded) => this.#frame(from, decoded),
      closed: (from) => {
        this.#connections.delete(from);
        this.#requests.closed(from);
        const left = (this.#perAddress.get(address) ?? 1) - 1;
        if (left === 0) this.#perAddress.delete(address);
        else this.#perAddress.set(address, left);
      },
    });
    this.#connections.add(connection);
    if (this.#held) connection.hold('queue', true);
  }

  #frame(connection: Connection, decoded: Decoded): void {
    const verdict = judge(decoded, connection.address, this.#stations.of);
    if (verdict.kind === 'quarantine') {
      connection.fault();
      this.#quarantine(connection, verdict, decoded.raw);
      return;
    }
    const { station, answer } = verdict;
    const repaired = decoded.outcome !== 'accepted';
    if (verdict.kind === 'heard') {
      connection.heard(station.mn, repaired, null);
      if (answer !== null) connection.answer(answer);
      this.#requests.heard(connection, station, verdict.decoded.segment);
      return;
    }
    const { cn, at, key, values, repairs } = verdict.packet;
    connection.heard(station.mn, repaired, at);
    if (decoded.outcome !== 'quarantined') this.#requests.heard(connection, station, decoded.segment);
    const { readings, marks, layout } = values;
    const receivedAt = this.#now();
    const { raw } = decoded;
    this.#writer.add({
      packet: { stationId: station.id, cn, layout: 0, at, key, receivedAt, readings, marks, repairs, raw },
      layout,
      peer: connection.status.peer,
      mn: station.mn,
      done: (stored) => {
        if (stored && answer !== null) connection.answer(answer);
        else if (!stored) connection.fault();
      },
    });
    if (this.#writer.waiting >= this.#config.maxWaiting) this.#hold(true);
  }

  #quarantine(
    connection: Connection,
    { mn, reason, detail }: { mn: string | null; reason: string; detail: string },
    raw: Uint8Array,
  ): void {
    const now = this.#now();
    const minute = Math.floor(now / 60_000);
    if (minute !== this.#minute) {
      if (this.#piecesInMinute > this.#config.quarantinePerMinute) {
        this.#log(
          `gateway: ${this.#piecesInMinute} faulty pieces in a minute, ${this.#config.quarantinePerMinute} of them kept`,
        );
      }
      this.#minute = minute;
      this.#piecesInMinute = 0;
    }
    this.#piecesInMinute += 1;
    if (this.#piecesInMinute > this.#config.quarantinePerMinute) {
      this.#droppedPieces += 1;
      return;
    }
    this.#writer.quarantine({ receivedAt: now, peer: connection.status.peer, mn, reason, detail, raw });
  }

  /** There is room again after a commit. */
  #room(): void {
    if (this.#held && this.#writer.waiting < this.#config.maxWaiting / 2) this.#hold(false);
  }

  #hold(on: boolean): void {
    if (this.#held === on) return;
    this.#held = on;
    for (const connection of this.#connections) connection.hold('queue', on);
  }
}
