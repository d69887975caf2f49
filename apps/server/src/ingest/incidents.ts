import type { ConversationLog } from './conversation-log.ts';

/** What the writer of packets knows of itself. */
interface WriterState {
  trouble: string | null;
  waiting: number;
  counts: { commits: number };
}

/** A commit may take so long before the page says that the database does not answer, ms. */
const commitTime = 10_000;

/**
 * What happens to the gateway as a whole: storing that stops, senders that are turned away, faulty pieces too many to
 * keep. Each is said once for the operator and once in the log of conversations, which the page shows; what happens a
 * thousand times a minute is one line of that minute.
 */
export class Incidents {
  /** Since the start. */
  refusedConnections = 0;
  droppedPieces = 0;
  readonly #kept: number;
  readonly #conversations: ConversationLog;
  readonly #log: (line: string) => void;
  readonly #now: () => number;
  #minute: number;
  #pieces = 0;
  #refused = 0;
  #failedSince: number | null = null;
  /** When the last commit was seen, or nothing waited. */
  #movedAt: number;
  #commits = 0;
  #stalled = false;

  /** @param piecesPerMinute faulty pieces that are kept in a minute */
  constructor(
    piecesPerMinute: number,
    conversations: ConversationLog,
    log: (line: string) => void,
    now: () => number,
  ) {
    this.#kept = piecesPerMinute;
    this.#conversations = conversations;
    this.#log = log;
    this.#now = now;
    this.#minute = Math.floor(now() / 60_000);
    this.#movedAt = now();
  }

  /** Why nothing is stored, though the database has refused nothing; null when it is stored. */
  get stalled(): string | null {
    return this.#stalled ? 'The database does not answer.' : null;
  }

  /** A faulty piece came. @returns whether it may be kept */
  piece(): boolean {
    this.#turnMinute();
    this.#pieces += 1;
    if (this.#pieces <= this.#kept) return true;
    this.droppedPieces += 1;
    return false;
  }

  /** A connection was refused, or closed to make room for another. */
  refused(): void {
    this.#turnMinute();
    this.refusedConnections += 1;
    this.#refused += 1;
  }

  /** Call it every second. */
  check(writer: WriterState): void {
    this.#turnMinute();
    const now = this.#now();
    this.#watchCommits(writer, now);
    const trouble = writer.trouble ?? this.stalled;
    if (trouble !== null && this.#failedSince === null) {
      this.#failedSince = now;
      this.#conversations.incident('store-failed', trouble);
    } else if (trouble === null && this.#failedSince !== null) {
      const seconds = Math.round((now - this.#failedSince) / 1000);
      this.#failedSince = null;
      this.#conversations.incident('store-back', `seconds=${seconds}`);
    }
  }

  /** A database that hangs refuses nothing: it is noticed by packets that wait while no commit ends. */
  #watchCommits({ trouble, waiting, counts: { commits } }: WriterState, now: number): void {
    if (waiting === 0 || commits !== this.#commits || trouble !== null) this.#movedAt = now;
    this.#commits = commits;
    const stalled = now - this.#movedAt >= commitTime;
    if (stalled && !this.#stalled)
      this.#log(`gateway: the database does not answer, ${waiting} packets wait, nothing is answered`);
    if (!stalled && this.#stalled && trouble === null) this.#log('gateway: the database answers again');
    this.#stalled = stalled;
  }

  #turnMinute(): void {
    const minute = Math.floor(this.#now() / 60_000);
    if (minute === this.#minute) return;
    this.#minute = minute;
    if (this.#pieces > this.#kept) {
      this.#log(`gateway: ${this.#pieces} faulty pieces in a minute, ${this.#kept} of them kept`);
      this.#conversations.incident('pieces-dropped', `pieces=${this.#pieces};kept=${this.#kept}`);
    }
    if (this.#refused > 0) {
      this.#log(`gateway: ${this.#refused} connections turned away in a minute`);
      this.#conversations.incident('connections-refused', `connections=${this.#refused}`);
    }
    this.#pieces = 0;
    this.#refused = 0;
  }
}
