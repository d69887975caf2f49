type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

/** pdf.js and the folders of the package that hold its character maps and standard fonts. */
export interface PdfLibrary {
  pdfjs: PdfJs;
  characterMaps: string;
  standardFonts: string;
}

let library: Promise<PdfLibrary> | undefined;

/** Path of a folder of the installed package; pdf.js wants a path, with forward slashes and one at the end. */
function packageFolder(name: string): string {
  const { pathname } = new URL(`${name}/`, import.meta.resolve('pdfjs-dist/package.json'));
  return decodeURIComponent(pathname).replace(/^\/(?=[A-Za-z]:\/)/u, '');
}

async function load(): Promise<PdfLibrary> {
  // pdf.js builds a DOMMatrix when it is loaded, which Node has not. Only drawing uses it, reading text
  // does not, so an empty class keeps pdf.js loadable where the optional canvas package is missing.
  if (!('DOMMatrix' in globalThis)) Object.assign(globalThis, { DOMMatrix: class DOMMatrix {} });
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  return { pdfjs, characterMaps: packageFolder('cmaps'), standardFonts: packageFolder('standard_fonts') };
}

/**
 * Loads pdf.js once, when the first pdf is read. Its worker runs in this process, from the installed
 * package; nothing is downloaded.
 */
export function loadPdfJs(): Promise<PdfLibrary> {
  library ??= load();
  return library;
}
