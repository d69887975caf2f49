import PizZip from 'pizzip';

/** A part of a Word document in its order: a paragraph, or the cells of a table. */
export type ReportBlock = { paragraph: string } | { table: string[][] };

/** Numbers and classes of a text in their order. */
export const figuresIn = (text: string): string[] => text.match(/(?<!\d)−?\d+(?:\.\d+)?|劣?[ⅠⅡⅢⅣⅤ]/g) ?? [];

const decoded = (xml: string) =>
  xml.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) =>
    name === 'lt' ? '<' : name === 'gt' ? '>' : name === 'quot' ? '"' : name === 'apos' ? "'" : '&',
  );

const textOf = (xml: string) =>
  decoded([...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text ?? '').join(''));

const parts = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<w:${tag}[ >].*?</w:${tag}>`, 'gs'))].map(([part]) => part);

/** The blocks of a .docx, and every text that its document has, wherever it stands. */
export function readReport(docx: Buffer): { blocks: ReportBlock[]; all: string } {
  const xml = new PizZip(docx).file('word/document.xml')?.asText() ?? '';
  const blocks = [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>|<w:p[ >].*?<\/w:p>/gs)].map(
    ([part]): ReportBlock =>
      part.startsWith('<w:tbl>')
        ? { table: parts(part, 'tr').map((row) => parts(row, 'tc').map(textOf)) }
        : { paragraph: textOf(part) },
  );
  return { blocks, all: parts(xml, 'p').map(textOf).join('\n') };
}
