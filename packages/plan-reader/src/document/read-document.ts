import { decodeText, encodingError } from './decode-text.ts';
import { type DocumentFormat, detectFormat } from './detect-format.ts';
import { DocumentError } from './document-error.ts';
import { DEFAULT_DOCUMENT_LIMITS, type DocumentLimits } from './document-limits.ts';
import type { DocumentText, FormatText } from './document-text.ts';

export type { DocumentFormat } from './detect-format.ts';
export { DocumentError, type DocumentErrorCode, type DocumentErrorDetails } from './document-error.ts';
export type { DocumentLimits } from './document-limits.ts';
export type { DocumentText } from './document-text.ts';

function readText(bytes: Uint8Array, fileName: string): FormatText {
  const decoded = decodeText(bytes);
  if (decoded === null) throw encodingError(bytes, fileName);
  return {
    text: decoded.text,
    notes: decoded.encoding === 'utf-8' ? [] : [`The file is stored as ${decoded.encoding}.`],
  };
}

/**
 * Reads the text of a plan document: txt (UTF-8, UTF-16 with a mark, GB18030), docx, pdf with text, html.
 * The format is taken from the content and must agree with the extension. A document is read whole or
 * refused.
 *
 * @param bytes The file.
 * @param fileName Its name; only the extension matters, the name is used in messages.
 * @param limits Overrides of `DEFAULT_DOCUMENT_LIMITS`.
 * @returns The text, its format, page starts (pdf) and notes.
 * @throws DocumentError and nothing else; `code` names the cause.
 */
export async function readDocument(
  bytes: Uint8Array,
  fileName: string,
  limits: Partial<DocumentLimits> = {},
): Promise<DocumentText> {
  const allowed: DocumentLimits = { ...DEFAULT_DOCUMENT_LIMITS, ...limits };
  if (bytes.length === 0) {
    throw new DocumentError('empty-file', `“${fileName}” is empty (0 bytes). Choose the file again.`, {
      file: fileName,
    });
  }
  if (bytes.length > allowed.maxBytes) {
    throw new DocumentError(
      'too-large',
      `“${fileName}” has ${bytes.length} bytes; at most ${allowed.maxBytes} are accepted. Remove pictures or split the document.`,
      { file: fileName, bytes: bytes.length, maxBytes: allowed.maxBytes },
    );
  }
  const format = detectFormat(bytes, fileName);
  const read = await readFormat(format, bytes, fileName, allowed);
  if (!/\S/u.test(read.text)) {
    throw new DocumentError('empty-text', `“${fileName}” holds no text. Check that it is the right file.`, {
      file: fileName,
    });
  }
  return { ...read, format };
}

/** The readers are loaded when they are needed: a server that only sees docx never loads pdf.js. */
async function readFormat(
  format: DocumentFormat,
  bytes: Uint8Array,
  fileName: string,
  limits: DocumentLimits,
): Promise<FormatText> {
  switch (format) {
    case 'txt':
      return readText(bytes, fileName);
    case 'docx':
      return (await import('./docx/read-docx.ts')).readDocx(bytes, fileName, limits);
    case 'html':
      return (await import('./html/read-html.ts')).readHtml(bytes, fileName);
    case 'pdf':
      return (await import('./pdf/read-pdf.ts')).readPdf(bytes, fileName);
  }
}
