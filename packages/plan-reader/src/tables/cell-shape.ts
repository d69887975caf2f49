import { findDeadlines } from '../deadlines.ts';
import { readLabel } from '../numbering.ts';
import { isUnitName, splitNames } from '../units.ts';
import { readCellTime } from './time-cell.ts';

const NUMBER_CELL = /^\(?(\d{1,3}(?:[.-]\d{1,2}){0,2}|[一二三四五六七八九十]{1,3})\)?[.、]?$/u;

/** The number that a cell consists of (1, 3.2, 一, (二)), or null. */
export function numberCell(text: string): string | null {
  return NUMBER_CELL.exec(text) ? text.replace(/[.、]$/u, '') : null;
}

/** Whether a cell reads like a list of units. */
export function looksLikeUnits(text: string): boolean {
  if (/^(?:牵头|责任|配合|主办|协办|实施)[^:]{0,6}:/u.test(text)) return true;
  const pieces = splitNames(text.replace(/(?:牵头|配合)(?=$|[,;、])/gu, ''), 0, text.length);
  return (
    pieces.length > 0 && pieces.every((piece) => isUnitName(piece.text, false) || /^各/u.test(piece.text))
  );
}

/** Whether a cell is nothing but a time, a span of time or a word such as 长期. */
export function looksLikeTime(text: string): boolean {
  if (text.length > 40) return false;
  if (readCellTime(text, 2000).length > 0 || /^(?:长期|持续|常态|常年|随时|实时)/u.test(text)) return true;
  const covered = findDeadlines(text, 2000).reduce((sum, { start, end }) => sum + end - start, 0);
  return covered >= text.length * 0.6;
}

/** Whether a line opens a chapter of the text (一、… (一)… 第一章…). */
export function opensChapter(text: string): boolean {
  const label = readLabel(text);
  return label !== null && label.rank < 7 && text.length > label.length;
}
