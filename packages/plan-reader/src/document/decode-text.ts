import { DocumentError } from './document-error.ts';

/** A text and the encoding it was stored in. */
export interface DecodedText {
  text: string;
  encoding: string;
}

const UTF8_BOM = [0xef, 0xbb, 0xbf] as const;

/** Share of double-byte characters that must be common ones before bytes count as GB18030. */
const COMMON_SHARE = 0.7;

/** C0 controls that no text file holds (tab, line feed, vertical tab, form feed, return are allowed). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const BINARY_CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/u;

/** True when `bytes` begin with `prefix`. */
export function startsWithBytes(bytes: Uint8Array, prefix: readonly number[], at = 0): boolean {
  return prefix.every((value, index) => bytes[at + index] === value);
}

/** Decodes without replacing anything; null when a byte does not fit or the encoding is unknown. */
function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Offset of the first byte that is not UTF-8. */
function firstBadUtf8Byte(bytes: Uint8Array): number {
  let good = 0;
  let end = bytes.length;
  // Every prefix up to the bad byte decodes (a cut character at its end is allowed), none beyond it does.
  while (good < end) {
    const middle = Math.ceil((good + end) / 2);
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      end = middle - 1;
    }
  }
  return good;
}

/**
 * Share of the double-byte characters that are GB 2312 punctuation or first-level hanzi (rows 1–3 and
 * 16–55). Chinese prose is above 0.9; Big5, Shift-JIS or Latin-1 bytes that happen to be valid GB18030
 * stay far below.
 */
function commonGbShare(bytes: Uint8Array): number {
  let pairs = 0;
  let common = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x81) continue;
    const trail = bytes[index + 1] ?? 0;
    pairs += 1;
    if (trail >= 0x30 && trail <= 0x39) {
      index += 3;
      continue;
    }
    if (trail >= 0xa1 && (lead <= 0xa3 ? lead >= 0xa1 : lead >= 0xb0 && lead <= 0xd7)) common += 1;
    index += 1;
  }
  return pairs === 0 ? 0 : common / pairs;
}

function tidy(text: string): string | null {
  return BINARY_CONTROL.test(text) ? null : text;
}

/**
 * Decodes the bytes of a text file: a byte-order mark decides (UTF-8, UTF-16), else strict UTF-8, else
 * strict GB18030 (which holds GBK and GB 2312) if most characters are common ones, else the encoding that
 * the file declares: pages that declare a Western encoding and hold Chinese are common. The text is
 * returned as stored, without the mark.
 *
 * @param bytes The file.
 * @param declared An encoding that the file itself names (html `charset`).
 * @returns The text, or null when the bytes are no text in any of these encodings.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText | null {
  const attempt = (encoding: string): DecodedText | null => {
    const decoded = decodeStrictly(bytes, encoding);
    const text = decoded === null ? null : tidy(decoded);
    return text === null ? null : { text, encoding };
  };
  if (startsWithBytes(bytes, UTF8_BOM)) return attempt('utf-8');
  if (startsWithBytes(bytes, [0xff, 0xfe])) return attempt('utf-16le');
  if (startsWithBytes(bytes, [0xfe, 0xff])) return attempt('utf-16be');
  const gbDeclared = declared !== undefined && /^gb/iu.test(declared);
  return (
    attempt('utf-8') ??
    (gbDeclared || commonGbShare(bytes) >= COMMON_SHARE ? attempt('gb18030') : null) ??
    (declared === undefined ? null : attempt(declared))
  );
}

/**
 * The error for bytes that `decodeText` refused.
 *
 * @param bytes The file.
 * @param fileName Its name, for the message.
 */
export function encodingError(bytes: Uint8Array, fileName: string): DocumentError {
  const byte = firstBadUtf8Byte(bytes);
  return new DocumentError(
    'unknown-encoding',
    byte < bytes.length
      ? `“${fileName}” is not text in UTF-8, UTF-16 or GB18030 (the first byte that does not fit UTF-8 is byte ${byte}). Open it in an editor and save it as UTF-8.`
      : `“${fileName}” holds control characters and is not a text file. Save the document as txt (UTF-8), docx, pdf or html.`,
    { file: fileName, byte },
  );
}
