import { encodeSegment, type Segment, type SegmentInput } from '@huanzhi/hj212';
import { maskText } from '../services/monitoring/gateway/mask.ts';
import type { Store } from '../store/index.ts';
import { addLogLines, type LogLine } from '../store/monitoring/gateway/conversation.queries.ts';

/** Lines kept a minute: a sender that connects and asks without end must not fill the disk. */
const linesPerMinute = 600;
/** Lines that wait for the database at most. */
const waitingLimit = 2_000;

/**
 * What was said besides data: requests, their answers, connections. Data are kept whole as packets, and a 9014 for
 * each would double them. Passwords and keys are masked before a line is made.
 */
export class ConversationLog {
  readonly #store: Store;
  readonly #now: () => number;
  #lines: LogLine[] = [];
  #minute = 0;
  #inMinute = 0;
  #flushing: Promise<void> | null = null;

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Something that happened to a connection. */
  event(peer: string, mn: string | null, what: string, body = ''): void {
    this.#add({ peer, mn, direction: 'event', what, qn: null, body });
  }

  /** Something that happened to the gateway as a whole; its teller sees to it that it is seldom. */
  incident(what: string, body: string): void {
    this.#keep({ peer: '', mn: null, direction: 'event', what, qn: null, body });
  }

  /** A segment that came and holds no data. */
  received(peer: string, mn: string, segment: Segment): void {
    const { cn, qn } = segment.header;
    const said = segment.params.map(([key, value]) => `${key}=${value}`).join(';');
    this.#add({ peer, mn, direction: 'in', what: cn ?? '', qn, body: said });
  }

  /** A packet that was sent to a station. */
  sent(peer: string, mn: string, packet: SegmentInput): void {
    const body = Buffer.from(encodeSegment(packet)).toString('utf8');
    this.#add({ peer, mn, direction: 'out', what: packet.cn, qn: packet.qn ?? null, body });
  }

  /** Writes what waits; what cannot be written now is written the next time. */
  async flush(): Promise<void> {
    this.#flushing ??= this.#write().finally(() => {
      this.#flushing = null;
    });
    await this.#flushing;
  }

  #add(line: Omit<LogLine, 'at'>): void {
    const at = this.#now();
    const minute = Math.floor(at / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#inMinute = 0;
    }
    this.#inMinute += 1;
    if (this.#inMinute > linesPerMinute || this.#lines.length >= waitingLimit) return;
    this.#keep(line);
  }

  #keep(line: Omit<LogLine, 'at'>): void {
    this.#lines.push({ ...line, at: this.#now(), body: maskText(line.body).slice(0, 2_000) });
  }

  async #write(): Promise<void> {
    const lines = this.#lines;
    if (lines.length === 0) return;
    this.#lines = [];
    try {
      await addLogLines(this.#store.db, lines);
    } catch {
      this.#lines = [...lines, ...this.#lines].slice(0, waitingLimit);
    }
  }
}
