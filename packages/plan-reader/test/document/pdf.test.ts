import { describe, expect, test } from 'vitest';
import { DocumentError, readDocument } from '../../src/document/read-document.ts';
import { buildPdf, type PlacedText, typeset } from './pdf-fixture.ts';

const LONG =
  '到二〇三〇年，全区细颗粒物年均浓度稳定控制在每立方米三十微克以下，空气质量优良天数比例不低于百分之八十五，河道断面水质全部达到国家标准。';
const SECOND = '加强扬尘管控。建设工地安装在线监测设备，覆盖率达到百分之百。';

async function textOf(pages: ReadonlyArray<readonly PlacedText[]>): Promise<string> {
  return (await readDocument(buildPdf(pages), 'plan.pdf')).text;
}

describe('pdf', () => {
  test('reads Chinese text in a font that is not embedded and joins lines to paragraphs', async () => {
    const read = await readDocument(buildPdf([typeset([LONG, SECOND])]), 'plan.pdf');
    expect(read.text).toBe(`${LONG}\n${SECOND}`);
    expect(read.format).toBe('pdf');
    expect(read.pages).toEqual([0]);
  });

  test('a paragraph goes on across a page end, and each page knows where it begins', async () => {
    const lines = typeset([LONG, SECOND]);
    const read = await readDocument(
      buildPdf([lines.slice(0, 2), lines.slice(2).map((line) => ({ ...line, y: line.y - 56 }))]),
      'plan.pdf',
    );
    expect(read.text).toBe(`${LONG}\n${SECOND}`);
    expect(read.pages).toEqual([0, 54]);
    expect(read.text.slice(54)).toMatch(new RegExp(`^${lines[2]?.text}`, 'u'));
  });

  test('drops repeated headers and page numbers, keeps everything else', async () => {
    const page = (number: number): PlacedText[] => [
      { text: '某区生态环境保护规划', x: 200, y: 50, size: 10 },
      ...typeset([`第${number}项任务由区水务局牵头。`]),
      { text: `— ${number} —`, x: 280, y: 800, size: 10 },
    ];
    const read = await readDocument(buildPdf([1, 2, 3, 4].map(page)), 'plan.pdf');
    expect(read.text).toBe([1, 2, 3, 4].map((n) => `第${n}项任务由区水务局牵头。`).join('\n'));
    expect(read.notes).toEqual(['Left out: 8 lines of headers, footers and page numbers.']);
  });

  test('a heading in the margin that stands on one page only is kept', async () => {
    const text = await textOf([[{ text: '附件', x: 73, y: 60 }, ...typeset([SECOND])], typeset([SECOND])]);
    expect(text).toBe(`附件\n${SECOND}\n${SECOND}`);
  });

  test('columns of a table row are separated by tabs and rows are not joined', async () => {
    const row = (cells: readonly string[], y: number): PlacedText[] =>
      cells.map((text, column) => ({ text, x: 80 + column * 160, y, size: 12 }));
    const text = await textOf([
      [...row(['指标', '单位', '目标值'], 200), ...row(['森林覆盖率', '％', '20'], 230)],
    ]);
    expect(text).toBe('指标\t单位\t目标值\n森林覆盖率\t％\t20');
  });

  test('radicals that a pdf writer put for hanzi become hanzi', async () => {
    expect(await textOf([typeset(['⼆、⽔环境⻛险，⻓期治理'])])).toBe('二、水环境风险，长期治理');
  });

  test('a subscript stays on its line', async () => {
    const text = await textOf([
      [
        { text: '控制PM', x: 73, y: 100, size: 16 },
        { text: '2.5', x: 137, y: 104, size: 8 },
        { text: '浓度', x: 161, y: 100, size: 16 },
      ],
    ]);
    expect(text).toBe('控制PM2.5浓度');
  });

  test('a title set on two centred lines becomes one line', async () => {
    const text = await textOf([
      [
        { text: '某区水环境综合治理', x: 198, y: 100, size: 22 },
        { text: '三年行动计划', x: 231, y: 134, size: 22 },
        ...typeset([LONG], { top: 200 }),
      ],
    ]);
    expect(text).toBe(`某区水环境综合治理三年行动计划\n${LONG}`);
  });

  test('lines that do not reach the right edge stay apart', async () => {
    expect(await textOf([typeset(['一、总体要求', '（一）指导思想', LONG])])).toBe(
      `一、总体要求\n（一）指导思想\n${LONG}`,
    );
  });

  test('a slanted watermark is left out and mentioned, a page set sideways is read', async () => {
    const slanted = await readDocument(
      buildPdf([[...typeset([SECOND]), { text: '内部资料', x: 200, y: 500, size: 60, angle: 45 }]]),
      'plan.pdf',
    );
    expect(slanted.text).toBe(SECOND);
    expect(slanted.notes).toEqual(['Left out: 1 pieces of slanted or turned text (watermarks).']);
    const sideways = await textOf([
      [
        { text: '第一行文字', x: 100, y: 700, angle: 90 },
        { text: '第二行文字', x: 130, y: 700, angle: 90 },
      ],
    ]);
    expect(sideways).toBe('第一行文字\n第二行文字');
  });

  test('pages without text among others are named in a note', async () => {
    const read = await readDocument(buildPdf([typeset([SECOND]), [], typeset([SECOND])]), 'plan.pdf');
    expect(read.notes).toEqual(['No text on page 2 (a picture or an empty page).']);
    expect(read.pages).toHaveLength(3);
  });

  test.each([
    ['scanned-pdf', buildPdf([[], [], []])],
    ['scanned-pdf', buildPdf([[], [], [{ text: '扫描', x: 80, y: 100 }]])],
    ['encrypted-pdf', buildPdf([typeset([SECOND])], { password: true })],
    ['broken-pdf', buildPdf([typeset([SECOND])]).slice(0, -400)],
    ['broken-pdf', new TextEncoder().encode('%PDF-1.4\nnothing here\n%%EOF')],
    ['unreadable-text', buildPdf([typeset(['\ue001\ue002\ue003\ue004字'])])],
  ])('refuses with %s', async (code, bytes) => {
    const error = await readDocument(bytes, 'plan.pdf').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DocumentError);
    expect(error).toMatchObject({ code });
    expect(String(error)).toContain('plan.pdf');
  });

  test('the bytes of the caller, a Node Buffer too, are left as they were', async () => {
    const bytes = Buffer.from(buildPdf([typeset([SECOND])]));
    const copy = Buffer.from(bytes);
    await readDocument(bytes, 'plan.pdf');
    expect(bytes).toEqual(copy);
  });
});
