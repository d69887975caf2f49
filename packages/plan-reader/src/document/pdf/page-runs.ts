import type { PageSize, TextRun } from './page-lines.ts';
import { plainHanzi } from './plain-hanzi.ts';

/** The six numbers of a pdf transformation. */
type Matrix = readonly [number, number, number, number, number, number];

/** A piece of text as pdf.js gives it. */
export interface PdfTextItem {
  str: string;
  transform: readonly number[];
  width: number;
}

function matrix(values: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values;
  return [a, b, c, d, e, f];
}

function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

/** Direction in which the text runs on the page, in quarter turns, or `slanted`. */
function direction(m: Matrix): 0 | 1 | 2 | 3 | 'slanted' {
  const turns = Math.atan2(m[1], m[0]) / (Math.PI / 2);
  const whole = Math.round(turns);
  if (Math.abs(turns - whole) > 0.03) return 'slanted';
  const turn = ((whole % 4) + 4) % 4;
  return turn === 1 || turn === 2 || turn === 3 ? turn : 0;
}

/** Coordinates after turning the page so that text of this direction runs to the right. */
function upright(m: Matrix, turn: 0 | 1 | 2 | 3, width: number, height: number): { x: number; y: number } {
  switch (turn) {
    case 0:
      return { x: m[4], y: m[5] };
    case 1:
      return { x: m[5], y: width - m[4] };
    case 2:
      return { x: width - m[4], y: height - m[5] };
    case 3:
      return { x: height - m[5], y: m[4] };
  }
}

/**
 * Places the text items of a page in reading position: a page whose text runs sideways is turned; text in
 * any other direction (a slanted watermark) is left out.
 *
 * @param items The items of pdf.js.
 * @param viewport The transformation and size of the page as it is shown.
 * @returns The runs, the size of the turned page, and how many items were left out.
 */
export function pageRuns(
  items: readonly PdfTextItem[],
  viewport: { transform: readonly number[]; width: number; height: number },
): { runs: TextRun[]; size: PageSize; leftOut: number } {
  const view = matrix(viewport.transform);
  const placed = items
    .filter((item) => item.str.trim() !== '')
    .map((item) => ({ item, m: multiply(view, matrix(item.transform)) }))
    .map(({ item, m }) => ({ item, m, turn: direction(m) }));
  const weight = [0, 0, 0, 0];
  for (const { item, turn } of placed) {
    if (turn !== 'slanted') weight[turn] = (weight[turn] ?? 0) + item.str.length;
  }
  const main = weight.indexOf(Math.max(...weight)) as 0 | 1 | 2 | 3;
  const runs = placed
    .filter(({ turn }) => turn === main)
    .map(({ item, m }) => ({
      text: plainHanzi(item.str),
      ...upright(m, main, viewport.width, viewport.height),
      width: item.width,
      size: Math.hypot(m[2], m[3]),
    }));
  const { width, height } = viewport;
  const size = main % 2 === 0 ? { width, height } : { width: height, height: width };
  return { runs, size, leftOut: placed.length - runs.length };
}
