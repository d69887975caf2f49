import { numberText } from '../number-text.ts';
import { tableLines } from '../table-lines.ts';

const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td ' +
    'tfoot th thead tr ul'
  ).split(' '),
);
const LEFT_OUT: ReadonlySet<string> = new Set(
  'script style noscript template head svg iframe object select textarea button audio video canvas'.split(
    ' ',
  ),
);
const HIDDEN_STYLE = /(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu;
const NO_MARKER = /list-style(?:-type)?\s*:[^;]*\bnone\b/iu;
const LIST_FORMATS: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};
/** A line break in the source between two Chinese characters is no space. */
const BREAK_IN_CHINESE =
  /(?<=[\p{Script=Han}，。；：、）》”])[ \t]*[\r\n]\s*(?=[\p{Script=Han}，。；：、（《“])/gu;

interface Sink {
  lines: string[];
  current: string;
  /** The number of a list item that waits for the first line of its text. */
  marker: string;
}

interface Table {
  rows: string[][][];
  row: string[][];
  /** Columns and rows that the open cell spans. */
  span: number;
  height: number;
  /** By column: rows that a cell above still covers. */
  merged: number[];
}

interface List {
  next: number;
  /** Undefined where items carry no number. */
  format: string | undefined;
}

type Attributes = ReadonlyMap<string, string>;

/** Collects the lines of a page from enter, text and leave events in document order. */
export class HtmlLines {
  readonly #sinks: Sink[] = [{ lines: [], current: '', marker: '' }];
  readonly #tables: Table[] = [];
  readonly #lists: List[] = [];
  #pre = 0;

  /** The finished lines. */
  result(): string[] {
    this.#breakLine();
    return this.#sink().lines;
  }

  /** @returns False when the element and everything in it is left out; `leave` is then not called. */
  enter(tag: string, attributes: Attributes): boolean {
    if (LEFT_OUT.has(tag) || attributes.has('hidden')) return false;
    if (HIDDEN_STYLE.test(attributes.get('style') ?? '')) return false;
    if (tag === 'br' || BLOCKS.has(tag)) this.#breakLine();
    switch (tag) {
      case 'pre':
        this.#pre += 1;
        break;
      case 'table':
        this.#tables.push({ rows: [], row: [], span: 1, height: 1, merged: [] });
        break;
      case 'td':
      case 'th':
        this.#enterCell(attributes);
        break;
      case 'ol':
      case 'ul':
        this.#lists.push(newList(tag, attributes));
        break;
      case 'li':
        this.#enterItem(attributes);
        break;
    }
    return true;
  }

  text(text: string): void {
    if (this.#pre === 0) {
      this.#sink().current += text;
      return;
    }
    const [first = '', ...rest] = text.split(/\r\n?|\n/u);
    this.#sink().current += first;
    for (const line of rest) {
      this.#breakLine();
      this.#sink().current = line;
    }
  }

  leave(tag: string): void {
    if (BLOCKS.has(tag)) this.#breakLine();
    const table = this.#tables.at(-1);
    switch (tag) {
      case 'pre':
        this.#pre -= 1;
        break;
      case 'ol':
      case 'ul':
        this.#lists.pop();
        break;
      case 'li':
        this.#sink().marker = '';
        break;
      case 'td':
      case 'th': {
        if (table === undefined) break;
        fillMerged(table);
        for (let i = 0; i < table.span; i++) {
          if (table.height > 1) table.merged[table.row.length] = table.height - 1;
          table.row.push(i === 0 ? (this.#sinks.pop()?.lines ?? []) : []);
        }
        break;
      }
      case 'tr':
        if (table !== undefined) fillMerged(table);
        if (table !== undefined && table.row.length > 0) table.rows.push(table.row);
        if (table !== undefined) table.row = [];
        break;
      case 'table':
        this.#tables.pop();
        this.#sink().lines.push(...tableLines(table?.rows ?? []).filter((line) => line.trim() !== ''));
        break;
    }
  }

  #enterCell(attributes: Attributes): void {
    const table = this.#tables.at(-1);
    if (table === undefined) return;
    table.span = spanOf(attributes.get('colspan'), 63);
    table.height = spanOf(attributes.get('rowspan'), 1000);
    this.#sinks.push({ lines: [], current: '', marker: '' });
  }

  #enterItem(attributes: Attributes): void {
    const list = this.#lists.at(-1);
    if (list?.format === undefined) return;
    const value = Number.parseInt(attributes.get('value') ?? '', 10);
    if (!Number.isNaN(value)) list.next = value;
    this.#sink().marker = `${numberText(list.next, list.format)}. `;
    list.next += 1;
  }

  #breakLine(): void {
    const sink = this.#sink();
    const line = sink.current
      .replace(BREAK_IN_CHINESE, '')
      .replace(/[ \t\r\n\f\u00a0]+/gu, ' ')
      .trim();
    sink.current = '';
    if (line === '') return;
    sink.lines.push(sink.marker + line);
    sink.marker = '';
  }

  #sink(): Sink {
    const sink = this.#sinks.at(-1);
    if (sink === undefined) throw new Error('the page sink is never removed');
    return sink;
  }
}

function spanOf(value: string | undefined, most: number): number {
  const span = Number.parseInt(value ?? '1', 10);
  return Math.min(most, Number.isNaN(span) || span < 1 ? 1 : span);
}

/** Empty cells below a merged one, so that columns keep their place. */
function fillMerged(table: Table): void {
  for (;;) {
    const left = table.merged[table.row.length] ?? 0;
    if (left === 0) return;
    table.merged[table.row.length] = left - 1;
    table.row.push([]);
  }
}

function newList(tag: string, attributes: Attributes): List {
  const start = Number.parseInt(attributes.get('start') ?? '', 10);
  const marked = tag === 'ol' && !NO_MARKER.test(attributes.get('style') ?? '');
  return {
    next: Number.isNaN(start) ? 1 : start,
    format: marked ? (LIST_FORMATS[attributes.get('type') ?? ''] ?? 'decimal') : undefined,
  };
}
