/**
 * Reading a 300-page document made in memory, each format in a process of its own: seconds and peak memory.
 * The limits are those of the project: 2 s and 300 MB for text and pdf.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readDocument } from '../src/document/read-document.ts';
import { buildDocx, inList, listLevel, numbering, p } from '../test/document/docx-fixture.ts';
import { buildPdf, type PlacedText, typeset } from '../test/document/pdf-fixture.ts';

const PAGES = 300;
const SENTENCE =
  '加强扬尘污染综合治理，建设工地在线监测覆盖率达到百分之百，细颗粒物年均浓度控制在每立方米三十微克以下，由区生态环境局牵头，区建设管理委配合。';
/** Twenty-four lines of twenty-eight characters. */
const PARAGRAPHS = Array.from({ length: 8 }, (_, index) => `${SENTENCE}第${index}条。`);

function pdfPage(number: number): PlacedText[] {
  return [
    { text: '某区生态环境保护规划', x: 200, y: 50, size: 10 },
    ...typeset(PARAGRAPHS, { leading: 26, top: 90 }),
    { text: `— ${number} —`, x: 280, y: 800, size: 10 },
  ];
}

function docxBody(): string {
  const run = '<w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr>';
  const body = PARAGRAPHS.map((text) => p(text, inList(1)).replace('<w:r>', `<w:r>${run}`)).join('');
  return body.repeat(PAGES);
}

const MAKERS: Readonly<Record<string, () => Uint8Array>> = {
  txt: () => new TextEncoder().encode(`${PARAGRAPHS.join('\n')}\n`.repeat(PAGES)),
  html: () =>
    new TextEncoder().encode(
      `<!doctype html><body>${PARAGRAPHS.map((text) => `<p style="text-indent:2em"><span>${text}</span></p>`)
        .join('\n')
        .repeat(PAGES)}`,
    ),
  docx: () =>
    buildDocx(docxBody(), {
      'word/numbering.xml': numbering(
        `<w:abstractNum w:abstractNumId="0">${listLevel(0, 'decimal', '%1.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
      ),
    }),
  pdf: () => buildPdf(Array.from({ length: PAGES }, (_, index) => pdfPage(index + 1))),
};

async function measure(format: string): Promise<void> {
  const bytes = MAKERS[format]?.() ?? new Uint8Array();
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const { text } = await readDocument(bytes, `plan.${format}`, { maxRatio: 2000 });
  const seconds = (performance.now() - start) / 1000;
  const peak = process.resourceUsage().maxRSS * 1024;
  const mb = (value: number): string => `${Math.round(value / 1e6)} MB`;
  console.log(
    `${format.padEnd(5)} ${(bytes.length / 1e6).toFixed(1).padStart(6)} MB in, ${text.length} characters: ` +
      `${seconds.toFixed(2)} s of 2 s, peak ${mb(peak)} of 300 MB (${mb(before)} before reading)`,
  );
}

const [chosen] = process.argv.slice(2);
if (chosen !== undefined) {
  await measure(chosen);
} else {
  for (const format of Object.keys(MAKERS)) {
    const run = spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), format], {
      stdio: 'inherit',
    });
    if (run.status !== 0) process.exitCode = 1;
  }
}
