import type { ExpectedReport } from './expected-report.ts';
import { figuresIn, readReport } from './report-blocks.ts';

/**
 * Every place where a report and its recomputation differ; empty when every figure of the document is accounted for.
 * Tables are compared cell by cell, letter by letter (formulas by their figures), paragraphs by their figures in order,
 * and at the end all figures that stand anywhere in the document are ticked off one by one.
 */
export function differences(docx: Buffer, expected: ExpectedReport): string[] {
  const { blocks, all } = readReport(docx);
  const tables = blocks.flatMap((one) => ('table' in one ? [one.table] : []));
  const paragraphs = blocks.flatMap((one) =>
    'paragraph' in one && figuresIn(one.paragraph).length > 0 ? [one.paragraph] : [],
  );
  const found: string[] = [];
  const differ = (place: string, is: unknown, should: unknown) => {
    if (JSON.stringify(is) !== JSON.stringify(should))
      found.push(`${place}: printed ${JSON.stringify(is)}, recomputed ${JSON.stringify(should)}`);
  };
  differ('number of tables', tables.length, expected.tables.length);
  for (const [at, should] of expected.tables.entries()) {
    const is = tables[at] ?? [];
    const source = at === expected.tables.length - 1;
    differ(`rows of table ${at + 1}`, is.length, should.length);
    for (const [row, cells] of should.entries())
      for (const [column, cell] of cells.entries()) {
        const place = `table ${at + 1}, ${cells[0]} ${cells[1]}, ${should[0]?.[column]}`;
        const printed = is[row]?.[column] ?? '';
        if (source && row > 0 && column === expected.formula)
          differ(place, figuresIn(printed), figuresIn(cell));
        else differ(place, printed, cell);
      }
    differ(
      `cells of table ${at + 1}`,
      is.map((row) => row.length),
      should.map((row) => row.length),
    );
  }
  differ('number of paragraphs with figures', paragraphs.length, expected.paragraphs.length);
  for (const [at, should] of expected.paragraphs.entries())
    differ(`paragraph “${should.slice(0, 20)}”`, figuresIn(paragraphs[at] ?? ''), figuresIn(should));
  const accounted = new Map<string, number>();
  const texts = [...expected.paragraphs, ...expected.tables.flat(2)];
  for (const one of texts.flatMap(figuresIn)) accounted.set(one, (accounted.get(one) ?? 0) + 1);
  for (const one of figuresIn(all)) accounted.set(one, (accounted.get(one) ?? 0) - 1);
  for (const [figure, left] of accounted)
    if (left !== 0)
      found.push(`${figure}: ${Math.abs(left)} ${left < 0 ? 'not accounted for' : 'not printed'}`);
  return found;
}
