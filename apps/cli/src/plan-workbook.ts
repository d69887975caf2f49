import ExcelJS from 'exceljs';
import type { PlanSheet } from './plan-columns.ts';
import { textWidth } from './text-table.ts';

/** Excel refuses longer cells. */
const MAX_CELL = 32_767;
const CUT_MARK = '…（超出单元格长度，全文见原文件）';
const MAX_COLUMN = 60;

function cellValue(value: string | number): string | number {
  if (typeof value === 'number' || value.length <= MAX_CELL) return value;
  return value.slice(0, MAX_CELL - CUT_MARK.length) + CUT_MARK;
}

/**
 * Writes sheets to an Excel workbook: bold header that stays in view, filters, wrapped text.
 *
 * @returns The bytes of the xlsx file.
 */
export async function planWorkbook(sheets: readonly PlanSheet[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  for (const { name, header, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.addRow(header);
    for (const row of rows) sheet.addRow(row.map(cellValue));
    sheet.getRow(1).font = { bold: true };
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: header.length } };
    header.forEach((title, index) => {
      const column = sheet.getColumn(index + 1);
      const widest = rows.reduce(
        (width, row) => Math.max(width, textWidth(String(row[index] ?? ''))),
        textWidth(title),
      );
      column.width = Math.min(MAX_COLUMN, widest + 2);
      column.alignment = { vertical: 'top', wrapText: true };
    });
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
