import { type CrcMode, crcHj212, fitsHj212, matchingCrc } from './crc.ts';
import { decryptArea } from './sm4.ts';

/** Something mended while a frame was cut out of the stream, in the words of `docs` §Repairs. */
export type FrameRepair =
  | 'length-digits'
  | 'length-wrong'
  | 'crc-short'
  | 'crc-lower-case'
  | 'crc-modbus'
  | 'crc-modbus-swapped'
  | 'crc-unchecked';

/** Why bytes did not become a frame. */
export type FrameFault = 'crc-mismatch' | 'crc-not-hex' | 'no-head' | 'garbage' | 'incomplete' | 'too-long';

/**
 * A frame cut out of the stream. `bytes` run from `##` to the last digit of the check value. They are views of what
 * was pushed, not copies.
 */
export type RawFrame =
  | { ok: true; bytes: Uint8Array; segment: Uint8Array; repairs: FrameRepair[] }
  | { ok: false; bytes: Uint8Array; fault: FrameFault; detail: string };

export interface FrameReaderOptions {
  /** The check value this station sends. Default `hj212`. */
  crc?: CrcMode;
  /** Longest data segment that is waited for, in bytes. Default 9999 (the standard says 1024; instruments send more). */
  maxSegment?: number;
  /** Key (16 bytes) of a station that encrypts its data area (HJ 212-2025, single source). Clear frames pass too. */
  sm4Key?: Uint8Array;
  /** The same for a receiver of many stations: the key of the station that a frame names, or undefined. */
  sm4KeyOf?: (mn: string) => Uint8Array | undefined;
}

const nothing = new Uint8Array(0);
const HASH = 0x23;
const AMPERSAND = 0x26;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** Bytes that may stand between frames: CR, LF, space, tab, NUL and the four characters `\r\n`. */
function isSeparator(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at];
  if (byte === 0x0d || byte === 0x0a || byte === 0x20 || byte === 0x09 || byte === 0) return true;
  if (byte === 0x5c) return bytes[at + 1] === 0x72 || bytes[at + 1] === 0x6e;
  return (byte === 0x72 || byte === 0x6e) && bytes[at - 1] === 0x5c;
}

/** Whether the bytes that have come do not say yet if a separator stands here: nothing, or a `\` alone. */
function isOpen(bytes: Uint8Array, at: number): boolean {
  return at >= bytes.length || (bytes[at] === 0x5c && at + 1 === bytes.length);
}

/** `##`, as far as it has come. Of a longer run of `#` the last two are the head. */
function mayBeHead(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== HASH) return false;
  return at + 1 === bytes.length || (bytes[at + 1] === HASH && bytes[at + 2] !== HASH);
}

type Step = { used: number; frame: RawFrame | null } | 'wait';

/**
 * Cuts HJ 212 frames out of a byte stream that arrives in arbitrary pieces. Works by the declared length, so
 * `##`, `&&` or line ends inside the data are no frame limits; looks for another limit only when the check
 * value does not fit. What it gives depends on the bytes alone, never on how they were cut into pieces.
 */
export class FrameReader {
  readonly #crc: CrcMode;
  readonly #maxSegment: number;
  readonly #sm4KeyOf: ((mn: string) => Uint8Array | undefined) | null;
  #buffer: Uint8Array = nothing;

  constructor(options: FrameReaderOptions = {}) {
    this.#crc = options.crc ?? 'hj212';
    this.#maxSegment = options.maxSegment ?? 9999;
    const { sm4Key } = options;
    this.#sm4KeyOf = sm4Key === undefined ? (options.sm4KeyOf ?? null) : () => sm4Key;
  }

  /** Bytes that wait for the rest of their frame; never more than `maxSegment` + 12. */
  get pending(): number {
    return this.#buffer.length;
  }

  /**
   * Takes the next bytes; gives the frames (and the pieces that are none) that are now certain.
   * @param chunk is kept and looked into later: the caller must not write into it again
   */
  push(chunk: Uint8Array): RawFrame[] {
    if (this.#buffer.length === 0) this.#buffer = chunk;
    else {
      const joined = new Uint8Array(this.#buffer.length + chunk.length);
      joined.set(this.#buffer);
      joined.set(chunk, this.#buffer.length);
      this.#buffer = joined;
    }
    return this.#drain(false);
  }

  /** No more bytes will come (closed, or silent for too long): what waits is decided now. */
  end(): RawFrame[] {
    return this.#drain(true);
  }

  #drain(last: boolean): RawFrame[] {
    const frames: RawFrame[] = [];
    const bytes = this.#buffer;
    let at = 0;
    while (at < bytes.length) {
      const step = this.#step(bytes, at, last);
      if (step === 'wait') break;
      if (step.frame) frames.push(step.frame);
      at += step.used;
    }
    // A copy, so that a short rest does not keep a long chunk alive.
    this.#buffer = at === bytes.length ? nothing : at === 0 ? bytes : new Uint8Array(bytes.subarray(at));
    return frames;
  }

  #step(bytes: Uint8Array, at: number, last: boolean): Step {
    return mayBeHead(bytes, at) ? this.#frameAt(bytes, at, last) : this.#skip(bytes, at, last);
  }

  /** Bytes before the next `##`: separators vanish, anything else is kept as a piece that is no frame. */
  #skip(bytes: Uint8Array, at: number, last: boolean): Step {
    let end = at;
    while (end < bytes.length && !mayBeHead(bytes, end)) end += 1;
    if (bytes[end] === HASH && end + 1 === bytes.length && last) end = bytes.length;
    let start = at;
    while (start < end && isSeparator(bytes, start)) start += 1;
    if (start === end) return { used: end - at, frame: null };
    const limit = this.#maxSegment + 12;
    // `#` or `##` at the end of what has come may be the head, or part of this piece when more `#` follow.
    const certain = last || end + 2 < bytes.length;
    if (!certain && end - start <= limit) return start > at ? { used: start - at, frame: null } : 'wait';
    // A piece is cut at a fixed length, so that its limits do not depend on how the bytes arrived.
    const cut = Math.min(end, start + limit);
    let tail = cut;
    while (tail > start && isSeparator(bytes, tail - 1)) tail -= 1;
    const piece = bytes.slice(start, tail);
    const looksLikeSegment = indexOfText(piece, 'CN=', 0, piece.length) >= 0;
    return {
      used: cut - at,
      frame: {
        ok: false,
        bytes: piece,
        fault: looksLikeSegment ? 'no-head' : 'garbage',
        detail: looksLikeSegment
          ? 'a data segment without ## before it'
          : `${piece.length} bytes that are no HJ 212 frame`,
      },
    };
  }

  #frameAt(bytes: Uint8Array, at: number, last: boolean): Step {
    let digits = 0;
    while (digits < 7 && isDigit(bytes[at + 2 + digits])) digits += 1;
    if (at + 2 + digits >= bytes.length && digits < 7 && !last) return 'wait';

    const widths = digits >= 4 ? (digits > 4 && digits < 7 ? [4, digits] : [4]) : digits >= 2 ? [digits] : [];
    for (const width of widths) {
      const length = decimal(bytes, at + 2, width);
      if (length > this.#maxSegment) continue;
      const attempt = this.#tryLength(bytes, at, width, length, last);
      if (attempt !== null) return attempt;
    }
    return this.#mend(bytes, at, 2 + digits, last);
  }

  /** Null when the check value at the declared place does not fit. */
  #tryLength(bytes: Uint8Array, at: number, width: number, length: number, last: boolean): Step | null {
    const start = at + 2 + width;
    const end = start + length;
    let value = 0;
    let hex = 0;
    while (hex < 4) {
      const digit = hexValue(bytes[end + hex]);
      if (digit < 0) break;
      value = value * 16 + digit;
      hex += 1;
    }
    if (hex < 4 && !last && isOpen(bytes, end + hex)) return 'wait';
    if (hex === 0) return null;
    if (hex < 4 && !(end + hex >= bytes.length || isSeparator(bytes, end + hex))) return null;

    const repairs = this.#checked(value, bytes, start, end);
    const key = hex === 4 ? this.#sm4KeyOf?.(mnIn(bytes, start, end)) : undefined;
    if (key !== undefined && (repairs === null || !isPlain(bytes, start, end))) {
      const clear = decrypted(bytes, at, start, end, value, key);
      if (clear !== null) return clear;
    }
    if (repairs === null) return null;
    if (width !== 4) repairs.push('length-digits');
    if (hex < 4) repairs.push('crc-short');
    return { used: end + hex - at, frame: accepted(bytes, at, start, end, end + hex, repairs) };
  }

  /** The repairs under which this check value is right, or null. */
  #checked(value: number, bytes: Uint8Array, start: number, end: number): FrameRepair[] | null {
    if (this.#crc === 'hj212') return fitsHj212(value, bytes, start, end) ? [] : null;
    const match = matchingCrc(value, bytes, start, end);
    if (match === 'hj212') return [];
    if (this.#crc === 'any') return match === null ? null : [`crc-${match}`];
    if (this.#crc === 'off') return match === null ? ['crc-unchecked'] : [`crc-${match}`];
    return match === this.#crc ? [`crc-${match}`] : null;
  }

  /** The declared length led nowhere: look for `&&` + check value before the next frame, else quarantine. */
  #mend(bytes: Uint8Array, at: number, offset: number, last: boolean): Step {
    const start = at + offset;
    const limit = Math.min(bytes.length, start + this.#maxSegment + 6);
    for (let index = start; index < limit; index += 1) {
      if (bytes[index] === HASH && bytes[index + 1] === HASH && isDigit(bytes[index + 2])) {
        return this.#refuse(bytes, at, start, index);
      }
      if (bytes[index] !== AMPERSAND || bytes[index + 1] !== AMPERSAND) continue;
      // The opening `CP=&&` is no end, unless the area is empty and the closing one follows.
      if (bytes[index - 1] === 0x3d && bytes[index - 2] === 0x50 && bytes[index - 3] === 0x43) {
        index += 1;
        continue;
      }
      const end = index + 2;
      let value = 0;
      let hex = 0;
      while (hex < 4 && hexValue(bytes[end + hex]) >= 0) {
        value = value * 16 + hexValue(bytes[end + hex]);
        hex += 1;
      }
      if (hex < 4 && !last && isOpen(bytes, end + hex)) return 'wait';
      if (hex < 4) {
        if (end + hex >= limit || isSeparator(bytes, end + hex))
          return this.#refuse(bytes, at, start, end + hex);
        continue;
      }
      const repairs = this.#checked(value, bytes, start, end);
      if (repairs === null) return this.#refuse(bytes, at, start, end + 4);
      repairs.push('length-wrong');
      return { used: end + 4 - at, frame: accepted(bytes, at, start, end, end + 4, repairs) };
    }
    if (!last && limit === bytes.length && bytes.length - start <= this.#maxSegment + 6) return 'wait';
    return this.#refuse(bytes, at, start, limit);
  }

  #refuse(bytes: Uint8Array, at: number, start: number, end: number): Step {
    let tail = end;
    while (tail > at + 2 && isSeparator(bytes, tail - 1)) tail -= 1;
    const piece = bytes.slice(at, Math.max(tail, at + 2));
    const closing = lastClosing(bytes, start, tail);
    let fault: FrameFault = 'incomplete';
    let detail = 'the frame ends before its check value';
    if (closing >= 0) {
      const text = String.fromCharCode(...bytes.subarray(closing, Math.min(tail, closing + 8)));
      if (/^[0-9a-f]{4}/i.test(text)) {
        const found = Number.parseInt(text.slice(0, 4), 16);
        const match = matchingCrc(found, bytes, start, closing);
        fault = 'crc-mismatch';
        const expected = crcHj212(bytes, start, closing).toString(16).toUpperCase().padStart(4, '0');
        detail = `check value ${text.slice(0, 4)}, computed ${expected}${match && match !== 'hj212' ? `; it fits ${match}` : ''}`;
      } else {
        fault = 'crc-not-hex';
        detail = `expected four hex digits after &&, found ${JSON.stringify(text)}`;
      }
    } else if (end - start > this.#maxSegment) {
      fault = 'too-long';
      detail = `no end within ${this.#maxSegment} bytes`;
    }
    return { used: Math.max(end - at, 2), frame: { ok: false, bytes: piece, fault, detail } };
  }
}

/**
 * Length and check value of an encrypted frame are those of the clear text. By chance they are those of the
 * encrypted bytes too: a text with other than printable characters is tried here first.
 */
function decrypted(
  bytes: Uint8Array,
  at: number,
  start: number,
  end: number,
  value: number,
  key: Uint8Array,
): Step | null {
  const clear = decryptArea(bytes.subarray(start, end), key);
  if (clear === null || crcHj212(clear) !== value) return null;
  const stop = end + 4;
  return {
    used: stop - at,
    frame: { ok: true, bytes: bytes.subarray(at, stop), segment: clear, repairs: [] },
  };
}

/** The device number in the header, which is never encrypted; empty without one. */
function mnIn(bytes: Uint8Array, start: number, end: number): string {
  for (let index = start; index + 3 <= end && bytes[index] !== AMPERSAND; index += 1) {
    if (bytes[index] !== 0x4d || bytes[index + 1] !== 0x4e || bytes[index + 2] !== 0x3d) continue;
    const from = index + 3;
    let stop = from;
    while (stop < end && stop < from + 64 && bytes[stop] !== 0x3b) stop += 1;
    return String.fromCharCode(...bytes.subarray(from, stop)).trim();
  }
  return '';
}

/** Printable ASCII only. */
function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x20 || byte > 0x7e) return false;
  }
  return true;
}

function accepted(
  bytes: Uint8Array,
  at: number,
  start: number,
  end: number,
  stop: number,
  repairs: FrameRepair[],
): RawFrame {
  for (let index = end; index < stop; index += 1) {
    if ((bytes[index] as number) >= 0x61) {
      repairs.push('crc-lower-case');
      break;
    }
  }
  return { ok: true, bytes: bytes.subarray(at, stop), segment: bytes.subarray(start, end), repairs };
}

function decimal(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let index = 0; index < width; index += 1) value = value * 10 + ((bytes[at + index] as number) - 0x30);
  return value;
}

function indexOfText(bytes: Uint8Array, text: string, start: number, end: number): number {
  outer: for (let index = start; index + text.length <= end; index += 1) {
    for (let offset = 0; offset < text.length; offset += 1) {
      if (bytes[index + offset] !== text.charCodeAt(offset)) continue outer;
    }
    return index;
  }
  return -1;
}

/** Index after the last `&&` that is not the opening one, or -1. */
function lastClosing(bytes: Uint8Array, start: number, end: number): number {
  for (let index = end - 2; index >= start; index -= 1) {
    if (bytes[index] === AMPERSAND && bytes[index + 1] === AMPERSAND)
      return bytes[index - 1] === 0x3d ? -1 : index + 2;
  }
  return -1;
}
