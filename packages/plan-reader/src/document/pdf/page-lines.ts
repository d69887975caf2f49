/** A run of text with its place on the page: x to the right, y downwards, in points. */
export interface TextRun {
  text: string;
  x: number;
  /** Baseline. */
  y: number;
  width: number;
  /** Font size. */
  size: number;
}

/** Size of a page in points. */
export interface PageSize {
  width: number;
  height: number;
}

/** A printed line. */
export interface PageLine {
  /** 0-based page. */
  page: number;
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
}

/** Gap, in font sizes, from which text on one line counts as the next column of a table. */
const COLUMN_GAP = 1.5;
const SPACE_GAP = 0.5;
const LATIN_SPACE_GAP = 0.18;
/** Baselines closer than this part of the font size are one line (sub- and superscripts included). */
const SAME_LINE = 0.5;

function separator(before: TextRun, after: TextRun): string {
  const gap = after.x - (before.x + before.width);
  const size = Math.max(before.size, after.size);
  if (gap > COLUMN_GAP * size) return '\t';
  if (gap > SPACE_GAP * size) return ' ';
  const latin = /[\p{Script=Latin}\d)]$/u.test(before.text) && /^[\p{Script=Latin}\d(]/u.test(after.text);
  return latin && gap > LATIN_SPACE_GAP * size ? ' ' : '';
}

function lineOf(page: number, runs: readonly TextRun[]): PageLine {
  const ordered = [...runs].sort((a, b) => a.x - b.x);
  const [first] = ordered;
  let text = '';
  let previous: TextRun | undefined;
  for (const run of ordered) {
    const gap = previous === undefined ? '' : separator(previous, run);
    text += (/\s$/u.test(text) && gap === ' ' ? '' : gap) + run.text;
    previous = run;
  }
  // The size of most characters: a subscript does not make a line smaller.
  const main = ordered.reduce(
    (widest, run) => (run.width > widest.width ? run : widest),
    ordered[0] ?? EMPTY,
  );
  return {
    page,
    text: text.replace(/ *\t\s*/gu, '\t').trim(),
    left: first?.x ?? 0,
    right: Math.max(...ordered.map((run) => run.x + run.width)),
    y: main.y,
    size: main.size,
  };
}

const EMPTY: TextRun = { text: '', x: 0, y: 0, width: 0, size: 0 };

/**
 * Puts the runs of a page together to lines, from top to bottom. Columns of a table row are separated by
 * tabs; text set in two columns is not untangled.
 */
export function pageLines(page: number, runs: readonly TextRun[]): PageLine[] {
  const visible = runs.filter((run) => run.text.trim() !== '').sort((a, b) => a.y - b.y);
  const groups: TextRun[][] = [];
  let baseline: TextRun | undefined;
  for (const run of visible) {
    const group = groups.at(-1);
    if (group !== undefined && baseline !== undefined) {
      const size = Math.max(baseline.size, run.size);
      if (run.y - baseline.y < SAME_LINE * size) {
        group.push(run);
        if (run.size > baseline.size) baseline = run;
        continue;
      }
    }
    groups.push([run]);
    baseline = run;
  }
  return groups.map((group) => lineOf(page, group)).filter((line) => line.text !== '');
}
