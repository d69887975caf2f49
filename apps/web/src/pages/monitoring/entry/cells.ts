import type { Sheet, SheetRow, Typed } from './queries.ts';

/** What was typed, by {@link cellKey}. */
export type Cells = Readonly<Record<string, string>>;

/** Names a row: `2025-05-01 8`, or `2025-05-01` where a row is a day. */
export const rowKey = (row: Pick<SheetRow, 'day' | 'hour'>): string =>
  row.hour === null ? row.day : `${row.day} ${row.hour}`;

/** Names a cell. */
export const cellKey = (row: Pick<SheetRow, 'day' | 'hour'>, factor: string): string =>
  `${rowKey(row)} ${factor}`;

/** The rows in which something was typed, as they are sent. */
export function typedRows(sheet: Sheet, cells: Cells): Typed {
  const rows = sheet.rows.flatMap((row) => {
    const typed = sheet.factors.flatMap(({ factor }) => {
      const text = cells[cellKey(row, factor)]?.trim() ?? '';
      return text === '' ? [] : [[factor, text] as const];
    });
    return typed.length === 0 ? [] : [{ day: row.day, hour: row.hour, cells: Object.fromEntries(typed) }];
  });
  return { site: sheet.site.id, rows };
}

/** What a paste comes to: cells by key, and how many did not fit. */
export interface Pasted {
  cells: Record<string, string>;
  left: number;
}

/**
 * Lays a copied block of cells (tabs and line ends, as a spreadsheet gives it) into the sheet from one cell on, to the
 * right and down. Cells beyond the sheet and in rows that are not open yet are left and counted.
 */
export function pasteInto(sheet: Sheet, at: { row: number; factor: number }, text: string): Pasted {
  const pasted: Pasted = { cells: {}, left: 0 };
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  for (const [down, line] of lines.entries()) {
    const row = sheet.rows[at.row + down];
    for (const [right, cell] of line.split('\t').entries()) {
      const factor = sheet.factors[at.factor + right]?.factor;
      if (row?.open && factor !== undefined) pasted.cells[cellKey(row, factor)] = cell.trim();
      else if (cell.trim() !== '') pasted.left += 1;
    }
  }
  return pasted;
}
