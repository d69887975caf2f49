import PizZip from 'pizzip';

/** A part of a document's text. */
export type DocxBlock =
  | { kind: 'paragraph'; text: string; style?: ParagraphStyle }
  | { kind: 'table'; columns: readonly DocxColumn[]; rows: readonly (readonly string[])[] }
  /** From here on the pages lie across, for wide tables. */
  | { kind: 'landscape' };

/** Looks of a paragraph: 标题, 小标题, 正文, 落款, 表注. */
export type ParagraphStyle = 'Title' | 'Heading1' | 'Normal' | 'Signature' | 'Note';

/** A column of a table; widths are shares of the page. */
export interface DocxColumn {
  title: string;
  share: number;
}

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** A4 upright with the margins of GB/T 9704-2012 (recall), and A4 across; twentieths of a point. */
const upright = { width: 11906, height: 16838, top: 2098, right: 1474, bottom: 1984, left: 1588 };
const across = { width: 16838, height: 11906, top: 1134, right: 1134, bottom: 1134, left: 1134 };
type Page = typeof upright;

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Writes a Word document from code, so that the built-in templates need no binary file beside the bundle.
 * @returns bytes of a .docx with the fonts of official documents (方正小标宋, 黑体, 仿宋; Word takes others where
 *   these are not installed)
 */
export function buildDocx(blocks: readonly DocxBlock[]): Buffer {
  let page = upright;
  const body: string[] = [];
  for (const block of blocks) {
    if (block.kind === 'paragraph') body.push(paragraph(block.text, block.style ?? 'Normal'));
    else if (block.kind === 'table') body.push(table(block, page.width - page.left - page.right));
    else {
      body.push(`<w:p><w:pPr>${sectionProperties(page)}</w:pPr></w:p>`);
      page = across;
    }
  }
  const zip = new PizZip();
  zip.file('[Content_Types].xml', contentTypes);
  zip.file('_rels/.rels', relationships([['officeDocument', 'word/document.xml']]));
  zip.file(
    'word/_rels/document.xml.rels',
    relationships([
      ['styles', 'styles.xml'],
      ['footer', 'footer1.xml'],
    ]),
  );
  zip.file(
    'word/document.xml',
    `${head}<w:document ${w} ${r}><w:body>${body.join('')}${sectionProperties(page)}</w:body></w:document>`,
  );
  zip.file('word/styles.xml', styles);
  zip.file('word/footer1.xml', footer);
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

function paragraph(text: string, style: string): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

function table({ columns, rows }: Extract<DocxBlock, { kind: 'table' }>, width: number): string {
  const all = columns.reduce((sum, column) => sum + column.share, 0);
  const widths = columns.map((column) => Math.floor((width * column.share) / all));
  const row = (cells: readonly string[], title: boolean) =>
    `<w:tr><w:trPr><w:cantSplit/>${title ? '<w:tblHeader/>' : ''}</w:trPr>${cells
      .map(
        (text, index) =>
          `<w:tc><w:tcPr><w:tcW w:w="${widths[index]}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${paragraph(text, title ? 'CellTitle' : 'Cell')}</w:tc>`,
      )
      .join('')}</w:tr>`;
  const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
    .join('');
  const grid = widths.map((one) => `<w:gridCol w:w="${one}"/>`).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:tblBorders>${edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${row(
    columns.map((column) => column.title),
    true,
  )}${rows.map((cells) => row(cells, false)).join('')}</w:tbl>`;
}

function sectionProperties({ width, height, top, right, bottom, left }: Page): string {
  const orient = width > height ? ' w:orient="landscape"' : '';
  return `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="${width}" w:h="${height}"${orient}/><w:pgMar w:top="${top}" w:right="${right}" w:bottom="${bottom}" w:left="${left}" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>`;
}

function relationships(entries: readonly (readonly [string, string])[]): string {
  return `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;
}

const contentTypes = `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${word}.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="${word}.footer+xml"/></Types>`;

const footer = `${head}<w:ftr ${w}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`;

interface Look {
  name: string;
  font: string;
  /** Half points: 二号 44, 三号 32, 小四 24, 小五 18. */
  size: number;
  paragraph?: string;
  bold?: boolean;
}

const looks: Record<ParagraphStyle | 'Cell' | 'CellTitle', Look> = {
  Normal: {
    name: 'Normal',
    font: '仿宋',
    size: 32,
    paragraph:
      '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>',
  },
  Title: {
    name: 'Title',
    font: '方正小标宋简体',
    size: 44,
    paragraph:
      '<w:spacing w:after="400" w:line="600" w:lineRule="exact"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>',
  },
  Heading1: {
    name: 'heading 1',
    font: '黑体',
    size: 32,
    paragraph:
      '<w:keepNext/><w:spacing w:before="120" w:after="60"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="0"/>',
  },
  Signature: {
    name: 'Signature',
    font: '仿宋',
    size: 32,
    paragraph: '<w:ind w:firstLine="0"/><w:jc w:val="right"/>',
  },
  Note: {
    name: 'Note',
    font: '仿宋',
    size: 24,
    paragraph: '<w:spacing w:before="120"/><w:ind w:firstLine="0"/>',
  },
  Cell: {
    name: 'Cell',
    font: '宋体',
    size: 18,
    paragraph: '<w:spacing w:line="260" w:lineRule="atLeast"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>',
  },
  CellTitle: {
    name: 'Cell title',
    font: '黑体',
    size: 18,
    paragraph: '<w:spacing w:line="260" w:lineRule="atLeast"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>',
  },
};

const styles = `${head}<w:styles ${w}>${Object.entries(looks)
  .map(
    ([id, look]) =>
      `<w:style w:type="paragraph" w:styleId="${id}"${id === 'Normal' ? ' w:default="1"' : ''}><w:name w:val="${look.name}"/><w:qFormat/><w:pPr>${look.paragraph ?? ''}</w:pPr><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${look.font}"/><w:sz w:val="${look.size}"/></w:rPr></w:style>`,
  )
  .join('')}</w:styles>`;
