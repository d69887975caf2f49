import {
  type Conversation,
  type ConversationEvent,
  converse,
  encodeFrame,
  encodeSegment,
  newConversation,
  type Patience,
  type Request,
  type Segment,
  type SegmentInput,
  standardPatience,
} from '@huanzhi/hj212';
import type { RemoteOutcome } from '../services/monitoring/gateway/handle.ts';
import type { GatewayStation } from '../store/readings/stations.queries.ts';
import type { Connection } from './connection.ts';

interface Device {
  conversation: Conversation;
  connection: Connection;
  crc: 'hj212' | 'modbus' | 'modbus-swapped';
}

/** Conversations with the stations that are connected. */
export class RemoteRequests {
  readonly #devices = new Map<string, Device>();
  readonly #waiting = new Map<string, (outcome: RemoteOutcome) => void>();
  readonly #now: () => number;
  readonly #patience: Patience;
  readonly #onSend: (connection: Connection, mn: string, packet: SegmentInput) => void;
  #next = 0;

  /** @param onSend told of every packet that is sent */
  constructor(
    now: () => number,
    onSend: (connection: Connection, mn: string, packet: SegmentInput) => void,
    patience: Patience = standardPatience,
  ) {
    this.#now = now;
    this.#onSend = onSend;
    this.#patience = patience;
  }

  /**
   * A station spoke: it can be reached on this connection. Its answers go on to its conversation.
   * @returns true when it speaks on this connection for the first time
   */
  heard(connection: Connection, station: GatewayStation, segment: Segment): boolean {
    const before = this.#devices.get(station.mn)?.connection;
    let device = this.#devices.get(station.mn);
    if (device === undefined || device.connection !== connection) {
      const target = {
        st: segment.header.st === '91' ? (device?.conversation.target.st ?? '91') : (segment.header.st ?? ''),
        mn: station.mn,
        pw: station.password ?? segment.header.pw ?? '',
        edition: station.edition,
      };
      // A request under way goes on: it is sent again on the new connection when its answer is overdue.
      const conversation = device
        ? { ...device.conversation, target }
        : newConversation(target, this.#patience);
      device = { conversation, connection, crc: station.crc === 'off' ? 'hj212' : station.crc };
      this.#devices.set(station.mn, device);
    }
    const running = device.conversation.running !== null;
    if (running || segment.header.cn === '1013')
      this.#play(device, { type: 'received', segment, at: this.#now() });
    return before !== connection;
  }

  /** Forgets the stations of a connection; their requests end. @returns their device numbers */
  closed(connection: Connection): string[] {
    const gone: string[] = [];
    for (const [mn, device] of this.#devices) {
      if (device.connection !== connection) continue;
      this.#devices.delete(mn);
      gone.push(mn);
      const { running, waiting } = device.conversation;
      for (const one of [running, ...waiting]) {
        if (one !== null) this.#end(one.id, { kind: 'not-connected' });
      }
    }
    return gone;
  }

  /** Sends a request to a station and tells how it ended. */
  request(mn: string, request: Request): Promise<RemoteOutcome> {
    const device = this.#devices.get(mn);
    if (device === undefined) return Promise.resolve({ kind: 'not-connected' });
    this.#next += 1;
    const id = String(this.#next);
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#play(device, { type: 'ask', id, request, at: this.#now() });
    });
  }

  /** Resends what is overdue. */
  checkTime(now: number): void {
    for (const device of this.#devices.values()) {
      if (device.conversation.running !== null) this.#play(device, { type: 'time', at: now });
    }
  }

  #play(device: Device, event: ConversationEvent): void {
    const { conversation, effects } = converse(device.conversation, event);
    device.conversation = conversation;
    for (const effect of effects) {
      if (effect.type === 'send') {
        device.connection.answer(encodeFrame(encodeSegment(effect.packet), device.crc));
        this.#onSend(device.connection, device.conversation.target.mn, effect.packet);
      } else this.#end(effect.id, effect.outcome);
    }
  }

  #end(id: string, outcome: RemoteOutcome): void {
    this.#waiting.get(id)?.(outcome);
    this.#waiting.delete(id);
  }
}
