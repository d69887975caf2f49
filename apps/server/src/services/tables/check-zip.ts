import { createInflateRaw, inflateRawSync } from 'node:zlib';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/**
 * Unpacks every part of a zip once, bounded, and forgets it: a bomb is refused before a reader without
 * bounds sees it, whatever sizes the archive claims.
 * @param bytes the archive
 * @param maxTotal unpacked bytes of all parts together
 * @returns false when it is no readable zip or unpacks to more
 */
export function zipIsHarmless(bytes: Buffer, maxTotal: number): boolean {
  try {
    let left = maxTotal;
    for (const part of partsOf(bytes)) {
      if (part.method === 0) left -= part.data.length;
      else if (part.method === 8) left -= inflateRawSync(part.data, { maxOutputLength: left }).length;
      else return false;
      if (left <= 0) return false;
    }
    return left < maxTotal;
  } catch {
    return false;
  }
}

/**
 * As {@link zipIsHarmless}, for archives whose parts take long: beside the event loop, and nothing of a part is held.
 * @returns why it is not
 */
export async function checkLargeZip(
  bytes: Buffer,
  maxTotal: number,
): Promise<'harmless' | 'broken' | 'too-large'> {
  try {
    let left = maxTotal;
    for (const part of partsOf(bytes)) {
      if (part.method === 0) left -= part.data.length;
      else if (part.method === 8) left -= await unpackedSize(part.data, left);
      else return 'broken';
      if (left <= 0) return 'too-large';
    }
    return left < maxTotal ? 'harmless' : 'broken';
  } catch {
    return 'broken';
  }
}

/** Bytes of a part when unpacked; counting ends when there are more than `most`. */
async function unpackedSize(data: Buffer, most: number): Promise<number> {
  const stream = createInflateRaw();
  stream.end(data);
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    // Leaving the loop ends the stream.
    if (size > most) break;
  }
  return size;
}

function* partsOf(bytes: Buffer): Generator<{ method: number; data: Buffer }> {
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== endOfDirectory) end -= 1;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== directoryEntry) throw new Error('broken zip directory');
    const size = bytes.readUInt32LE(at + 20);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    yield { method: bytes.readUInt16LE(at + 10), data: bytes.subarray(start, start + size) };
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}
