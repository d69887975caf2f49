import { SaxesParser } from 'saxes';
import { DocumentError } from '../document-error.ts';
import type { DocumentLimits } from '../document-limits.ts';
import { unpack, type ZipArchive } from './zip-archive.ts';

/** The WordprocessingML namespace, transitional and strict edition (ISO/IEC 29500). */
const WORD_NAMESPACES = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
]);

/** Value of an attribute of the element's own vocabulary, by its local name. */
export type AttributeOf = (localName: string) => string | undefined;

/** Receives the elements of a part. Names of the Word namespace come without prefix, others with it. */
export interface PartHandler {
  open(name: string, attribute: AttributeOf): void;
  close(name: string): void;
  text?(text: string): void;
}

function decoderFor(first: Uint8Array): InstanceType<typeof TextDecoder> {
  const utf16 = first[0] === 0xff && first[1] === 0xfe ? 'utf-16le' : 'utf-16be';
  const marked = (first[0] === 0xff && first[1] === 0xfe) || (first[0] === 0xfe && first[1] === 0xff);
  return new TextDecoder(marked ? utf16 : 'utf-8', { fatal: true });
}

/**
 * Parses an XML part of a docx as it is unpacked, so the part is never in memory as a whole.
 *
 * @param name The part; it must exist.
 * @throws DocumentError `broken-xml`, and the errors of `unpack`.
 */
export function parsePart(zip: ZipArchive, name: string, limits: DocumentLimits, handler: PartHandler): void {
  const brokenXml = (cause: unknown): DocumentError => {
    const what = cause instanceof Error ? cause.message : String(cause);
    return new DocumentError(
      'broken-xml',
      `“${zip.fileName}” is damaged: its part ${name} is no well-formed XML (${what}). Open it in Word or WPS and save it again.`,
      { file: zip.fileName, part: name, what },
      cause,
    );
  };
  const parser = new SaxesParser();
  let prefix = 'w:';
  const local = (qualified: string): string =>
    prefix !== '' && qualified.startsWith(prefix) ? qualified.slice(prefix.length) : qualified;
  let root = true;
  parser.on('error', (error) => {
    throw brokenXml(error);
  });
  parser.on('opentag', (tag) => {
    if (root) {
      root = false;
      for (const [key, value] of Object.entries(tag.attributes)) {
        if (!WORD_NAMESPACES.has(value)) continue;
        if (key === 'xmlns') prefix = '';
        else if (key.startsWith('xmlns:')) prefix = `${key.slice(6)}:`;
      }
    }
    const { attributes } = tag;
    handler.open(local(tag.name), (key) => attributes[prefix + key] ?? attributes[key]);
  });
  parser.on('closetag', (tag) => {
    handler.close(local(tag.name));
  });
  if (handler.text !== undefined) parser.on('text', handler.text.bind(handler));
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  const decode = (bytes?: Uint8Array): string => {
    try {
      return (decoder ?? new TextDecoder()).decode(bytes, { stream: bytes !== undefined });
    } catch (error) {
      throw brokenXml(error);
    }
  };
  unpack(zip, name, limits, (bytes) => {
    decoder ??= decoderFor(bytes);
    parser.write(decode(bytes));
  });
  parser.write(decode());
  parser.close();
}
