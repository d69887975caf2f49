/** Why a document was refused. The codes are stable: pages translate them. */
export type DocumentErrorCode =
  | 'empty-file'
  | 'empty-text'
  | 'too-large'
  | 'wrong-extension'
  | 'unsupported-format'
  | 'unknown-encoding'
  | 'unreadable-text'
  | 'old-word'
  | 'encrypted-office'
  | 'encrypted-pdf'
  | 'scanned-pdf'
  | 'broken-pdf'
  | 'broken-zip'
  | 'broken-xml'
  | 'zip-bomb';

/** Facts for a translated message: names, sizes and positions, never text of the document. */
export type DocumentErrorDetails = Readonly<Record<string, string | number>>;

/**
 * A document could not be read. Nothing of it was kept: a document is read whole or not at all.
 * `message` is English and says what is wrong and what to do; `code` and `details` carry the same for a
 * translation.
 */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  readonly code: DocumentErrorCode;
  readonly details: DocumentErrorDetails;

  constructor(code: DocumentErrorCode, message: string, details: DocumentErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}
