import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { RecordEvent } from './types.ts';

/**
 * JSON with sorted keys and no white space, so that equal values give equal text on every machine and
 * after a round through JSONB (order of keys by UTF-16 unit, numbers as ECMAScript writes them: RFC 8785).
 * @param value JSON data; keys whose value is `undefined` are left out, as `JSON.stringify` does.
 * @throws TypeError for what JSON cannot say: NaN, Infinity, functions, symbols, big integers, Dates, Maps.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonical JSON has no ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map((item) => (item === undefined ? 'null' : canonicalJson(item))).join(',')}]`;
  }
  if (typeof value === 'object' && isPlain(value)) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${entries.join(',')}}`;
  }
  throw new TypeError(`canonical JSON has no ${Object.prototype.toString.call(value)}`);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

const digest = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/**
 * `prevHash` of the first event of a record. It holds the record's id, so that a chain cannot be moved to
 * another record.
 * @returns SHA-256 as 64 lower-case hex digits.
 */
export function genesisHash(recordId: string): string {
  return digest(`huanzhi/record/${recordId}`);
}

/**
 * Hash of one event: SHA-256 of the canonical JSON of everything but `hash` itself (workflows §1.2).
 * @returns 64 lower-case hex digits.
 */
export function hashEvent(event: Omit<RecordEvent, 'hash'> & { hash?: string }): string {
  const { hash: _, ...rest } = event;
  return digest(canonicalJson(rest));
}

/** The first place where a chain does not hold. */
export interface ChainBreak {
  /** Number of the event that should stand or stands there. */
  seq: number;
  /**
   * `record`: belongs to another record; `sequence`: an event is missing, twice or out of order;
   * `link`: does not follow the event before it; `content`: was changed after it was written;
   * `end`: the chain stops before, or differs from, the sealed head.
   */
  reason: 'record' | 'sequence' | 'link' | 'content' | 'end';
  expected: string;
  found: string;
}

/**
 * Proves the history of one record.
 * @param events all its events in order of `seq`, which starts at 1.
 * @param head the last event as sealed elsewhere (daily root); only with it is a cut-off end noticed.
 * @returns `null` when the chain holds, else the first break.
 */
export function verifyChain(
  recordId: string,
  events: readonly RecordEvent[],
  head?: { seq: number; hash: string },
): ChainBreak | null {
  let prevHash = genesisHash(recordId);
  let seq = 0;
  for (const event of events) {
    seq += 1;
    const at = (reason: ChainBreak['reason'], expected: string, found: string): ChainBreak => {
      return { seq, reason, expected, found };
    };
    if (event.recordId !== recordId) return at('record', recordId, event.recordId);
    if (event.seq !== seq) return at('sequence', String(seq), String(event.seq));
    if (event.prevHash !== prevHash) return at('link', prevHash, event.prevHash);
    const hash = hashEvent(event);
    if (event.hash !== hash) return at('content', hash, event.hash);
    prevHash = hash;
    if (head !== undefined && head.seq === seq && head.hash !== hash) return at('end', head.hash, hash);
  }
  if (head !== undefined && head.seq > seq) {
    return { seq: seq + 1, reason: 'end', expected: `${head.seq} events`, found: `${seq} events` };
  }
  return null;
}
