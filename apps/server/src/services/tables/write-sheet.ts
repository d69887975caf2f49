import { PassThrough, type Readable } from 'node:stream';
import exceljs from 'exceljs';

/** A sheet to be written: titles, and lines as they come. */
export interface SheetContent {
  name: string;
  /** A line over the titles, e.g. who exported when and what was filtered. */
  caption?: string;
  columns: { title: string; width?: number; note?: string; choices?: string[] }[];
  rows: AsyncIterable<SheetCell[]> | Iterable<SheetCell[]>;
}

export type SheetCell = string | number | null;

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * A text that a spreadsheet program would run as a formula gets an apostrophe in front (OWASP: CSV
 * injection). xlsx text cells are not run by Excel itself, but are when the file is saved as csv and opened.
 */
export function harmlessText(text: string): string {
  return /^[=+@\t\r]|^-(?!\d+(\.\d+)?$)/.test(text) ? `'${text}` : text;
}

/**
 * Writes sheets as an xlsx stream; lines are never all in memory.
 * @returns a stream that fails when a source of lines fails
 */
export function writeSheets(sheets: SheetContent[]): Readable {
  const stream = new PassThrough();
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const write = async () => {
    for (const content of sheets) await writeSheet(book, content);
    await book.commit();
  };
  write().catch((error: unknown) =>
    stream.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return stream;
}

async function writeSheet(book: exceljs.stream.xlsx.WorkbookWriter, content: SheetContent): Promise<void> {
  const head = content.caption === undefined ? 1 : 2;
  const sheet = book.addWorksheet(content.name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31), {
    views: [{ state: 'frozen', ySplit: head }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToHeight: 0, paperSize: 9 },
  });
  sheet.columns = content.columns.map((column) => ({ width: column.width ?? 18 }));
  if (content.caption !== undefined) sheet.addRow([harmlessText(content.caption)]).commit();
  const titles = sheet.addRow(content.columns.map((column) => column.title));
  titles.font = { bold: true };
  titles.alignment = { wrapText: true, vertical: 'middle' };
  for (const [index, column] of content.columns.entries()) {
    if (column.note !== undefined) titles.getCell(index + 1).note = column.note;
  }
  titles.commit();
  const lists = content.columns.flatMap(({ choices = [] }, index) => {
    const list = choices.join(',');
    // Excel takes at most 255 characters of choices inside the rule.
    return list === '' || list.length > 255 ? [] : [{ column: index + 1, list }];
  });
  const offerChoices = (row: exceljs.Row): void => {
    for (const { column, list } of lists)
      row.getCell(column).dataValidation = { type: 'list', allowBlank: true, formulae: [`"${list}"`] };
  };
  let last = head;
  for await (const cells of content.rows) {
    last += 1;
    const row = sheet.addRow(cells.map((cell) => (typeof cell === 'string' ? harmlessText(cell) : cell)));
    row.alignment = { wrapText: true, vertical: 'top' };
    offerChoices(row);
    row.commit();
  }
  // Empty rows below, for what somebody adds.
  if (lists.length > 0) {
    for (let row = last + 1; row <= head + 200; row += 1) offerChoices(sheet.getRow(row));
  }
  sheet.commit();
}
