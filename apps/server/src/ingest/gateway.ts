import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import {
  type Decoded,
  type Request,
  type Segment,
  setTimeouts,
  standardPatience,
  timeCalibration,
} from '@huanzhi/hj212';
import type {
  GatewayHandle,
  GatewayStatus,
  RemoteOutcome,
  ReplayOutcome,
  ReplayPiece,
} from '../services/monitoring/gateway/handle.ts';
import type { Store } from '../store/index.ts';
import {
  addRequest,
  endRequest,
  interruptRequests,
} from '../store/monitoring/gateway/conversation.queries.ts';
import type { GatewayStation } from '../store/readings/stations.queries.ts';
import { Activity, noStation } from './activity.ts';
import { addressOf, Connection } from './connection.ts';
import { ConversationLog } from './conversation-log.ts';
import { Incidents } from './incidents.ts';
import { judge } from './judge.ts';
import { Layouts } from './layouts.ts';
import { connectionsAllowed } from './open-files.ts';
import type { GatewayConfig } from './options.ts';
import { Places } from './places.ts';
import { RemoteRequests } from './remote-requests.ts';
import { replay } from './replay.ts';
import { Stations } from './stations.ts';
import { Writer } from './writer.ts';

/** A running gateway. */
export interface Gateway extends GatewayHandle {
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

/** How often states and counts of stations are written, ms: so much of them a kill may cost. */
const flushEvery = 5_000;

/** A station that connects again within this time is not set up again, ms. */
const openingEvery = 12 * 3_600_000;

/** What the gateway says about instruments that say nothing worth a line. */
const heartbeats = new Set(['9013', '9014', '9015', '9051']);

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
  readonly #store: Store;
  readonly #activity: Activity;
  readonly #conversations: ConversationLog;
  readonly #opened = new Map<number, number>();
  readonly #log: (line: string) => void;
  readonly #now: () => number;
  readonly #stations: Stations;
  readonly #layouts: Layouts;
  readonly #writer: Writer;
  readonly #requests: RemoteRequests;
  readonly #server: Server;
  readonly #incidents: Incidents;
  #places: Places;
  #held = false;
  #refreshed: number;
  #flushed = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor({ store, config, log, now }: GatewayParts) {
    this.#config = config;
    this.#log = log;
    this.#now = now;
    this.#refreshed = now();
    this.#stations = new Stations(store);
    this.#store = store;
    this.#activity = new Activity(store, now);
    this.#conversations = new ConversationLog(store, now);
    this.#incidents = new Incidents(config.quarantinePerMinute, this.#conversations, log, now);
    this.#places = this.#placesFor(config.maxConnections);
    this.#requests = new RemoteRequests(now, (to, mn, packet) =>
      this.#conversations.sent(to.status.peer, mn, packet),
    );
    this.#layouts = new Layouts(store, config.maxLayouts);
    this.#writer = new Writer(store, this.#layouts, config.batch, log, () => this.#room());
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
    await this.#activity.load();
    await this.#layouts.load();
    await interruptRequests(this.#store.db, new Date(this.#now()));
    const { connections, limit } = await connectionsAllowed(this.#config.maxConnections);
    if (connections < this.#config.maxConnections) {
      this.#places = this.#placesFor(connections);
      this.#log(`gateway: ${limit} open files are allowed (ulimit -n): at most ${connections} connections`);
    }
    this.#server.listen({ host: this.#config.host, port: this.#config.port, backlog: 1024 });
    await once(this.#server, 'listening');
    this.#server.on('error', (error) => this.#log(`gateway: ${error.message}`));
    this.#timer = setInterval(() => void this.checkTime(), 1000);
    this.#timer.unref();
  }

  status(): GatewayStatus {
    return {
      connections: [...this.#places.all].map((connection) => ({ ...connection.status })),
      counts: {
        ...this.#writer.counts,
        refusedConnections: this.#incidents.refusedConnections,
        droppedPieces: this.#incidents.droppedPieces,
      },
      waiting: this.#writer.waiting,
      trouble: this.#writer.trouble ?? this.#incidents.stalled,
    };
  }

  activity(): ReturnType<Activity['snapshot']> {
    return this.#activity.snapshot();
  }

  replay(pieces: readonly ReplayPiece[]): Promise<ReplayOutcome[]> {
    return replay(pieces, this.#stations, this.#writer, (...packet) => this.#activity.packet(...packet));
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
    for (const connection of this.#places.all) connection.checkTime(now);
    this.#requests.checkTime(now);
    this.#incidents.check(this.#writer);
    if (now - this.#refreshed >= refreshEvery) {
      // Without a database the stations known so far go on.
      await this.refreshStations().catch(() => {});
    }
    await this.#conversations.flush();
    if (now - this.#flushed < flushEvery) return;
    this.#flushed = now;
    await this.#activity.flush();
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    const closed = this.#server.listening ? once(this.#server, 'close') : null;
    this.#server.close();
    for (const connection of this.#places.all) connection.hold('queue', true);
    await this.#writer.close();
    // The answers of the last commit leave in the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    for (const connection of this.#places.all) connection.close();
    await closed;
    if (this.#writer.trouble === null)
      await Promise.all([this.#activity.flush(), this.#conversations.flush()]);
  }

  #placesFor(connections: number): Places {
    return new Places({ connections, perAddress: this.#config.maxPerAddress }, () =>
      this.#incidents.refused(),
    );
  }

  #accept(socket: Socket): void {
    if (!this.#places.hasRoom(addressOf(socket))) {
      socket.on('error', () => {});
      socket.destroy();
      return;
    }
    const closed = (from: Connection) => {
      this.#places.remove(from);
      for (const mn of this.#requests.closed(from)) this.#disconnected(from, mn);
    };
    const events = { frame: (from: Connection, decoded: Decoded) => this.#frame(from, decoded), closed };
    const connection = new Connection(socket, this.#config, this.#now, events, this.#stations.keyOf);
    this.#places.add(connection);
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
      const { segment } = verdict.decoded;
      connection.heard(station.mn, repaired, null);
      if (!heartbeats.has(segment.header.cn ?? ''))
        this.#conversations.received(connection.status.peer, station.mn, segment);
      if (answer !== null) connection.answer(answer);
      this.#heard(connection, station, segment);
      return;
    }
    const { cn, at, key, values, repairs, segment } = verdict.packet;
    connection.heard(station.mn, repaired, at);
    this.#heard(connection, station, segment);
    const { readings, marks, layout } = values;
    const receivedAt = this.#now();
    const { raw } = decoded;
    this.#writer.add({
      packet: { stationId: station.id, cn, layout: 0, at, key, receivedAt, readings, marks, repairs, raw },
      layout,
      peer: connection.status.peer,
      mn: station.mn,
      done: (refusal) => {
        if (refusal !== null) {
          connection.fault();
          this.#activity.quarantined(station.id, refusal.reason);
          return;
        }
        this.#activity.packet(station.id, receivedAt, at, repairs);
        if (answer !== null) connection.answer(answer);
      },
    });
    this.#holdWhenFull();
  }

  /** A station spoke; when it is new on this connection, it is set up. */
  #heard(connection: Connection, station: GatewayStation, segment: Segment): void {
    const { peer, since } = connection.status;
    const isNew = this.#requests.heard(connection, station, segment);
    this.#activity.heard(station.id, peer, since, segment.header);
    if (!isNew) return;
    this.#places.keep(connection);
    this.#conversations.event(peer, station.mn, 'connected');
    const last = this.#opened.get(station.id);
    if (!station.opening || (last !== undefined && this.#now() - last < openingEvery)) return;
    this.#opened.set(station.id, this.#now());
    const { answer, resends } = standardPatience;
    void this.#setUp(station, 'clock', timeCalibration);
    void this.#setUp(station, 'timeouts', setTimeouts(answer / 1000, resends));
  }

  /** A request of the gateway itself (HJ 212-2017 §6.7); its outcome is kept like that of a person's. */
  async #setUp(station: GatewayStation, kind: 'clock' | 'timeouts', request: Request): Promise<void> {
    const { db } = this.#store;
    const asked = { stationId: station.id, kind, detail: {}, askedBy: null, askedAt: new Date(this.#now()) };
    const ended = this.#requests.request(station.mn, request);
    try {
      const id = await addRequest(db, asked);
      const outcome = await ended;
      const code = 'code' in outcome ? outcome.code : null;
      await endRequest(db, id, { at: new Date(this.#now()), outcome: outcome.kind, code });
    } catch (error) {
      this.#log(`gateway: the request to ${station.mn} could not be kept: ${String(error)}`);
    }
  }

  #disconnected(connection: Connection, mn: string): void {
    const { peer } = connection.status;
    const station = this.#stations.of(mn);
    if (station !== undefined) this.#activity.disconnected(station.id, peer);
    this.#conversations.event(peer, mn, 'disconnected');
  }

  #quarantine(
    connection: Connection,
    { mn, reason, detail }: { mn: string | null; reason: string; detail: string },
    raw: Uint8Array,
  ): void {
    const now = this.#now();
    this.#activity.quarantined(mn === null ? noStation : (this.#stations.of(mn)?.id ?? noStation), reason);
    if (!this.#incidents.piece()) return;
    this.#writer.quarantine({ receivedAt: now, peer: connection.status.peer, mn, reason, detail, raw });
    this.#holdWhenFull();
  }

  /** Too much waits for the database, packets or faulty pieces: reading stops, so that memory stays bounded. */
  #holdWhenFull(): void {
    if (this.#writer.waiting >= this.#config.maxWaiting) this.#hold(true);
  }

  /** There is room again after a commit. */
  #room(): void {
    if (this.#held && this.#writer.waiting < this.#config.maxWaiting / 2) this.#hold(false);
  }

  #hold(on: boolean): void {
    if (this.#held === on) return;
    this.#held = on;
    for (const connection of this.#places.all) connection.hold('queue', on);
  }
}
