import type { Block, CleanText } from '../clean-text.ts';
import type { UnitRole } from '../types.ts';
import { type FoundUnit, isUnitName, labelledUnits, splitNames, spokenUnits } from '../units.ts';

/**
 * Reads the names of units in a cell.
 * @param role the role that the column gives; words in the cell (牵头单位:… · A牵头,B配合 · A(牵头)) say otherwise
 * @returns units at positions of the cleaned text
 */
export function readUnitCell(clean: CleanText, block: Block, role: UnitRole): FoundUnit[] {
  const text = clean.text.slice(block.start, block.end);
  const spoken =
    labelledUnits(text)?.units ??
    (/牵头|配合/u.test(text) && !/\((?:牵头|配合)\)/u.test(text) ? spokenUnits(text, 0, text.length) : null);
  if (spoken && spoken.length > 0) return spoken.map((unit) => shift(unit, block.start));
  return splitNames(text, 0, text.length)
    .filter((piece) => !/^[-—/无]$/u.test(piece.text))
    .flatMap(({ start, end }) => splitAtGaps(clean, block.start + start, block.start + end))
    .map(({ start, end }) => {
      const name = clean.text.slice(start, end);
      const marked = /\((牵头|配合)\)$/u.exec(name);
      const own: UnitRole = marked ? (marked[1] === '牵头' ? 'lead' : 'support') : role;
      return { role: own, start, end: marked ? end - marked[0].length : end };
    });
}

const shift = ({ role, start, end }: FoundUnit, by: number): FoundUnit => ({
  role,
  start: start + by,
  end: end + by,
});

/** Names on lines of their own or divided by spaces; a name broken over two lines stays whole. */
function splitAtGaps(clean: CleanText, start: number, end: number): Block[] {
  const out: Block[] = [];
  let from = start;
  for (let i = start + 1; i < end; i++) {
    if ((clean.at[i] ?? 0) - (clean.at[i - 1] ?? 0) < 2) continue;
    if (!isUnitName(clean.text.slice(from, i), true) || !isUnitName(clean.text.slice(i, end), false))
      continue;
    out.push({ start: from, end: i });
    from = i;
  }
  out.push({ start: from, end });
  return out;
}
