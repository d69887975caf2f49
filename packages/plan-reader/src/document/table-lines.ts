/** One cell: its paragraphs. */
export type TableCell = readonly string[];

/**
 * Flattens a table row by row: one line a row, a tab between cells, a space between the paragraphs of a
 * cell. A table with one column only frames text, so its paragraphs stay lines of their own.
 *
 * @param rows Cells of each row; a merged cell is followed by empty ones so that columns keep their place.
 */
export function tableLines(rows: ReadonlyArray<readonly TableCell[]>): string[] {
  if (rows.every((row) => row.length <= 1)) return rows.flatMap((row) => row.flat());
  return rows.map((row) =>
    row
      .map((cell) =>
        cell
          .map((line) => line.replace(/\s+/gu, ' ').trim())
          .filter((line) => line !== '')
          .join(' '),
      )
      .join('\t')
      .trimEnd(),
  );
}
