import type { DocumentFormat } from './detect-format.ts';

/** The text of a document. */
export interface DocumentText {
  /** The whole text. Of a txt file it is the file as stored, without a byte-order mark. */
  text: string;
  format: DocumentFormat;
  /** pdf only: for each page the offset (UTF-16) in `text` where it begins. */
  pages?: number[];
  /** What was left out on purpose or needs a look, in English, for the person who reviews. */
  notes: string[];
}

/** What a reader of one format returns. */
export type FormatText = Omit<DocumentText, 'format'>;
