import type { PageLine, PageSize } from './page-lines.ts';

/** Part of the page height, at top and bottom, where headers, footers and page numbers stand. */
const MARGIN = 0.12;
/** A line counts as a running head when it stands at one place on this many pages … */
const MIN_PAGES = 3;
/** … and on this share of all pages (headers of odd and even pages differ). */
const MIN_SHARE = 0.3;
const LINES_PER_MARGIN = 2;

const PAGE_NUMBER =
  /^(?:[-—–―－·•\s]*\d{1,4}[-—–―－·•\s]*|第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*\/\s*\d{1,4}|[ivxⅰ-ⅻ]{1,6})$/iu;

function inMargin(line: PageLine, height: number): boolean {
  return line.y < height * MARGIN || line.y > height * (1 - MARGIN);
}

function keyOf(line: PageLine): string {
  return `${Math.round(line.y / 4)} ${line.text.replace(/\s+/gu, '').replace(/\d+/gu, '#')}`;
}

/**
 * Removes page numbers and lines that repeat at the same place of the margin on many pages (numbers in
 * them may differ).
 *
 * @param pages The lines of each page, from top to bottom.
 * @param sizes The size of each page.
 * @returns The pages without these lines, and how many were removed.
 */
export function dropRunningHeads(
  pages: ReadonlyArray<readonly PageLine[]>,
  sizes: readonly PageSize[],
): { pages: PageLine[][]; dropped: number } {
  const candidates = pages.map((lines, page) => {
    const height = sizes[page]?.height ?? 0;
    const outer = [...lines.slice(0, LINES_PER_MARGIN), ...lines.slice(-LINES_PER_MARGIN)];
    return new Set(outer.filter((line) => inMargin(line, height)));
  });
  const seen = new Map<string, number>();
  for (const lines of candidates) {
    for (const key of new Set([...lines].map(keyOf))) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const needed = Math.max(MIN_PAGES, Math.ceil(pages.length * MIN_SHARE));
  let dropped = 0;
  const kept = pages.map((lines, page) =>
    lines.filter((line) => {
      if (!candidates[page]?.has(line)) return true;
      const running = PAGE_NUMBER.test(line.text) || (seen.get(keyOf(line)) ?? 0) >= needed;
      if (running) dropped += 1;
      return !running;
    }),
  );
  return { pages: kept, dropped };
}
