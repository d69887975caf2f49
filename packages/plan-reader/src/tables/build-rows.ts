import type { CleanText } from '../clean-text.ts';
import { readLabel } from '../numbering.ts';
import { numberCell } from './cell-shape.ts';
import type { TableKind } from './column-roles.ts';
import type { Cell, Column, ColumnRole, RawRow, TableRow } from './table.ts';

const UNIT_ROLES: readonly ColumnRole[] = ['lead', 'support', 'responsible'];
/** A heading over several rows is no longer than this. */
const GROUP_MAX = 40;

const isFilled = (cell: Cell | undefined): boolean => cell !== undefined && cell.length > 0;

/**
 * Turns the rows of a table into tasks or targets. Merged cells come as empty ones: an empty name takes the row to
 * the one above, a row without any unit has the units above.
 */
export function buildRows(
  clean: CleanText,
  columns: readonly Column[],
  kind: TableKind,
  rows: readonly RawRow[],
): TableRow[] {
  const indexesOf = (...roles: ColumnRole[]): number[] =>
    columns.flatMap(({ role }, index) => (roles.includes(role) ? [index] : []));
  const cellText = (cell: Cell | undefined): string =>
    (cell ?? []).map(({ start, end }) => clean.text.slice(start, end)).join('');
  const numberAt = indexesOf('number')[0] ?? -1;
  const unitsAt = indexesOf(...UNIT_ROLES);
  const timesAt = indexesOf('time');
  const valuesAt = indexesOf('value');
  const measureAt = indexesOf('measure')[0] ?? -1;
  const numbered = numberAt >= 0 && rows.some(({ cells }) => isFilled(cells[numberAt]));
  const mainAt = mainColumn(columns, rows, numbered ? [numberAt] : [...unitsAt, ...timesAt], kind);
  const textAt = indexesOf('title', 'content').filter((index) => index > mainAt);
  const out: TableRow[] = [];

  for (const row of rows) {
    const { cells } = row;
    const last = out.at(-1);
    const filled = cells.flatMap((cell, index) => (isFilled(cell) ? [index] : []));
    const ownUnits = unitsAt.some((index) => isFilled(cells[index]));
    const base = { start: row.start, end: row.end, first: false };
    const heading = groupHeading(
      filled.map((index) => cells[index] ?? []),
      filled[0] ?? 0,
      numberAt,
      cellText,
    );
    if (heading && filled.length <= 2 && filled.length < columns.length - 1) {
      out.push({
        ...base,
        kind: 'group',
        ...heading,
        content: [],
        units: [],
        times: [],
        measure: [],
        values: [],
      });
      continue;
    }
    const goesOn = numbered
      ? !isFilled(cells[numberAt]) && !isFilled(cells[mainAt])
      : !isFilled(cells[mainAt]);
    if (goesOn && last && last.kind !== 'group' && kind === 'task') {
      if (!ownUnits || numbered) {
        append(last, columns, cells, textAt, unitsAt);
        last.end = row.end;
        continue;
      }
    }
    let title = cells[mainAt] ?? [];
    let content = textAt.flatMap((index) => cells[index] ?? []);
    if (title.length === 0 && content.length > 0) {
      title = content;
      content = [];
    }
    if (title.length === 0) continue;
    let number = numberAt >= 0 ? numberCell(cellText(cells[numberAt])) : null;
    if (number === null) {
      // 1.排查排口: the number stands in the cell of the name.
      const label = readLabel(cellText(title));
      const head = title[0];
      if (label && label.rank >= 7 && head && head.start + label.length < head.end) {
        number = label.number;
        title = [{ start: head.start + label.length, end: head.end }, ...title.slice(1)];
      }
    }
    const units = unitsAt.flatMap((index) => {
      const cell = cells[index] ?? [];
      return cell.length > 0
        ? [{ role: columns[index]?.role as 'lead' | 'support' | 'responsible', cell }]
        : [];
    });
    const times = timesAt.flatMap((index) => (isFilled(cells[index]) ? [cells[index] ?? []] : []));
    const merged = units.length === 0 && last?.kind === 'task';
    out.push({
      ...base,
      kind,
      number,
      title,
      content,
      units: merged ? last.units : units,
      times: merged && times.length === 0 ? last.times : times,
      measure: cells[measureAt] ?? [],
      values: valuesAt.flatMap((index) =>
        isFilled(cells[index]) ? [{ cell: cells[index] ?? [], year: columns[index]?.year ?? null }] : [],
      ),
    });
  }
  return out;
}

/** The column whose cell names the row: filled wherever a row begins. */
function mainColumn(
  columns: readonly Column[],
  rows: readonly RawRow[],
  starters: readonly number[],
  kind: TableKind,
): number {
  const begun = rows.filter(
    ({ cells }) => cells.filter(isFilled).length > 2 && starters.some((index) => isFilled(cells[index])),
  );
  const always = (index: number): boolean => begun.every(({ cells }) => isFilled(cells[index]));
  const order: readonly ColumnRole[] = kind === 'target' ? ['name', 'group'] : ['title', 'group', 'content'];
  const candidates = order.flatMap((role) =>
    columns.flatMap((column, index) => (column.role === role ? [index] : [])),
  );
  return (
    candidates.find(always) ??
    candidates.find((index) => columns[index]?.role !== 'group') ??
    candidates[0] ??
    0
  );
}

function groupHeading(
  filled: readonly Cell[],
  firstColumn: number,
  numberAt: number,
  cellText: (cell: Cell) => string,
): Pick<TableRow, 'number' | 'title'> | null {
  const [head, second] = filled;
  const first = head?.[0];
  if (!head || !first) return null;
  const text = cellText(head);
  if (text.length > GROUP_MAX || /。/u.test(text)) return null;
  if (second) {
    // 一 | 水污染防治
    const short = cellText(second).length <= GROUP_MAX && !/。/u.test(cellText(second));
    const han = firstColumn === numberAt && /^\(?[一二三四五六七八九十]+\)?[、.]?$/u.test(text);
    return han && short ? { number: numberCell(text), title: second } : null;
  }
  const label = readLabel(text);
  if (label && label.rank < 7 && text.length > label.length) {
    return { number: label.number, title: [{ start: first.start + label.length, end: first.end }] };
  }
  return firstColumn === 0 && numberCell(text) === null ? { number: null, title: head } : null;
}

/** Adds the cells of the rest of a row behind a page end. */
function append(
  row: TableRow,
  columns: readonly Column[],
  cells: readonly Cell[],
  textAt: readonly number[],
  unitsAt: readonly number[],
): void {
  row.content = [...row.content, ...textAt.flatMap((index) => cells[index] ?? [])];
  const units = unitsAt.flatMap((index) => {
    const cell = cells[index] ?? [];
    return cell.length > 0
      ? [{ role: columns[index]?.role as 'lead' | 'support' | 'responsible', cell }]
      : [];
  });
  row.units = [...row.units, ...units];
}
