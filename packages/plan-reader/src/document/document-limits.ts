/** How much of a document is accepted before it is refused. */
export interface DocumentLimits {
  /** Size of the file in bytes. */
  maxBytes: number;
  /** Uncompressed size in bytes of one part of a docx. */
  maxEntryBytes: number;
  /** Uncompressed size in bytes of all parts of a docx together, as the archive declares them. */
  maxTotalBytes: number;
  /** Uncompressed size divided by compressed size, for a part that unpacks to more than 16 MiB. */
  maxRatio: number;
}

const MIB = 1024 * 1024;

/**
 * Limits that no real plan reaches: a 300-page docx holds a text part of about 10 MiB that packs 1:15 to
 * 1:60, while a zip bomb packs about 1:1000.
 */
export const DEFAULT_DOCUMENT_LIMITS: Readonly<DocumentLimits> = {
  maxBytes: 50 * MIB,
  maxEntryBytes: 64 * MIB,
  maxTotalBytes: 512 * MIB,
  maxRatio: 300,
};
