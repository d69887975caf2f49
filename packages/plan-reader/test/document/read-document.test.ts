import fc from 'fast-check';
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { DocumentError, readDocument } from '../../src/document/read-document.ts';
import { buildDocx, p } from './docx-fixture.ts';
import { buildPdf, typeset } from './pdf-fixture.ts';

const PROSE =
  '一、总体要求\n到2030年，全区空气质量优良天数比例不低于85%，地表水达到或好于Ⅲ类水体比例达到100%。\n（一）加强扬尘治理。';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const encoded = (text: string, encoding: string, options = {}): Uint8Array =>
  new Uint8Array(iconv.encode(text, encoding, options));

async function refusal(bytes: Uint8Array, name: string, limits = {}): Promise<DocumentError> {
  const reason = await readDocument(bytes, name, limits).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(reason).toBeInstanceOf(DocumentError);
  return reason as DocumentError;
}

/** An OLE container with directory entries of these names. */
function ole(...names: string[]): Uint8Array {
  const bytes = new Uint8Array(512 + 128 * (names.length + 4));
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const view = new DataView(bytes.buffer);
  for (const [index, name] of names.entries()) {
    const at = 512 + 128 * index;
    for (let char = 0; char < name.length; char += 1)
      view.setUint16(at + char * 2, name.charCodeAt(char), true);
    view.setUint16(at + 64, name.length * 2 + 2, true);
    view.setUint8(at + 66, 2);
  }
  return bytes;
}

describe('txt', () => {
  test.each([
    ['UTF-8', utf8(PROSE)],
    ['UTF-8 with a mark', encoded(PROSE, 'utf8', { addBOM: true })],
    ['UTF-16LE with a mark', encoded(PROSE, 'utf16le', { addBOM: true })],
    ['UTF-16BE with a mark', encoded(PROSE, 'utf16be', { addBOM: true })],
    ['GBK', encoded(PROSE, 'gbk')],
    ['GB18030 with four-byte characters', encoded(`${PROSE}㐀`, 'gb18030')],
  ])('reads %s unchanged', async (_, bytes) => {
    const read = await readDocument(bytes, 'plan.txt');
    expect(read.text.replace('㐀', '')).toBe(PROSE);
    expect(read.format).toBe('txt');
  });

  test('names the encoding in a note unless it is UTF-8', async () => {
    expect((await readDocument(encoded(PROSE, 'gbk'), 'plan.txt')).notes).toEqual([
      'The file is stored as gb18030.',
    ]);
    expect((await readDocument(utf8(PROSE), 'plan.txt')).notes).toEqual([]);
  });

  test('line ends and spaces stay as they are', async () => {
    expect((await readDocument(utf8('　　甲\r\n乙 \n\n'), 'plan.txt')).text).toBe('　　甲\r\n乙 \n\n');
  });

  test.each([
    ['Big5', encoded('本計畫自發布日起實施，各單位應按職責分工負責辦理。', 'big5')],
    ['Shift-JIS', encoded('この計画は公布の日から施行する。大気環境を改善する。', 'shift_jis')],
    ['Latin-1', encoded('Les émissions élevées ont été réduites à été', 'latin1')],
    ['control characters', utf8('a\u0000b\u0001c')],
  ])('refuses %s instead of guessing', async (_, bytes) => {
    expect(await refusal(bytes, 'plan.txt')).toMatchObject({ code: 'unknown-encoding' });
  });

  test('names the first byte that does not fit', async () => {
    const bytes = Uint8Array.from([...utf8('中文'), 0xff, 0x41]);
    const error = await refusal(bytes, 'plan.txt');
    expect(error.details).toEqual({ file: 'plan.txt', byte: 6 });
    expect(error.message).toContain('byte 6');
  });
});

describe('html', () => {
  const page = (body: string, head = ''): string =>
    `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`;
  const textOf = async (body: string): Promise<string> =>
    (await readDocument(utf8(page(body)), 'a.html')).text;

  test('a line per block; scripts, styles, forms and hidden parts are left out', async () => {
    expect(
      await textOf(
        '<script>x()</script><style>p{}</style><h1>方案</h1><div>一、要求<p>到<b>2030</b>年</p>尾<br>注</div><p hidden>藏</p><p style="display: none">藏</p><select><option>选</select>',
      ),
    ).toBe('方案\n一、要求\n到2030年\n尾\n注');
  });

  test('white space collapses; a source line break between Chinese characters is no space', async () => {
    expect(await textOf('<p>  空气\n   质量&nbsp;&nbsp; AQI\n index </p><pre>甲\n  乙</pre>')).toBe(
      '空气质量 AQI index\n甲\n乙',
    );
  });

  test('tables by row with merged cells, lists with their numbers', async () => {
    expect(
      await textOf(
        '<table><tr><th colspan="2">指标</th><th>单位</th></tr><tr><td><p>优良</p><p>天数</p></td><td>85</td><td>%</td></tr></table><ol start="3"><li><p>甲</p></li><li>乙</li></ol><ul><li>丙</li></ul>',
      ),
    ).toBe('指标\t\t单位\n优良 天数\t85\t%\n3. 甲\n4. 乙\n丙');
  });

  test('cells merged over rows leave their column empty', async () => {
    expect(
      await textOf(
        '<table><tr><th>领域</th><th>任务</th><th>单位</th></tr><tr><td rowspan="2">治水</td><td>排查</td><td rowspan="2">区水务局</td></tr><tr><td>整治</td></tr><tr><td>治气</td><td>检查</td><td>各街镇</td></tr></table>',
      ),
    ).toBe('领域\t任务\t单位\n治水\t排查\t区水务局\n\t整治\n治气\t检查\t各街镇');
  });

  test.each([
    ['<meta charset="gb2312">', 'gbk'],
    ['<meta http-equiv="Content-Type" content="text/html; charset=GBK">', 'gbk'],
    ['<meta charset="big5">', 'big5'],
    ['<meta charset="iso-8859-1">', 'gbk'],
    ['', 'gbk'],
  ])('charset %s in %s bytes', async (meta, encoding) => {
    const text = encoding === 'big5' ? '本計畫自發布日起實施' : PROSE.replaceAll('\n', '');
    const bytes = encoded(page(`<p>${text}</p>`, meta), encoding);
    expect((await readDocument(bytes, 'a.htm')).text).toBe(text);
  });

  test('a page that nests deeper than the call stack is read', async () => {
    expect(await textOf(`${'<b>'.repeat(20_000)}深`)).toBe('深');
  });

  test('a page without text is refused', async () => {
    expect(await refusal(utf8(page('<script>x</script>')), 'a.html')).toMatchObject({ code: 'empty-text' });
  });
});

describe('what is refused before reading', () => {
  const docx = buildDocx(p('正文'));
  const pdf = buildPdf([typeset(['正文'])]);
  const html = utf8('<html><body>正文</body></html>');

  test.each<[code: string, name: string, bytes: Uint8Array]>([
    ['empty-file', 'plan.txt', new Uint8Array()],
    ['empty-text', 'plan.txt', utf8(' \r\n　')],
    ['old-word', 'plan.doc', ole('Root Entry', 'WordDocument')],
    ['old-word', 'plan.docx', ole('WordDocument')],
    ['encrypted-office', 'plan.docx', ole('Root Entry', 'EncryptionInfo', 'EncryptedPackage')],
    ['unsupported-format', 'plan.xls', ole('Workbook')],
    ['unsupported-format', 'plan.pdf', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1])],
    ['unsupported-format', 'plan.docx', zipSync({ 'xl/workbook.xml': utf8('<a/>') })],
    ['unsupported-format', 'plan.zip', zipSync({ 'a.txt': utf8('a') })],
    ['unsupported-format', 'plan.rtf', utf8('{\\rtf1 正文}')],
    ['unsupported-format', 'plan.csv', utf8('a,b')],
    [
      'unsupported-format',
      'plan.xml',
      utf8('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>'),
    ],
    ['broken-pdf', 'plan.pdf', new Uint8Array(100).fill(0xff)],
    ['broken-zip', 'plan.docx', Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3])],
  ])('%s: %s (%#)', async (code, name, bytes) => {
    const error = await refusal(bytes, name);
    expect(error.code).toBe(code);
    expect(error.message).toContain(name);
  });

  test.each<[name: string, bytes: Uint8Array, content: string]>([
    ['plan.txt', docx, 'docx'],
    ['plan.pdf', docx, 'docx'],
    ['plan.docx', pdf, 'pdf'],
    ['plan.doc', html, 'html'],
    ['plan.docx', html, 'html'],
    ['plan.docx', utf8(PROSE), 'txt'],
    ['plan.pdf', utf8(PROSE), 'txt'],
    ['plan.html', utf8(PROSE), 'txt'],
    ['plan.txt', html, 'html'],
  ])('wrong extension: %s', async (name, bytes, content) => {
    const error = await refusal(bytes, name);
    expect(error).toMatchObject({ code: 'wrong-extension', details: { content } });
    expect(error.message).toContain(`.${name.split('.')[1]}`);
    expect(error.message).toContain(`.${content}`);
  });

  test('a name without extension is accepted by content', async () => {
    expect((await readDocument(docx, '方案')).format).toBe('docx');
    expect((await readDocument(pdf, '方案')).format).toBe('pdf');
  });

  test('too large, before the content is looked at', async () => {
    expect(await refusal(new Uint8Array(101), 'plan.pdf', { maxBytes: 100 })).toMatchObject({
      code: 'too-large',
      details: { bytes: 101, maxBytes: 100 },
    });
  });
});

describe('bytes of any kind give a text or a DocumentError', () => {
  const names = fc.constantFrom('a.txt', 'a.docx', 'a.pdf', 'a.html', 'a.doc', 'a', 'a.zip');
  const settles = async (bytes: Uint8Array, name: string): Promise<void> => {
    try {
      const read = await readDocument(bytes, name);
      expect(read.text.trim()).not.toBe('');
    } catch (error) {
      expect(error).toBeInstanceOf(DocumentError);
    }
  };

  test('random bytes behind every signature', async () => {
    const starts = [
      '',
      '%PDF-1.7\n',
      'PK\u0003\u0004',
      '<html>',
      '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1',
    ];
    const ends = ['', '%%EOF', 'PK\u0005\u0006'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...starts),
        fc.uint8Array({ maxLength: 1500 }),
        fc.constantFrom(...ends),
        names,
        async (start, middle, end, name) => {
          const latin = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));
          await settles(Uint8Array.from([...latin(start), ...middle, ...latin(end)]), name);
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each([
    ['docx', buildDocx(p('正文'))],
    ['pdf', buildPdf([typeset(['正文'])])],
  ])('a %s with damaged bytes', async (extension, good) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.option(fc.nat(good.length), { nil: undefined }),
        async (changes, cut) => {
          const bytes = good.slice(0, cut);
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          await settles(bytes, `a.${extension}`);
        },
      ),
      { numRuns: 200 },
    );
  });
});
