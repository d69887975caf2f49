import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import {
  type CrcMode,
  decodeFrame,
  deviceTime,
  encodeFrame,
  encodeSegment,
  FrameReader,
  qnOf,
  type Segment,
  type SegmentInput,
} from '@huanzhi/hj212';

export const start = Date.UTC(2026, 2, 1, 4);

/** Packet `number` of a station: its own QN, DataTime and value. */
export function packetOf(mn: string, number: number, more: Partial<SegmentInput> = {}): SegmentInput {
  return {
    qn: qnOf(start + number),
    st: '32',
    cn: '2011',
    pw: '123456',
    mn,
    flag: 5,
    params: [['DataTime', deviceTime(start + Math.floor(number / 1000) * 1000)]],
    factors: [
      { code: 'w01018', fields: { Rtd: String(number), Flag: 'N' } },
      { code: 'w21003', fields: { Rtd: '2.10', Flag: 'N' } },
    ],
    ...more,
  };
}

export const bytesOf = (packet: SegmentInput, crc?: CrcMode): Uint8Array =>
  encodeFrame(encodeSegment(packet), crc);

/** A device: a socket and what came back on it. */
export interface Device {
  socket: Socket;
  /** The next segment from the gateway; null when the connection ended. */
  next(): Promise<Segment | null>;
  /** Resolves when the gateway closed the connection. */
  closed: Promise<void>;
}

/** Connects a device to a port of this machine. */
export async function connectDevice(port: number): Promise<Device> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const came: Segment[] = [];
  const wanted: ((segment: Segment | null) => void)[] = [];
  const reader = new FrameReader();
  let over = false;
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    for (const frame of reader.push(chunk)) {
      const decoded = decodeFrame(frame);
      if (decoded.outcome === 'quarantined') throw new Error(`the gateway sent ${decoded.detail}`);
      const waiter = wanted.shift();
      if (waiter) waiter(decoded.segment);
      else came.push(decoded.segment);
    }
  });
  const closed = new Promise<void>((resolve) => void socket.on('close', () => resolve()));
  void closed.then(() => {
    over = true;
    for (const waiter of wanted.splice(0)) waiter(null);
  });
  await once(socket, 'connect');
  return {
    socket,
    closed,
    next: () => {
      const segment = came.shift();
      if (segment !== undefined) return Promise.resolve(segment);
      return over ? Promise.resolve(null) : new Promise((resolve) => wanted.push(resolve));
    },
  };
}
