/**
 * Reading a 300-page document made in memory, each format in a process of its own: seconds and peak memory.
 * The limits are those of the project: 2 s and 300 MB for text and pdf.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { readDocument } from '../src/document/read-document.ts';
import { buildDocx, inList, listLevel, numbering, p } from '../test/document/docx-fixture.ts';
import { buildPdf, type PlacedText, typeset } from '../test/document/pdf-fixture.ts';

const PAGES = 300;
const PARAGRAPHS_PER_PAGE = 8;
const PARAGRAPH_CHARS = 78;

/** Characters that do not repeat, so that packing and caches work as with real text. */
function makePages(): string[][] {
  let state = 20260301;
  const char = (): string => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return String.fromCharCode(0x4e00 + ((state >> 8) % 3000));
  };
  return Array.from({ length: PAGES }, () =>
    Array.from(
      { length: PARAGRAPHS_PER_PAGE },
      () => `${Array.from({ length: PARAGRAPH_CHARS }, char).join('')}。`,
    ),
  );
}

function pdfPage(paragraphs: readonly string[], number: number): PlacedText[] {
  return [
    { text: '某区生态环境保护规划', x: 200, y: 50, size: 10 },
    ...typeset(paragraphs, { leading: 26, top: 90 }),
    { text: `— ${number} —`, x: 280, y: 800, size: 10 },
  ];
}

function docxBody(pages: readonly string[][]): string {
  const run = '<w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr>';
  return pages
    .flat()
    .map((text) => p(text, inList(1)).replace('<w:r>', `<w:r>${run}`))
    .join('');
}

const MAKERS: Readonly<Record<string, (pages: string[][]) => Uint8Array>> = {
  txt: (pages) => new TextEncoder().encode(pages.flat().join('\n')),
  html: (pages) => {
    const body = pages.flat().map((text) => `<p style="text-indent:2em"><span>${text}</span></p>`);
    return new TextEncoder().encode(`<!doctype html><body>${body.join('\n')}`);
  },
  docx: (pages) =>
    buildDocx(docxBody(pages), {
      'word/numbering.xml': numbering(
        `<w:abstractNum w:abstractNumId="0">${listLevel(0, 'decimal', '%1.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
      ),
    }),
  pdf: (pages) => buildPdf(pages.map((paragraphs, index) => pdfPage(paragraphs, index + 1))),
};

async function measure(format: string): Promise<void> {
  const bytes = MAKERS[format]?.(makePages()) ?? new Uint8Array();
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const { text } = await readDocument(bytes, `plan.${format}`);
  const seconds = (performance.now() - start) / 1000;
  const peak = process.resourceUsage().maxRSS * 1024;
  const mb = (value: number): string => `${Math.round(value / 1e6)} MB`;
  console.log(
    `${format.padEnd(5)} ${(bytes.length / 1e6).toFixed(1).padStart(6)} MB in, ${text.length} characters: ` +
      `${seconds.toFixed(2)} s of 2 s, peak ${mb(peak)} of 300 MB (${mb(before)} before reading)`,
  );
}

/** Bundles this file as the product is bundled: a loader for TypeScript would count as memory of the reader. */
async function bundleSelf(): Promise<string> {
  const outfile = fileURLToPath(new URL('../dist/documents.bench.mjs', import.meta.url));
  await build({
    entryPoints: [fileURLToPath(import.meta.url)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  return outfile;
}

const [chosen] = process.argv.slice(2);
if (chosen !== undefined) {
  await measure(chosen);
} else {
  const bundle = await bundleSelf();
  for (const format of Object.keys(MAKERS)) {
    const run = spawnSync(process.execPath, [bundle, format], { stdio: 'inherit' });
    if (run.status !== 0) process.exitCode = 1;
  }
}
