import type { PageLine, PageSize } from './page-lines.ts';

interface Measures {
  /** Font size of most of the text. */
  bodySize: number;
  /** Usual distance of two baselines. */
  leading: number;
  /** Left and right edge of the text of each page. */
  edges: Array<{ left: number; right: number }>;
}

/** Short of the right edge by up to this many characters a line is still full (no stop may begin a line). */
const FULL_LINE_SLACK = 2.1;
const INDENT = 0.8;
const PARAGRAPH_GAP = 1.5;
const SAME_SIZE = 0.12;
const TITLE_SIZE = 1.2;
const MIN_LINES_FOR_EDGES = 6;
/** The text is at least this part of the page wide, even where no line reaches its right edge. */
const MIN_TEXT_WIDTH = 0.6;
const LIST_NUMBER =
  /^(?:[一二三四五六七八九十百]+[、.．]|[（(][一二三四五六七八九十百\d]+[）)]|第[一二三四五六七八九十百\d]+[章节条]|\d+[.．、]|[①-⑳]|——)/u;
const SENTENCE_END = /[。；：！？.;:!?”）)]$/u;

function mostFrequent(values: Iterable<readonly [value: number, weight: number]>, fallback: number): number {
  const weights = new Map<number, number>();
  for (const [value, weight] of values) weights.set(value, (weights.get(value) ?? 0) + weight);
  let best = fallback;
  let bestWeight = 0;
  for (const [value, weight] of weights) {
    if (weight <= bestWeight) continue;
    best = value;
    bestWeight = weight;
  }
  return best;
}

function halves(value: number): number {
  return Math.round(value * 2) / 2;
}

function edgesOf(lines: readonly PageLine[]): { left: number; right: number } {
  return {
    left: Math.min(...lines.map((line) => line.left)),
    right: Math.max(...lines.map((line) => line.right)),
  };
}

function measure(pages: ReadonlyArray<readonly PageLine[]>, sizes: readonly PageSize[]): Measures {
  const all = pages.flat();
  const bodySize = mostFrequent(
    all.map((line) => [halves(line.size), line.text.length]),
    12,
  );
  const gaps = pages.flatMap((lines) =>
    lines.slice(1).map((line, index) => [halves(line.y - (lines[index]?.y ?? line.y)), 1] as const),
  );
  const isBody = (line: PageLine): boolean =>
    Math.abs(line.size - bodySize) < bodySize * SAME_SIZE && !line.text.includes('\t');
  const body = all.filter(isBody);
  const whole = edgesOf(body.length > 0 ? body : all);
  return {
    bodySize,
    leading: mostFrequent(gaps, bodySize * 1.5),
    edges: pages.map((lines, page) => {
      const own = lines.filter(isBody);
      const { left, right } = own.length >= MIN_LINES_FOR_EDGES ? edgesOf(own) : whole;
      return { left, right: Math.max(right, left + (sizes[page]?.width ?? 0) * MIN_TEXT_WIDTH) };
    }),
  };
}

function continues(line: PageLine, next: PageLine, measures: Measures): boolean {
  if (line.text.includes('\t') || next.text.includes('\t')) return false;
  if (Math.abs(line.size - next.size) > line.size * SAME_SIZE) return false;
  const samePage = line.page === next.page;
  if (samePage && next.y - line.y > measures.leading * PARAGRAPH_GAP) return false;
  const here = measures.edges[line.page];
  const there = measures.edges[next.page];
  if (here === undefined || there === undefined) return false;
  if (line.size >= measures.bodySize * TITLE_SIZE)
    return samePage && centred(line, here) && centred(next, there);
  if (line.right < here.right - FULL_LINE_SLACK * line.size) return false;
  if (next.left > there.left + INDENT * next.size) return false;
  return !(LIST_NUMBER.test(next.text) && SENTENCE_END.test(line.text));
}

function centred(line: PageLine, edges: { left: number; right: number }): boolean {
  return Math.abs(line.left - edges.left - (edges.right - line.right)) < 2 * line.size;
}

/** Two Latin words need the space that the line break stood for; Chinese and numbers do not. */
function glue(before: string, after: string): string {
  return /[A-Za-z,.]$/u.test(before) && /^[A-Za-z]/u.test(after) ? ' ' : '';
}

/**
 * Joins printed lines to paragraphs: a line that reaches the right edge goes on in a following line that
 * is not indented, across page ends too. Titles in larger type, centred, are joined as well.
 *
 * @param pages The lines of each page, from top to bottom.
 * @param sizes The size of each page.
 * @returns The text, a line per paragraph, and the offset in it where each page begins.
 */
export function joinParagraphs(
  pages: ReadonlyArray<readonly PageLine[]>,
  sizes: readonly PageSize[],
): {
  text: string;
  starts: number[];
} {
  const measures = measure(pages, sizes);
  const starts: number[] = [];
  let text = '';
  let previous: PageLine | undefined;
  for (const lines of pages) {
    let started = false;
    for (const line of lines) {
      if (previous !== undefined) {
        text += continues(previous, line, measures) ? glue(previous.text, line.text) : '\n';
      }
      if (!started) starts.push(text.length);
      started = true;
      text += line.text;
      previous = line;
    }
    if (!started) starts.push(text.length);
  }
  return { text, starts };
}
