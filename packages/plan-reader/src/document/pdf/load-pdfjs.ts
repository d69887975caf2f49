import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

/** pdf.js and the folders of the package that hold its character maps and standard fonts. */
export interface PdfLibrary {
  pdfjs: PdfJs;
  characterMaps: string;
  standardFonts: string;
}

let library: Promise<PdfLibrary> | undefined;

async function load(): Promise<PdfLibrary> {
  // pdf.js builds a DOMMatrix when it is loaded, which Node has not. Only drawing uses it, reading text
  // does not, so an empty class keeps pdf.js loadable where the optional canvas package is missing.
  if (!('DOMMatrix' in globalThis)) Object.assign(globalThis, { DOMMatrix: class DOMMatrix {} });
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return { pdfjs, characterMaps: join(folder, 'cmaps/'), standardFonts: join(folder, 'standard_fonts/') };
}

/**
 * Loads pdf.js once, when the first pdf is read. Its worker runs in this process, from the installed
 * package; nothing is downloaded.
 */
export function loadPdfJs(): Promise<PdfLibrary> {
  library ??= load();
  return library;
}
