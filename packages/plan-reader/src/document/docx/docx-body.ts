import { DocumentError } from '../document-error.ts';
import { tableLines } from '../table-lines.ts';
import { NumberCounter, type NumberingModel, type ParagraphNumbering } from './numbering.ts';
import type { AttributeOf, PartHandler } from './parse-part.ts';
import { symbolCharacter } from './symbols.ts';

/** A place that collects finished lines: the body, a table cell or a text box. */
interface LineSink {
  lines: string[];
  /** Text of a paragraph whose end was deleted: it belongs to the next paragraph. */
  carried: string;
}

interface Paragraph extends ParagraphNumbering {
  text: string;
  markDeleted: boolean;
  /** Lines of text boxes anchored in the paragraph; they follow it. */
  boxes: string[];
}

interface Table {
  rows: string[][][];
  row: string[][];
  rowDeleted: boolean;
  span: number;
}

/** Content that is not part of the text as it reads today. */
const SKIPPED: ReadonlySet<string> = new Set([
  'moveFrom',
  'mc:Fallback',
  'pPrChange',
  'rPrChange',
  'tblPrChange',
  'tblPrExChange',
  'tblGridChange',
  'trPrChange',
  'tcPrChange',
  'sectPrChange',
  'numberingChange',
  'rt',
]);
const OFF = /^(?:0|false|off)$/u;
const CONTENTS_STYLE = /^(?:toc|目录)\s*\d/iu;

/**
 * Turns the elements of `word/document.xml` into lines: one per paragraph with its automatic number, one
 * per table row with tabs between cells. Deleted and hidden text, footnotes and a generated table of
 * contents are left out.
 */
export class DocxBody implements PartHandler {
  readonly #model: NumberingModel;
  readonly #counter: NumberCounter;
  readonly #fileName: string;
  readonly #path: string[] = [];
  readonly #sinks: LineSink[] = [{ lines: [], carried: '' }];
  readonly #paragraphs: Paragraph[] = [];
  readonly #tables: Table[] = [];
  readonly #leftOut = new Map<string, number>();
  #skipping = 0;
  #hiddenRun = false;
  #inText = false;
  #contentsBlock = false;

  constructor(model: NumberingModel, fileName: string) {
    this.#model = model;
    this.#counter = new NumberCounter(model);
    this.#fileName = fileName;
  }

  /** The finished lines, and a note for each kind of content that was left out. */
  result(): { lines: string[]; notes: string[] } {
    const notes = [...this.#leftOut].map(([what, count]) => `Left out: ${count} ${what}.`);
    return { lines: this.#sink().lines, notes };
  }

  open(name: string, attribute: AttributeOf): void {
    const parent = this.#path.at(-1) ?? '';
    this.#path.push(name);
    if (this.#skipping > 0) {
      this.#skipping += 1;
      return;
    }
    if (this.#startsSkipped(name, parent)) {
      this.#skipping = 1;
      return;
    }
    this.#openStructure(name, attribute);
    this.#openProperty(name, parent, attribute);
    this.#openInline(name, parent, attribute);
  }

  close(name: string): void {
    this.#path.pop();
    if (this.#skipping > 0) {
      this.#skipping -= 1;
      return;
    }
    this.#inText = false;
    switch (name) {
      case 'p':
        this.#closeParagraph();
        break;
      case 'r':
        this.#hiddenRun = false;
        break;
      case 'tc':
        this.#closeCell();
        break;
      case 'tr':
        this.#closeRow();
        break;
      case 'tbl':
        this.#closeTable();
        break;
      case 'txbxContent':
        this.#closeTextBox();
        break;
      case 'sdt':
        this.#contentsBlock = false;
        break;
    }
  }

  text(text: string): void {
    if (this.#inText && this.#skipping === 0) this.#add(text);
  }

  #startsSkipped(name: string, parent: string): boolean {
    if (SKIPPED.has(name)) {
      // In the properties of a paragraph mark the same word is a flag, handled with the other properties.
      return !(name === 'moveFrom' && parent === 'rPr');
    }
    if (name === 'del') {
      if (parent === 'rPr' || parent === 'trPr') return false;
      this.#note('tracked deletions');
      return true;
    }
    if (name === 'sdtContent' && this.#contentsBlock) {
      this.#note('generated table of contents');
      return true;
    }
    return false;
  }

  #openStructure(name: string, attribute: AttributeOf): void {
    switch (name) {
      case 'p':
        this.#paragraphs.push({ text: '', markDeleted: false, boxes: [] });
        break;
      case 'tbl':
        this.#tables.push({ rows: [], row: [], rowDeleted: false, span: 1 });
        break;
      case 'tc':
      case 'txbxContent':
        this.#sinks.push({ lines: [], carried: '' });
        break;
      case 'altChunk':
      case 'subDoc':
        throw new DocumentError(
          'unsupported-format',
          `“${this.#fileName}” embeds another document. Open it in Word or WPS, save it as docx again and retry.`,
          { file: this.#fileName, content: name },
        );
      case 'docPartGallery':
        this.#contentsBlock = attribute('val') === 'Table of Contents';
        break;
    }
  }

  #openProperty(name: string, parent: string, attribute: AttributeOf): void {
    const paragraph = this.#paragraphs.at(-1);
    const table = this.#tables.at(-1);
    const value = attribute('val');
    if (parent === 'numPr' && paragraph !== undefined) {
      if (name === 'numId') paragraph.numId = value;
      else if (name === 'ilvl') paragraph.level = Number.parseInt(value ?? '0', 10);
    } else if (parent === 'pPr' && name === 'pStyle' && paragraph !== undefined) {
      paragraph.style = value;
    } else if (parent === 'rPr' && (name === 'del' || name === 'moveFrom')) {
      if (this.#path.at(-3) === 'pPr' && paragraph !== undefined) paragraph.markDeleted = true;
    } else if (parent === 'rPr' && name === 'vanish' && this.#path.at(-3) === 'r') {
      this.#hiddenRun = !OFF.test(value ?? '1');
    } else if (parent === 'trPr' && name === 'del' && table !== undefined) {
      table.rowDeleted = true;
    } else if (parent === 'tcPr' && name === 'gridSpan' && table !== undefined) {
      table.span = Math.min(63, Number.parseInt(value ?? '1', 10) || 1);
    }
  }

  #openInline(name: string, parent: string, attribute: AttributeOf): void {
    if (name === 't' || name === 'm:t') {
      this.#inText = true;
      return;
    }
    if (parent !== 'r') return;
    switch (name) {
      case 'tab':
        this.#add('\t');
        break;
      case 'br':
      case 'cr':
        this.#add('\n');
        break;
      case 'noBreakHyphen':
        this.#add('-');
        break;
      case 'sym':
        this.#addSymbol(attribute);
        break;
      case 'footnoteReference':
      case 'endnoteReference':
        this.#note('footnotes or endnotes');
        break;
      case 'drawing':
      case 'pict':
        this.#note('pictures or drawings (their text boxes are read)');
        break;
    }
  }

  #addSymbol(attribute: AttributeOf): void {
    const char = symbolCharacter(attribute('font') ?? '', attribute('char') ?? '');
    if (char === undefined) this.#note('unknown symbols, each replaced by □');
    this.#add(char ?? '□');
  }

  #add(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (paragraph === undefined) return;
    if (this.#hiddenRun) this.#note('pieces of hidden text');
    else paragraph.text += text;
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (paragraph === undefined) return;
    const sink = this.#sink();
    if (paragraph.markDeleted) {
      sink.carried += paragraph.text;
    } else if (CONTENTS_STYLE.test(this.#model.styles.get(paragraph.style ?? '')?.name ?? '')) {
      this.#note('lines of a generated table of contents');
    } else {
      const number = this.#counter.next(paragraph);
      const text = sink.carried + paragraph.text;
      sink.carried = '';
      const shown = number !== '' && text.trim() !== '' ? number + text.trimStart() : text;
      sink.lines.push(...shown.trimEnd().split('\n'));
    }
    sink.lines.push(...paragraph.boxes);
  }

  #closeCell(): void {
    const sink = this.#sinks.pop();
    const table = this.#tables.at(-1);
    if (sink === undefined || table === undefined) return;
    table.row.push(finished(sink));
    for (; table.span > 1; table.span -= 1) table.row.push([]);
  }

  #closeRow(): void {
    const table = this.#tables.at(-1);
    if (table === undefined) return;
    if (table.rowDeleted) this.#note('deleted table rows');
    else table.rows.push(table.row);
    table.row = [];
    table.rowDeleted = false;
  }

  #closeTable(): void {
    const table = this.#tables.pop();
    if (table !== undefined) this.#sink().lines.push(...tableLines(table.rows));
  }

  #closeTextBox(): void {
    const sink = this.#sinks.pop();
    if (sink === undefined) return;
    const lines = finished(sink).filter((line) => line.trim() !== '');
    (this.#paragraphs.at(-1)?.boxes ?? this.#sink().lines).push(...lines);
  }

  #sink(): LineSink {
    const sink = this.#sinks.at(-1);
    if (sink === undefined) throw new Error('the body sink is never removed');
    return sink;
  }

  #note(what: string): void {
    this.#leftOut.set(what, (this.#leftOut.get(what) ?? 0) + 1);
  }
}

function finished(sink: LineSink): string[] {
  return sink.carried === '' ? sink.lines : [...sink.lines, sink.carried];
}
