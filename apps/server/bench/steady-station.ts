import { connect, type Socket } from 'node:net';
import { decodeFrame, deviceTime, encodeFrame, encodeSegment, FrameReader, qnOf } from '@huanzhi/hj212';

const codes = [
  'w01018',
  'w21003',
  'w21011',
  'w21001',
  'w01001',
  'w00000',
  'w01010',
  'w01014',
  'w20117',
  'w22001',
];

/** How long answers took, in ms. */
export interface Latency {
  count: number;
  p50: number;
  p99: number;
  max: number;
}

/**
 * A proper instrument: sends packets of ten readings at its rate, keeps what is not answered and sends it again when its
 * connection is new, as HJ 212 asks. Knows which packets were answered and how long it took.
 */
export class SteadyStation {
  readonly mn: string;
  /** QNs of answered packets. */
  readonly answered = new Set<string>();
  readonly #port: number;
  readonly #unanswered = new Map<string, { frame: Uint8Array; sentAt: number }>();
  readonly #remember: boolean;
  #waits: number[] = [];
  #socket: Socket | null = null;
  #lastQn = 0;
  #stopped = false;

  /** @param remember keep the QNs of answered packets (memory), for a proof afterwards */
  constructor(mn: string, port: number, remember = true) {
    this.mn = mn;
    this.#port = port;
    this.#remember = remember;
  }

  get unanswered(): number {
    return this.#unanswered.size;
  }

  /** Sends one packet, on a new connection when there is none. */
  send(): void {
    if (this.#stopped) return;
    const at = Math.max(Date.now(), this.#lastQn + 1);
    this.#lastQn = at;
    const qn = qnOf(at);
    const frame = encodeFrame(
      encodeSegment({
        qn,
        st: '32',
        cn: '2011',
        pw: '123456',
        mn: this.mn,
        flag: 5,
        params: [['DataTime', deviceTime(at)]],
        factors: codes.map((code, index) => ({
          code,
          fields: { Rtd: (12.345 + index + (at % 97) / 10).toFixed(3), Flag: 'N' },
        })),
      }),
    );
    this.#unanswered.set(qn, { frame, sentAt: performance.now() });
    if (this.#socket === null) this.#connect();
    else if (!this.#socket.connecting && this.#socket.writable) this.#socket.write(frame);
  }

  /** Connects again when there is something left to send. */
  retry(): void {
    if (this.#socket === null && this.#unanswered.size > 0 && !this.#stopped) this.#connect();
  }

  /** The latencies since the last call. */
  takeLatency(): Latency {
    const waits = this.#waits.sort((a, b) => a - b);
    this.#waits = [];
    const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
    return { count: waits.length, p50: at(0.5), p99: at(0.99), max: waits.at(-1) ?? 0 };
  }

  stop(): void {
    this.#stopped = true;
    this.#socket?.destroy();
  }

  #connect(): void {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    const reader = new FrameReader();
    this.#socket = socket;
    socket.on('connect', () => {
      for (const { frame } of this.#unanswered.values()) socket.write(frame);
    });
    socket.on('data', (chunk) => {
      for (const frame of reader.push(chunk)) {
        const decoded = decodeFrame(frame);
        if (decoded.outcome === 'quarantined') throw new Error(`the gateway sent ${decoded.detail}`);
        this.#heard(decoded.segment.header.qn ?? '');
      }
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#socket = null;
    });
  }

  #heard(qn: string): void {
    const sent = this.#unanswered.get(qn);
    if (sent === undefined) return;
    this.#unanswered.delete(qn);
    this.#waits.push(performance.now() - sent.sentAt);
    if (this.#remember) this.answered.add(qn);
  }
}

/** Lets stations send in turn, so many packets a second in all, until `stop`. */
export function sendSteadily(stations: readonly SteadyStation[], rate: number): () => void {
  const start = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - start) / 1000) * rate;
    for (; sent < due; sent += 1) stations[sent % stations.length]?.send();
  }, 5);
  return () => clearInterval(timer);
}
