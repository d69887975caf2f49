import { DocumentError } from '../document-error.ts';
import type { FormatText } from '../document-text.ts';
import { joinParagraphs } from './join-paragraphs.ts';
import { loadPdfJs } from './load-pdfjs.ts';
import { type PageLine, type PageSize, pageLines } from './page-lines.ts';
import { pageRuns } from './page-runs.ts';
import { dropRunningHeads } from './running-heads.ts';

/** The end mark of a pdf stands within this distance of its end; behind it only padding may follow. */
const END_SEARCH_BYTES = 65_536;
/** A pdf of scanned pages with a stamp or watermark in text has fewer characters on a page than this. */
const MIN_CHARS_PER_PAGE = 15;
/** Share of characters without a meaning from which the text counts as unreadable. */
const MAX_UNMAPPED_SHARE = 0.1;
const UNMAPPED = /[\p{Co}\ufffd]|(?!\s)\p{Cc}/gu;

interface RawPages {
  pages: PageLine[][];
  sizes: PageSize[];
  leftOut: number;
}

function broken(fileName: string, what: string, cause?: unknown): DocumentError {
  return new DocumentError(
    'broken-pdf',
    `“${fileName}” is a damaged pdf (${what}). Open it in a pdf reader and save it again, or get it again from its source.`,
    { file: fileName, what },
    cause,
  );
}

function pdfError(error: unknown, fileName: string): DocumentError {
  if (error instanceof DocumentError) return error;
  if (error instanceof Error && error.name === 'PasswordException') {
    return new DocumentError(
      'encrypted-pdf',
      `“${fileName}” is a pdf with a password. Save it without a password and try again.`,
      { file: fileName },
      error,
    );
  }
  return broken(fileName, error instanceof Error ? error.message : String(error), error);
}

async function readPages(bytes: Uint8Array, fileName: string): Promise<RawPages> {
  const { pdfjs, characterMaps, standardFonts } = await loadPdfJs();
  const task = pdfjs.getDocument({
    // pdf.js takes the buffer away from its owner and refuses a Node Buffer.
    data: new Uint8Array(bytes),
    cMapUrl: characterMaps,
    cMapPacked: true,
    standardFontDataUrl: standardFonts,
    disableFontFace: true,
    useSystemFonts: false,
    isEvalSupported: false,
    stopAtErrors: true,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  try {
    const document = await task.promise;
    const raw: RawPages = { pages: [], sizes: [], leftOut: 0 };
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const content = await page.getTextContent();
      const items = content.items.filter((item) => 'str' in item);
      const { runs, size, leftOut } = pageRuns(items, page.getViewport({ scale: 1 }));
      raw.pages.push(pageLines(number - 1, runs));
      raw.sizes.push(size);
      raw.leftOut += leftOut;
      page.cleanup();
    }
    return raw;
  } catch (error) {
    throw pdfError(error, fileName);
  } finally {
    await task.destroy();
  }
}

function checkEnd(bytes: Uint8Array, fileName: string): void {
  const tail = new TextDecoder('latin1').decode(bytes.subarray(-END_SEARCH_BYTES));
  if (!tail.includes('%%EOF')) throw broken(fileName, 'its end is missing; the file was cut off');
}

function checkText(pages: ReadonlyArray<readonly PageLine[]>, fileName: string): number[] {
  const texts = pages.map((lines) => lines.map((line) => line.text).join(''));
  const chars = texts.reduce((sum, text) => sum + text.length, 0);
  const blank = texts.flatMap((text, index) => (text === '' ? [index + 1] : []));
  const mostlyBlank = blank.length > pages.length / 2;
  if (chars === 0 || (mostlyBlank && chars < MIN_CHARS_PER_PAGE * pages.length)) {
    throw new DocumentError(
      'scanned-pdf',
      `“${fileName}” has ${pages.length} pages but no text: it is a scan. Run text recognition (OCR) on it, or use the original document.`,
      { file: fileName, pages: pages.length },
    );
  }
  const unmapped = texts.join('').match(UNMAPPED)?.length ?? 0;
  if (unmapped > chars * MAX_UNMAPPED_SHARE) {
    throw new DocumentError(
      'unreadable-text',
      `The fonts of “${fileName}” do not say which characters they show (${unmapped} of ${chars} are unknown). Print it to a new pdf with text recognition, or use the original document.`,
      { file: fileName, unknown: unmapped, characters: chars },
    );
  }
  return blank;
}

/**
 * Reads the text of a pdf: lines and paragraphs are rebuilt from positions, repeated headers, footers and
 * page numbers are dropped.
 *
 * @param bytes The file; its format has been checked.
 * @param fileName Its name, for messages.
 * @returns The text, the offset of each page, and notes on what was left out.
 * @throws DocumentError `broken-pdf`, `encrypted-pdf`, `scanned-pdf`, `unreadable-text`.
 */
export async function readPdf(bytes: Uint8Array, fileName: string): Promise<FormatText> {
  checkEnd(bytes, fileName);
  const raw = await readPages(bytes, fileName);
  const blank = checkText(raw.pages, fileName);
  const { pages, dropped } = dropRunningHeads(raw.pages, raw.sizes);
  const { text, starts } = joinParagraphs(pages, raw.sizes);
  const notes: string[] = [];
  if (dropped > 0) notes.push(`Left out: ${dropped} lines of headers, footers and page numbers.`);
  if (raw.leftOut > 0) notes.push(`Left out: ${raw.leftOut} pieces of slanted or turned text (watermarks).`);
  if (blank.length > 0) notes.push(`No text on page ${blank.join(', ')} (a picture or an empty page).`);
  return { text, pages: starts, notes };
}
