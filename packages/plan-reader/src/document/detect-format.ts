import { decodeText, startsWithBytes } from './decode-text.ts';
import { DocumentError } from './document-error.ts';
import { openZip, zipContent } from './docx/zip-archive.ts';
import { oleEntryNames } from './ole-entries.ts';

/** A format that can be read. */
export type DocumentFormat = 'txt' | 'docx' | 'pdf' | 'html';

/** What the first bytes say a file is; `zip` is decided further by its parts, `unknown` by its text. */
type Container = 'pdf' | 'zip' | 'ole' | 'unknown' | { other: string };

const EXTENSIONS: ReadonlyMap<string, DocumentFormat> = new Map([
  ['txt', 'txt'],
  ['text', 'txt'],
  ['docx', 'docx'],
  ['pdf', 'pdf'],
  ['html', 'html'],
  ['htm', 'html'],
]);

const FORMAT_NAMES: Readonly<Record<DocumentFormat, string>> = {
  txt: 'plain text (txt)',
  docx: 'a Word document (docx)',
  pdf: 'a PDF document',
  html: 'a web page (html)',
};

/** Signatures of files that people upload by mistake, with the name a message uses. */
const OTHER_SIGNATURES: ReadonlyArray<readonly [name: string, bytes: readonly number[]]> = [
  ['an RTF document', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['a TIFF picture', [0x49, 0x49, 0x2a, 0x00]],
  ['a TIFF picture', [0x4d, 0x4d, 0x00, 0x2a]],
  ['a RAR archive', [0x52, 0x61, 0x72, 0x21, 0x1a]],
  ['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['a gzip archive', [0x1f, 0x8b, 0x08]],
];

const OLE_SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const;
const PDF_SIGNATURE = [0x25, 0x50, 0x44, 0x46, 0x2d] as const;
const HTML_START = /^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b/iu;
const HTML_TAG = /<(?:!doctype|html|head|meta|title|body|div|p|span|table|h[1-6]|br|ul|ol)\b/iu;

/** The extension of a file name in lower case without the dot, `''` when it has none. */
export function extensionOf(fileName: string): string {
  return /\.([^./\\\s]{1,10})$/u.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

function containerOf(bytes: Uint8Array, extension: string): Container {
  if (startsWithBytes(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWithBytes(bytes, [0x50, 0x4b, 0x05, 0x06])) {
    return 'zip';
  }
  if (startsWithBytes(bytes, OLE_SIGNATURE)) return 'ole';
  // Readers accept junk before the header of a pdf; without the extension only the first byte counts, so
  // that a text about pdf files stays a text.
  const searched = extension === 'pdf' ? Math.min(1024, bytes.length) : 1;
  for (let at = 0; at < searched; at += 1) if (startsWithBytes(bytes, PDF_SIGNATURE, at)) return 'pdf';
  const other = OTHER_SIGNATURES.find(([, signature]) => startsWithBytes(bytes, signature));
  return other === undefined ? 'unknown' : { other: other[0] };
}

function unsupported(fileName: string, what: string): DocumentError {
  return new DocumentError(
    'unsupported-format',
    `“${fileName}” is ${what}, which cannot be read. Save the document as docx, txt, html or a pdf with text.`,
    { file: fileName, content: what },
  );
}

function oleError(bytes: Uint8Array, fileName: string): DocumentError {
  const names = oleEntryNames(bytes);
  if (names.has('EncryptedPackage') || names.has('EncryptionInfo')) {
    return new DocumentError(
      'encrypted-office',
      `“${fileName}” is an Office document with a password. Open it, remove the password and save it again.`,
      { file: fileName },
    );
  }
  if (names.has('WordDocument')) {
    return new DocumentError(
      'old-word',
      `“${fileName}” is a Word 97–2003 document (doc). Open it in Word or WPS and save it as docx.`,
      { file: fileName },
    );
  }
  const excel = names.has('Workbook') || names.has('Book');
  return unsupported(fileName, excel ? 'an old Excel workbook (xls)' : 'an old Office document');
}

function textFormat(bytes: Uint8Array, extension: string, fileName: string): DocumentFormat {
  const head = decodeText(bytes.subarray(0, 4096)) ?? decodeText(bytes);
  const start = head?.text.slice(0, 4096) ?? '';
  if (HTML_START.test(start)) return 'html';
  if (/^(?:\s|<\?xml[^>]*>)*<\?mso-application|^MIME-Version:/iu.test(start)) {
    throw unsupported(fileName, 'a Word XML or single-file web page');
  }
  // Without a mark for html at its start the extension decides, if there is a tag at all.
  const ascii = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  return EXTENSIONS.get(extension) === 'html' && HTML_TAG.test(ascii) ? 'html' : 'txt';
}

/** The content is not even text: it is a damaged file of the kind that the extension names. */
function damagedError(expected: DocumentFormat, fileName: string): DocumentError | null {
  if (expected !== 'pdf' && expected !== 'docx') return null;
  return new DocumentError(
    expected === 'pdf' ? 'broken-pdf' : 'broken-zip',
    `“${fileName}” does not begin like ${FORMAT_NAMES[expected]}: the file is damaged or was cut off. Get it again from its source.`,
    { file: fileName },
  );
}

/**
 * Finds the format of a file by its content and checks it against the extension. A name without an
 * extension is accepted.
 *
 * @returns The format.
 * @throws DocumentError `unsupported-format`, `wrong-extension`, `encrypted-office`, `old-word`,
 * `broken-pdf` or `broken-zip`.
 */
export function detectFormat(bytes: Uint8Array, fileName: string): DocumentFormat {
  const extension = extensionOf(fileName);
  const expected = EXTENSIONS.get(extension);
  const container = containerOf(bytes, extension);
  if (container === 'ole') throw oleError(bytes, fileName);
  if (typeof container === 'object') throw unsupported(fileName, container.other);
  let format: DocumentFormat;
  if (container === 'pdf') format = 'pdf';
  else if (container === 'zip') {
    const content = zipContent(openZip(bytes, fileName));
    if (content !== 'docx') throw unsupported(fileName, content.other);
    format = 'docx';
  } else format = textFormat(bytes, extension, fileName);
  if (format === expected || extension === '') return format;
  if (format === 'txt' && expected !== undefined && decodeText(bytes) === null) {
    const damaged = damagedError(expected, fileName);
    if (damaged !== null) throw damaged;
  }
  if (expected === undefined && (format === 'txt' || format === 'docx')) {
    throw unsupported(fileName, `a file of the kind “.${extension}”`);
  }
  throw new DocumentError(
    'wrong-extension',
    `“${fileName}” ends in .${extension}, but its content is ${FORMAT_NAMES[format]}. Rename it to .${format} or choose the right file.`,
    { file: fileName, extension, content: format },
  );
}
