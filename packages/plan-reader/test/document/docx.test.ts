import { describe, expect, test } from 'vitest';
import { DocumentError, readDocument } from '../../src/document/read-document.ts';
import {
  buildDocx,
  type DocxParts,
  documentXml,
  inList,
  listLevel,
  numbering,
  p,
  styles,
} from './docx-fixture.ts';

async function textOf(body: string, parts: DocxParts = {}): Promise<string> {
  return (await readDocument(buildDocx(body, parts), 'plan.docx')).text;
}

/** One list with these levels, used by `numId` 1. */
function list(...levels: string[]): DocxParts {
  return {
    'word/numbering.xml': numbering(
      `<w:abstractNum w:abstractNumId="0">${levels.join('')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
    ),
  };
}

describe('docx paragraphs', () => {
  test('a line per paragraph, with tabs, breaks and empty paragraphs', async () => {
    expect(
      await textOf(
        `${p('一、总体要求')}${p('')}<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>`,
      ),
    ).toBe('一、总体要求\n\n甲\t乙\n丙');
  });

  test('tracked deletions and moved-away text are skipped, insertions are read', async () => {
    const body =
      '<w:p><w:r><w:t>到2025年</w:t></w:r><w:del><w:r><w:delText>不低于70%</w:delText></w:r></w:del>' +
      '<w:ins><w:r><w:t>不低于80%</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>';
    const read = await readDocument(buildDocx(body), 'plan.docx');
    expect(read.text).toBe('到2025年不低于80%');
    expect(read.notes).toEqual(['Left out: 1 tracked deletions.']);
  });

  test('a paragraph whose end was deleted goes on in the next one', async () => {
    expect(await textOf(`${p('水环境', '<w:rPr><w:del/></w:rPr>')}${p('治理')}${p('完')}`)).toBe(
      '水环境治理\n完',
    );
  });

  test('hidden text and footnotes are left out and counted', async () => {
    const body =
      '<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>' +
      '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>';
    const read = await readDocument(
      buildDocx(body, { 'word/footnotes.xml': '<w:footnotes xmlns:w="x"><w:t>脚注</w:t></w:footnotes>' }),
      'plan.docx',
    );
    expect(read.text).toBe('正文');
    expect(read.notes).toEqual(['Left out: 1 pieces of hidden text.', 'Left out: 1 footnotes or endnotes.']);
  });

  test('a text box is read once and follows its paragraph', async () => {
    const box = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`;
    const body = `<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>${box('框内')}</mc:Choice><mc:Fallback>${box('框内')}</mc:Fallback></mc:AlternateContent></w:r></w:p>${p('后文')}`;
    expect(await textOf(body)).toBe('正文\n框内\n后文');
  });

  test('a generated table of contents is left out', async () => {
    const parts = {
      'word/styles.xml': styles(
        '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>',
      ),
    };
    const block = `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p('一、要求 1')}</w:sdtContent></w:sdt>`;
    expect(await textOf(`${block}${p('二、任务 2', '<w:pStyle w:val="T1"/>')}${p('一、要求')}`, parts)).toBe(
      '一、要求',
    );
  });

  test('symbols of special fonts become characters', async () => {
    const sym = (font: string, code: string): string =>
      `<w:r><w:sym w:font="${font}" w:char="${code}"/></w:r>`;
    expect(
      await textOf(`<w:p>${sym('Symbol', 'F0B3')}<w:r><w:t>80%</w:t></w:r>${sym('Wingdings', 'F0FE')}</w:p>`),
    ).toBe('≥80%☑');
  });

  test('another prefix and the strict namespace are understood', async () => {
    const xml =
      '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:pPr><x:numPr><x:numId x:val="1"/></x:numPr></x:pPr><x:r><x:t>总则</x:t></x:r></x:p></x:body></x:document>';
    expect(
      await textOf('', { 'word/document.xml': xml, ...list(listLevel(0, 'chineseCounting', '第%1章')) }),
    ).toBe('第一章 总则');
  });
});

describe('docx tables', () => {
  const cell = (text: string, properties = ''): string =>
    `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;
  const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`;

  test('a line per row with tabs between cells, merged cells keep the columns', async () => {
    const table = `<w:tbl>${row(cell('指标'), cell('目标', '<w:gridSpan w:val="2"/>'), cell('单位'))}${row(cell('森林覆盖率'), cell('≥20'), cell('≥22'), cell('%'))}</w:tbl>`;
    expect(await textOf(`${p('前')}${table}${p('后')}`)).toBe(
      '前\n指标\t目标\t\t单位\n森林覆盖率\t≥20\t≥22\t%\n后',
    );
  });

  test('paragraphs of a cell are joined by a space, a nested table stays in its cell', async () => {
    const nested = `<w:tbl>${row(cell('甲'), cell('乙'))}</w:tbl>`;
    const table = `<w:tbl>${row(`<w:tc>${p('第一')}${p('第二')}</w:tc>`, `<w:tc>${nested}${p('')}</w:tc>`)}</w:tbl>`;
    expect(await textOf(table)).toBe('第一 第二\t甲 乙');
  });

  test('a table of one column only frames text', async () => {
    expect(await textOf(`<w:tbl>${row(`<w:tc>${p('一、甲')}${p('二、乙')}</w:tc>`)}</w:tbl>`)).toBe(
      '一、甲\n二、乙',
    );
  });

  test('a deleted row is left out', async () => {
    const table = `<w:tbl>${row(cell('甲'), cell('乙'))}<w:tr><w:trPr><w:del/></w:trPr>${cell('丙')}${cell('丁')}</w:tr></w:tbl>`;
    expect(await textOf(table)).toBe('甲\t乙');
  });
});

describe('docx automatic numbers', () => {
  test('levels count, restart below a higher level and print higher numbers', async () => {
    const body = [0, 1, 1, 2, 0, 1, 2].map((level) => p('题', inList(1, level))).join('');
    const parts = list(
      listLevel(0, 'chineseCounting', '%1、'),
      listLevel(1, 'chineseCounting', '（%2）'),
      listLevel(2, 'decimal', '%1.%3.', '<w:isLgl/>'),
    );
    expect((await textOf(body, parts)).split('\n')).toEqual([
      '一、题',
      '（一）题',
      '（二）题',
      '1.1. 题',
      '二、题',
      '（一）题',
      '2.1. 题',
    ]);
  });

  test.each([
    ['chineseCounting', ['一', '十', '十一', '二十', '三十五']],
    ['chineseCountingThousand', ['一', '十', '十一', '二十', '三十五']],
    ['japaneseCounting', ['一', '十', '十一', '二十', '三十五']],
    ['ideographDigital', ['一', '一〇', '一一', '二〇', '三五']],
    ['chineseLegalSimplified', ['壹', '壹拾', '壹拾壹', '贰拾', '叁拾伍']],
    ['decimalEnclosedCircle', ['①', '⑩', '⑪', '⑳', '㉟']],
    ['decimalEnclosedCircleChinese', ['①', '⑩', '⑪', '⑳', '㉟']],
    ['decimalEnclosedParen', ['⑴', '⑽', '⑾', '⒇', '35']],
    ['lowerLetter', ['a', 'j', 'k', 't', 'ii']],
    ['upperRoman', ['I', 'X', 'XI', 'XX', 'XXXV']],
    ['decimalZero', ['01', '10', '11', '20', '35']],
    ['decimalFullWidth', ['１', '１０', '１１', '２０', '３５']],
    ['ideographTraditional', ['甲', '癸', '11', '20', '35']],
  ])('%s', async (format, expected) => {
    const body = Array.from({ length: 35 }, () => p('项', inList(1))).join('');
    const lines = (await textOf(body, list(listLevel(0, format, '（%1）')))).split('\n');
    expect([1, 10, 11, 20, 35].map((n) => lines[n - 1])).toEqual(expected.map((number) => `（${number}）项`));
  });

  test('a heading takes its number from its style, through the style it is based on', async () => {
    const parts = {
      'word/styles.xml': styles(
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
          '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
          '<w:style w:type="paragraph" w:styleId="H1b"><w:basedOn w:val="H1"/></w:style>',
      ),
      ...list(
        listLevel(0, 'chineseCounting', '第%1章', '<w:pStyle w:val="H1"/>'),
        listLevel(1, 'chineseCounting', '第%2节', '<w:pStyle w:val="H2"/>'),
      ),
    };
    const styled = (style: string): string => p('题', `<w:pStyle w:val="${style}"/>`);
    expect(
      (await textOf(`${styled('H1')}${styled('H2')}${styled('H1b')}${styled('H2')}${p('文')}`, parts)).split(
        '\n',
      ),
    ).toEqual(['第一章 题', '第一节 题', '第二章 题', '第一节 题', '文']);
  });

  test('numId 0 takes the number of the style away', async () => {
    const parts = {
      'word/styles.xml': styles(
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
      ),
      ...list(listLevel(0, 'decimal', '%1.')),
    };
    expect(await textOf(p('题', `<w:pStyle w:val="H"/>${inList(0)}`), parts)).toBe('题');
  });

  test('uses of one definition go on counting, a use with its own start begins anew', async () => {
    const parts = {
      'word/numbering.xml': numbering(
        `<w:abstractNum w:abstractNumId="7">${listLevel(0, 'decimal', '%1、')}</w:abstractNum>` +
          '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>' +
          '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
      ),
    };
    const body = [1, 2, 3, 3].map((numId) => p('项', inList(numId))).join('');
    expect(await textOf(body, parts)).toBe('1、项\n2、项\n5、项\n6、项');
  });

  test('a list that only points to a numbering style is followed', async () => {
    const parts = {
      'word/styles.xml': styles(
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>',
      ),
      'word/numbering.xml': numbering(
        `<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum><w:abstractNum w:abstractNumId="1">${listLevel(0, 'upperLetter', '%1.')}</w:abstractNum>` +
          '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
      ),
    };
    expect(await textOf(p('项', inList(1)), parts)).toBe('A. 项');
  });

  test('bullets are printed, private characters of symbol fonts as a dot', async () => {
    const levels = list(listLevel(0, 'bullet', '——'), listLevel(1, 'bullet', '\uf0b7'));
    expect(await textOf(`${p('水', inList(1))}${p('气', inList(1, 1))}`, levels)).toBe('——水\n●气');
  });
});

describe('docx that cannot be read', () => {
  const good = buildDocx(p('正文'));
  const flipped = good.slice();
  const name = new TextEncoder().encode('word/document.xml');
  const at = flipped.findIndex((_, index) => name.every((byte, offset) => flipped[index + offset] === byte));
  flipped.set([0xff, 0xff, 0xff], at + name.length + 40);
  const zeros = new Uint8Array(8 * 1024 * 1024);

  test.each<[string, Uint8Array]>([
    ['broken-zip', good.slice(0, good.length - 200)],
    ['broken-zip', flipped],
    ['broken-zip', new Uint8Array(300).fill(7)],
    [
      'broken-zip',
      buildDocx('', {
        '_rels/.rels': '<R><Relationship Type="x/officeDocument" Target="word/gone.xml"/></R>',
      }),
    ],
    ['broken-xml', buildDocx('', { 'word/document.xml': documentXml('<w:p>') })],
    ['broken-xml', buildDocx('', { 'word/document.xml': Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0xfe) })],
    ['broken-xml', buildDocx('', { 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>' })],
    ['empty-text', buildDocx(p(''))],
    ['zip-bomb', buildDocx(p('正文'), { 'word/document.xml': documentXml(' '.repeat(32 * 1024 * 1024)) })],
    ['unsupported-format', buildDocx('<w:altChunk/>')],
  ])('refuses with %s (%#)', async (code, bytes) => {
    const error = await readDocument(bytes, 'plan.docx').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DocumentError);
    expect(error).toMatchObject({ code });
    expect(String(error)).toContain('plan.docx');
  });

  test('a part of many equal rows is no bomb', async () => {
    const rows = p('合计').repeat(20_000);
    expect((await textOf(rows)).length).toBe(20_000 * 3 - 1);
  });

  test('an archive that declares too much is refused before anything is unpacked', async () => {
    const bytes = buildDocx(p('正文'), { 'word/media/a.bin': zeros });
    await expect(readDocument(bytes, 'plan.docx', { maxTotalBytes: 1024 * 1024 })).rejects.toMatchObject({
      code: 'zip-bomb',
    });
    expect((await readDocument(bytes, 'plan.docx')).text).toBe('正文');
  });

  test('unpacking stops at the limit even when the archive lies about its sizes', async () => {
    const bytes = buildDocx('', { 'word/document.xml': documentXml(p('字'.repeat(2_000_000))) });
    const view = new DataView(bytes.buffer);
    for (let offset = 0; offset + 28 <= bytes.length; offset += 1) {
      const isLargeEntry =
        view.getUint32(offset, true) === 0x02014b50 && view.getUint32(offset + 24, true) > 1e6;
      if (isLargeEntry) view.setUint32(offset + 24, 100, true);
    }
    await expect(readDocument(bytes, 'plan.docx', { maxEntryBytes: 100_000 })).rejects.toMatchObject({
      code: 'zip-bomb',
      details: { part: 'word/document.xml', limit: 100_000 },
    });
  });
});
