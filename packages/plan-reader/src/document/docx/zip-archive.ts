import { Inflate } from 'fflate';
import { DocumentError } from '../document-error.ts';
import type { DocumentLimits } from '../document-limits.ts';
import { crc32 } from './crc32.ts';

/** One file of an archive, as its central directory declares it. Sizes in bytes. */
interface ZipEntry {
  method: number;
  encrypted: boolean;
  crc: number;
  compressedSize: number;
  size: number;
  headerOffset: number;
}

/** An archive whose directory has been read; nothing is unpacked yet. */
export interface ZipArchive {
  bytes: Uint8Array;
  fileName: string;
  entries: ReadonlyMap<string, ZipEntry>;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_BYTES = 22;
const MAX_COMMENT = 65_535;
/** Compressed bytes fed at once; deflate expands at most 1032 times, so a cap is overrun by 8 MiB at most. */
const CHUNK_BYTES = 8192;
/** Below this size a high ratio is harmless: a table of equal rows packs as well as a bomb. */
const RATIO_FREE_BYTES = 16 * 1024 * 1024;

function broken(fileName: string, what: string, cause?: unknown): DocumentError {
  return new DocumentError(
    'broken-zip',
    `“${fileName}” is damaged (${what}). Open it in Word or WPS and save it again, or get it again from its source.`,
    { file: fileName, what },
    cause,
  );
}

function bomb(fileName: string, part: string, size: number, limit: number): DocumentError {
  return new DocumentError(
    'zip-bomb',
    `“${fileName}” unpacks to far more than a document holds (${part}: more than ${limit} allowed, ${size} found) and was refused.`,
    { file: fileName, part, size, limit },
  );
}

function endOfDirectory(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_BYTES - MAX_COMMENT);
  for (let at = view.byteLength - END_BYTES; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return -1;
}

/**
 * Reads the directory of a zip archive.
 *
 * @param bytes The archive.
 * @param fileName Its name, for messages.
 * @throws DocumentError `broken-zip` when the directory is missing or inconsistent.
 */
export function openZip(bytes: Uint8Array, fileName: string): ZipArchive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end < 0) throw broken(fileName, 'its zip directory is missing; the file was cut off');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries = new Map<string, ZipEntry>();
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) {
      throw broken(fileName, `entry ${index + 1} of its zip directory is not readable`);
    }
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    entries.set(name.replaceAll('\\', '/').replace(/^\//u, ''), {
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      compressedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      headerOffset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { bytes, fileName, entries };
}

/**
 * Refuses an archive whose declared sizes are those of a zip bomb, before anything is unpacked.
 *
 * @throws DocumentError `zip-bomb`.
 */
export function checkDeclaredSizes(zip: ZipArchive, limits: DocumentLimits): void {
  let total = 0;
  for (const entry of zip.entries.values()) total += entry.size;
  if (total > limits.maxTotalBytes) throw bomb(zip.fileName, 'all parts', total, limits.maxTotalBytes);
}

function packedBytes(zip: ZipArchive, name: string, entry: ZipEntry): Uint8Array {
  const { bytes, fileName } = zip;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = entry.headerOffset;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL_HEADER) {
    throw broken(fileName, `the part ${name} is not where the zip directory says`);
  }
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + entry.compressedSize > bytes.length) throw broken(fileName, `the part ${name} is cut off`);
  return bytes.subarray(start, start + entry.compressedSize);
}

/**
 * Unpacks one part piece by piece. Unpacking stops as soon as a limit is passed, whatever sizes the
 * archive declares; at the end length and checksum are compared.
 *
 * @param name The part, e.g. `word/document.xml`; it must be in `zip.entries`.
 * @param onChunk Receives the unpacked bytes in order.
 * @throws DocumentError `zip-bomb`, `broken-zip` or `encrypted-office`; what `onChunk` throws.
 */
export function unpack(
  zip: ZipArchive,
  name: string,
  limits: DocumentLimits,
  onChunk: (bytes: Uint8Array) => void,
): void {
  const entry = zip.entries.get(name);
  if (entry === undefined) throw broken(zip.fileName, `the part ${name} is missing`);
  if (entry.encrypted) {
    throw new DocumentError(
      'encrypted-office',
      `“${zip.fileName}” is packed with a password. Save it without a password.`,
      { file: zip.fileName },
    );
  }
  const packed = packedBytes(zip, name, entry);
  let size = 0;
  let crc = 0;
  const accept = (chunk: Uint8Array): void => {
    size += chunk.length;
    if (size > limits.maxEntryBytes) throw bomb(zip.fileName, name, size, limits.maxEntryBytes);
    const ratio = Math.floor(size / Math.max(1, packed.length));
    if (size > RATIO_FREE_BYTES && ratio > limits.maxRatio) {
      throw bomb(zip.fileName, `${name}, ratio`, ratio, limits.maxRatio);
    }
    crc = crc32(chunk, crc);
    onChunk(chunk);
  };
  if (entry.method === 0) {
    for (let at = 0; at < packed.length; at += CHUNK_BYTES) accept(packed.subarray(at, at + CHUNK_BYTES));
  } else if (entry.method === 8) {
    inflate(zip.fileName, name, packed, accept);
  } else {
    throw broken(zip.fileName, `the part ${name} is packed by an unknown method ${entry.method}`);
  }
  if (size !== entry.size || crc !== entry.crc) {
    throw broken(zip.fileName, `the part ${name} does not match its checksum`);
  }
}

function inflate(
  fileName: string,
  name: string,
  packed: Uint8Array,
  accept: (chunk: Uint8Array) => void,
): void {
  // Errors of the receiver must not be taken for errors of the packing, so chunks are collected first.
  const ready: Uint8Array[] = [];
  const inflater = new Inflate((chunk) => {
    ready.push(chunk);
  });
  for (let at = 0; at < packed.length; at += CHUNK_BYTES) {
    try {
      inflater.push(packed.slice(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= packed.length);
    } catch (error) {
      throw broken(fileName, `the part ${name} cannot be unpacked`, error);
    }
    for (const chunk of ready.splice(0)) accept(chunk);
  }
}

/**
 * What a zip archive is, by the names of its parts.
 *
 * @returns `docx`, or the name a message uses for anything else.
 */
export function zipContent(zip: ZipArchive): 'docx' | { other: string } {
  const names = [...zip.entries.keys()];
  const has = (start: string): boolean => names.some((name) => name.startsWith(start));
  if (has('word/')) return 'docx';
  if (has('xl/')) return { other: 'an Excel workbook (xlsx)' };
  if (has('ppt/')) return { other: 'a PowerPoint presentation (pptx)' };
  if (has('OFD.xml')) return { other: 'an OFD document' };
  if (has('content.xml')) return { other: 'an OpenDocument file' };
  return { other: 'a zip archive' };
}
