/** Characters that a terminal draws two columns wide: CJK, kana, hangul, full-width forms, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const ZERO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

function charWidth(char: string): number {
  if (ZERO_WIDTH.test(char)) return 0;
  return WIDE.test(char) ? 2 : 1;
}

/** Columns that a text takes in a terminal. */
export function textWidth(text: string): number {
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

function fit(text: string, columns: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (textWidth(line) <= columns) return line;
  let width = 0;
  let kept = '';
  for (const char of line) {
    width += charWidth(char);
    if (width > columns - 1) break;
    kept += char;
  }
  return `${kept}…`;
}

/**
 * Lays out rows in columns that line up in a terminal with Chinese text.
 *
 * @param header Column titles.
 * @param rows Cells; line breaks become spaces.
 * @param maxColumns Widest cell; longer ones end in `…`.
 * @returns Lines, each ended by a line feed, without trailing spaces.
 */
export function textTable(
  header: readonly string[],
  rows: ReadonlyArray<ReadonlyArray<string | number>>,
  maxColumns = 40,
): string {
  const cells = [header, ...rows].map((row) => row.map((cell) => fit(String(cell), maxColumns)));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => textWidth(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        return cell + ' '.repeat(width - textWidth(cell));
      })
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = cells;
  return `${[line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)].join('\n')}\n`;
}
