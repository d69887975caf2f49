import { type CleanText, quote, rawSpan } from '../clean-text.ts';
import { toDeadline } from '../deadline-record.ts';
import type { Deadline, UnitMention } from '../types.ts';
import type { TableRow } from './table.ts';
import { readCellTime } from './time-cell.ts';
import { readUnitCell } from './unit-cell.ts';

/** The units that a row of a table names in its unit columns, and the words that name them. */
export function unitsOfRow(clean: CleanText, row: TableRow): { units: UnitMention[]; text: string | null } {
  const units: UnitMention[] = [];
  const texts: string[] = [];
  for (const { role, cell } of row.units) {
    for (const block of cell) {
      texts.push(quote(clean, block.start, block.end));
      for (const found of readUnitCell(clean, block, role)) {
        const name = quote(clean, found.start, found.end);
        if (units.some((unit) => unit.role === found.role && unit.name === name)) continue;
        units.push({ role: found.role, name, span: rawSpan(clean, found.start, found.end) });
      }
    }
  }
  return { units, text: texts.length > 0 ? texts.join('；') : null };
}

/** The deadlines in the time columns of a row, without those that its text sets already. */
export function deadlinesOfRow(
  clean: CleanText,
  row: TableRow,
  year: number | null,
  known: readonly Deadline[],
): Deadline[] {
  const out: Deadline[] = [];
  for (const block of row.times.flat()) {
    for (const found of readCellTime(clean.text.slice(block.start, block.end), year)) {
      const deadline = toDeadline(clean, block.start, found);
      if (!known.some((other) => sameTime(other, deadline))) out.push(deadline);
    }
  }
  return out;
}

function sameTime(a: Deadline, b: Deadline): boolean {
  return (
    (a.date ?? a.end) === (b.date ?? b.end) &&
    a.duration === b.duration &&
    JSON.stringify(a.recurrence) === JSON.stringify(b.recurrence)
  );
}
