const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
const MAX_NAME_BYTES = 64;

/**
 * The names of the streams in an OLE container (doc, xls, encrypted docx), found without following its
 * sector chains: directory entries always lie on 128-byte boundaries and begin with their name in UTF-16
 * followed, at byte 64, by the length of the name.
 *
 * @param bytes The container.
 * @returns The names found; never throws on damaged input.
 */
export function oleEntryNames(bytes: Uint8Array): Set<string> {
  const names = new Set<string>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = HEADER_BYTES; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
    const length = view.getUint16(at + MAX_NAME_BYTES, true);
    const kind = view.getUint8(at + MAX_NAME_BYTES + 2);
    if (length < 4 || length > MAX_NAME_BYTES || length % 2 === 1) continue;
    if (kind !== 1 && kind !== 2 && kind !== 5) continue;
    const name = new TextDecoder('utf-16le').decode(bytes.subarray(at, at + length - 2));
    if (/^[\w .-]+$/u.test(name)) names.add(name);
  }
  return names;
}
