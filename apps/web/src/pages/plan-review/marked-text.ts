import { type Item, nameOf, type Span } from './items.ts';

/** One run of characters of a paragraph with everything that was read from it. */
export interface Run {
  start: number;
  text: string;
  marks: Mark[];
}

export interface Mark {
  kind: 'task' | 'unit' | 'date' | 'goal';
  item: string;
  /** The field that gets the focus when the words are clicked. */
  field: string;
  span: Span;
}

export interface Paragraph {
  start: number;
  end: number;
  runs: Run[];
}

/** Where the words of `name` end, read from `start`, line breaks of the page skipped; null when they differ. */
export function endOfName(text: string, start: number, name: string): number | null {
  const wanted = name.replace(/\s+/g, '');
  let at = start;
  // A number such as （十四） or 1. may stand before the title.
  const head = text
    .slice(start, start + 24)
    .replace(/\s+/g, '')
    .indexOf(wanted.slice(0, 6));
  if (head < 0) return null;
  for (let skipped = 0; skipped < head; at += 1) if (/\S/.test(text[at] ?? '')) skipped += 1;
  for (const char of wanted) {
    while (/\s/.test(text[at] ?? '')) at += 1;
    if (text[at] !== char) return null;
    at += 1;
  }
  return at;
}

/** Every place that was read, in text order. Dropped items leave no mark. */
export function marksOf(items: readonly Item[], text: string): Mark[] {
  const marks: Mark[] = [];
  for (const item of items) {
    if (item.status === 'dropped') continue;
    if (item.kind === 'task') {
      const end = endOfName(text, item.span[0], nameOf(item));
      if (end !== null)
        marks.push({ kind: 'task', item: item.id, field: 'title', span: [item.span[0], end] });
    }
    if (item.kind === 'indicator')
      marks.push({ kind: 'goal', item: item.id, field: 'name', span: item.span });
    for (const { field, span } of item.marks) {
      marks.push({ kind: field === 'deadline' ? 'date' : 'unit', item: item.id, field, span });
    }
  }
  return marks.sort((a, b) => a.span[0] - b.span[0]);
}

/** The text as paragraphs, each cut wherever a mark begins or ends. Blank lines are left out. */
export function paragraphs(text: string, marks: readonly Mark[]): Paragraph[] {
  const result: Paragraph[] = [];
  let first = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    while (first < marks.length && (marks[first] as Mark).span[1] <= start) first += 1;
    if (/\S/.test(text.slice(start, end)))
      result.push({ start, end, runs: runsOf(text, start, end, marks, first) });
    start = end + 1;
  }
  return result;
}

function runsOf(text: string, start: number, end: number, marks: readonly Mark[], first: number): Run[] {
  const inside: Mark[] = [];
  for (let index = first; index < marks.length; index += 1) {
    const mark = marks[index] as Mark;
    if (mark.span[0] >= end) break;
    if (mark.span[1] > start) inside.push(mark);
  }
  const cuts = new Set([start, end]);
  for (const { span } of inside) {
    if (span[0] > start) cuts.add(span[0]);
    if (span[1] < end) cuts.add(span[1]);
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, index) => {
    const to = places[index + 1] as number;
    return {
      start: from,
      text: text.slice(from, to),
      marks: inside.filter(({ span }) => span[0] <= from && span[1] >= to),
    };
  });
}
