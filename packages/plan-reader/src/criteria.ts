import type { Paragraph } from './paragraphs.ts';

/** A numbered condition or scored item of an application guide. */
export interface FoundCriterion {
  kind: string;
  number: number;
  start: number;
  end: number;
}

const GROUP =
  /^(申报条件|基本条件|准入条件|必选项|必备项|约束项|可选项|自选项|加分项|创新项|引领项|否决项|评分项|考核内容)/u;
const ITEM = /(?:^|[|。;:])\s*(\d{1,2})[、.](?=[\u4e00-\u9fff“《])/gu;

/**
 * Reads the items of the checklists under one heading of an annex (flattened tables included): a row or line that
 * begins with the name of a group (申报条件, 必选项 …) governs the numbered items in and behind it.
 * @param body paragraphs of the section
 */
export function findCriteria(body: readonly Paragraph[]): FoundCriterion[] {
  const out: FoundCriterion[] = [];
  let kind: string | null = null;
  for (const { text, start } of body) {
    const group = GROUP.exec(text)?.[1];
    if (group) kind = group;
    else if (text.includes('|') && !/^\d{1,2}[、.]/u.test(text)) kind = null;
    if (kind === null) continue;
    let cellFrom = 0;
    for (const cell of text.split('|')) {
      const from = cellFrom;
      cellFrom += cell.length + 1;
      // A scoring cell (40分。 / 60分。1、…) beside the items is not an item.
      if (/^\s*\d{1,3}分/u.test(cell)) break;
      const items = itemsOf(cell);
      for (const [i, item] of items.entries()) {
        const end = items[i + 1]?.at ?? cell.length;
        out.push({ kind, number: item.number, start: start + from + item.text, end: start + from + end });
      }
    }
  }
  return out;
}

/** Numbers that count up within a cell. */
function itemsOf(cell: string): { number: number; at: number; text: number }[] {
  const out: { number: number; at: number; text: number }[] = [];
  for (const match of cell.matchAll(ITEM)) {
    const number = Number(match[1]);
    const last = out.at(-1)?.number ?? 0;
    if (number <= last) break;
    const at = match.index + match[0].search(/\d/u);
    out.push({ number, at, text: match.index + match[0].length });
  }
  return out;
}
