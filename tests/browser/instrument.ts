import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import {
  decodeFrame,
  deviceTime,
  encodeFrame,
  encodeSegment,
  FrameReader,
  qnOf,
  type Segment,
  type SegmentInput,
} from '@huanzhi/hj212';

/** A simulated monitor of fine particles (HJ 212-2017, ST 22) on a connection of its own. */
export class Instrument {
  readonly mn: string;
  readonly #password: string;
  readonly #socket: Socket;
  readonly #answers = new Map<string, () => void>();
  #qn = 0;

  private constructor(mn: string, password: string, socket: Socket) {
    this.mn = mn;
    this.#password = password;
    this.#socket = socket;
    const reader = new FrameReader();
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      for (const frame of reader.push(chunk)) {
        const decoded = decodeFrame(frame);
        if (decoded.outcome === 'quarantined') throw new Error(`the gateway sent ${decoded.detail}`);
        this.#heard(decoded.segment);
      }
    });
  }

  /** Connects to the gateway of this machine. */
  static async connect(port: number, mn: string, password: string): Promise<Instrument> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new Instrument(mn, password, socket);
  }

  /**
   * Sends the mean of an hour (2061) and does not wait for an answer.
   * @param start of the hour, ms since 1970 UTC
   * @param value µg/m³
   * @returns QN of the packet
   */
  send(start: number, value: number): string {
    this.#qn = Math.max(Date.now(), this.#qn + 1);
    const qn = qnOf(this.#qn);
    this.#write({
      qn,
      st: '22',
      cn: '2061',
      pw: this.#password,
      mn: this.mn,
      flag: 5,
      params: [['DataTime', deviceTime(start)]],
      factors: [{ code: 'a34004', fields: { Avg: value.toFixed(1), Flag: 'N' } }],
    });
    return qn;
  }

  /** As `send`, and waits for the 9014, which comes after the commit. @returns when it came, as `performance.now()` */
  async deliver(start: number, value: number): Promise<number> {
    const qn = this.send(start, value);
    await new Promise<void>((resolve) => this.#answers.set(qn, resolve));
    return performance.now();
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Notes answers; does at once whatever is asked (9011, then 9012 with 1: done). */
  #heard({ header }: Segment): void {
    if (header.cn === '9014') {
      const qn = header.qn ?? '';
      this.#answers.get(qn)?.();
      this.#answers.delete(qn);
    } else if (/^[123]\d{3}$/.test(header.cn ?? '')) {
      const reply = {
        st: '91',
        pw: this.#password,
        mn: this.mn,
        flag: 4,
        ...(header.qn ? { qn: header.qn } : {}),
      };
      this.#write({ ...reply, cn: '9011', params: [['QnRtn', '1']] });
      this.#write({ ...reply, cn: '9012', params: [['ExeRtn', '1']] });
    }
  }

  #write(packet: SegmentInput): void {
    this.#socket.write(encodeFrame(encodeSegment(packet)));
  }
}
