import { COUNT, MEASURE, SCALE } from '../measures.ts';
import { looksLikeTime, looksLikeUnits, numberCell } from './cell-shape.ts';
import type { Column, ColumnRole } from './table.ts';

const MEASURE_CELL = new RegExp(`^(?:${SCALE}(?:${MEASURE}|${COUNT}|分)|[-—/])$`, 'u');
const VALUE_CELL = /^[≥≤<>约]?[\d.,]+|^[-—/]$|达标|完成|下达|全覆盖|[ⅠⅡⅢⅣⅤ]类|不低于|不高于|以上|以下|以内/u;

const SHORT_CELLS: readonly ColumnRole[] = ['measure', 'value', 'baseline', 'property'];

/** How well a piece of text fits a column; below zero it does not belong there. */
function fit(text: string, column: Column): number {
  const number = numberCell(text) !== null;
  switch (column.role) {
    case 'number':
      return number ? 1 : -10;
    case 'lead':
    case 'support':
    case 'responsible':
      return looksLikeUnits(text) ? 3 : -4;
    case 'time':
      return looksLikeTime(text) ? 3 : -4;
    case 'measure':
      return MEASURE_CELL.test(text) ? 3 : -4;
    case 'value':
    case 'baseline':
      return VALUE_CELL.test(text) ? 2 : text.length <= 12 && !/[约预]/u.test(text) ? 0 : -3;
    case 'property':
      return /^(?:约束|预期|指导|参考)性?(?:指标)?$/u.test(text) ? 3 : -4;
    case 'group':
    case 'title':
    case 'name':
      return number ? -4 : text.length <= 24 && !/[。;]/u.test(text) ? 1.2 : -0.5;
    case 'content':
      return looksLikeTime(text) ? -2 : /[。;,]/u.test(text) ? 1.4 : 0.8;
    default:
      return /^《|^[-—/]$/u.test(text) ? 1.5 : 0.2;
  }
}

/** Two pieces in one cell cost this (more where a cell is one word or figure), a column without a piece that. */
const SHARE = 0.4;
const SHARE_SHORT = 3;
const SKIP = 0.5;
/** A new row must begin near the first column and the old one end near the last. */
const WRAP = 0.3;
/** A piece that ends in the middle of a list or bracket goes on in the same cell. */
const GOES_ON = /[、,(“《]$/u;
const BROKEN = 4;

/** Column of each piece (-1: behind the table) and whether it begins a row. */
export interface Alignment {
  column: number;
  begins: boolean;
}

/**
 * Gives each piece of a flattened table its column: the order of the columns is kept, empty cells leave no piece
 * behind, cells of several lines leave several.
 * @param texts pieces in text order
 * @param columns the columns of the table
 * @param wraps true when the pieces make several rows; false for exactly one
 * @param open whether pieces behind the last column may belong to something else
 */
export function alignCells(
  texts: readonly string[],
  columns: readonly Column[],
  wraps: boolean,
  open: boolean,
): Alignment[] {
  const width = columns.length;
  const outside = width;
  let best: number[] = [];
  const back: { from: number; wrap: boolean }[][] = [];
  for (const [i, text] of texts.entries()) {
    const goesOn = GOES_ON.test(texts[i - 1] ?? '');
    const now: number[] = [];
    const links: { from: number; wrap: boolean }[] = [];
    for (let c = 0; c < width; c++) {
      const column = columns[c];
      const own = column ? fit(text, column) : -10;
      const share = goesOn ? 0 : SHORT_CELLS.includes(column?.role ?? 'other') ? SHARE_SHORT : SHARE;
      let score = i === 0 ? -SKIP * c : Number.NEGATIVE_INFINITY;
      let link = { from: -1, wrap: i === 0 };
      for (let p = 0; p < width && i > 0; p++) {
        const before = best[p] ?? Number.NEGATIVE_INFINITY;
        const step =
          p === c ? -share : p < c ? -SKIP * (c - p - 1) - (goesOn ? BROKEN : 0) : Number.NEGATIVE_INFINITY;
        const again =
          wraps && c < width / 2 ? -WRAP - SKIP * (c + (width - 1 - p)) : Number.NEGATIVE_INFINITY;
        if (before + Math.max(step, again) > score) {
          score = before + Math.max(step, again);
          link = { from: p, wrap: again > step };
        }
      }
      now.push(score + own);
      links.push(link);
    }
    // Behind the table: only after a piece in its last columns, and for good.
    let out = i === 0 ? Number.NEGATIVE_INFINITY : (best[outside] ?? Number.NEGATIVE_INFINITY);
    let link = { from: outside, wrap: false };
    for (let p = Math.max(0, width - 2); open && p < width && i > 0; p++) {
      const before = best[p] ?? Number.NEGATIVE_INFINITY;
      if (before > out) {
        out = before;
        link = { from: p, wrap: false };
      }
    }
    now.push(out);
    links.push(link);
    best = now;
    back.push(links);
  }
  const result: Alignment[] = [];
  let at = best.indexOf(Math.max(...best));
  for (let i = texts.length - 1; i >= 0; i--) {
    const link = back[i]?.[at];
    result.unshift({ column: at === outside ? -1 : at, begins: link?.wrap ?? false });
    at = link?.from ?? 0;
  }
  return result;
}
