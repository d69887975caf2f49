/** Half-open range of the cleaned text. */
export interface Block {
  start: number;
  end: number;
}

/**
 * The text as the rules see it: white space and markup removed, full-width ASCII made half-width, Chinese years made
 * digits, one character for one character, so that every position can be mapped back to the text that was read.
 */
export interface CleanText {
  /** The text that was read. */
  raw: string;
  /** The cleaned characters of all lines, one after the other. */
  text: string;
  /** For each cleaned character the index of the raw character it came from. */
  at: Uint32Array;
  lines: CleanLine[];
}

/** A physical line that holds something: half-open range in the cleaned text. */
export interface CleanLine {
  start: number;
  end: number;
  /** Columns of white space in front (a full-width space counts two). */
  indent: number;
  /** True when an empty line stands before it. */
  afterBlank: boolean;
}

const ZERO_WIDTH = /[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]/;

/** A year in Chinese figures is as long as one in digits (二〇二五年). */
const HAN_YEAR = /(?:二[〇○零]|一九)[〇○零一二三四五六七八九]{2}(?=年)/gu;
const HAN_DIGIT: Readonly<Record<string, string>> = {
  〇: '0',
  '○': '0',
  零: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

function isDeleted(char: string): boolean {
  if (char === '*' || char === '_' || char === '{' || char === '}') return true;
  return char.trim() === '' || ZERO_WIDTH.test(char);
}

function half(char: string): string {
  const code = char.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char;
}

/**
 * Cleans a text and finds its lines.
 * @param raw the text, any line ends
 * @returns cleaned characters with their raw positions, and the non-empty lines
 */
export function cleanText(raw: string): CleanText {
  const at = new Uint32Array(raw.length);
  const lines: CleanLine[] = [];
  const parts: string[] = [];
  let count = 0;
  let from = 0;
  let afterBlank = false;
  while (from <= raw.length) {
    let to = from;
    while (to < raw.length && !isLineEnd(raw[to])) to++;
    const start = count;
    const line = cleanLine(raw, from, to, at, start);
    const { indent } = line;
    const kept = line.kept.replace(HAN_YEAR, (year) =>
      [...year].map((char) => HAN_DIGIT[char] ?? char).join(''),
    );
    if (kept !== '' && !/^[|:-]+$/.test(kept)) {
      parts.push(kept);
      count += kept.length;
      lines.push({ start, end: count, indent, afterBlank });
      afterBlank = false;
    } else afterBlank = true;
    from = raw[to] === '\r' && raw[to + 1] === '\n' ? to + 2 : to + 1;
  }
  return { raw, text: parts.join(''), at: at.slice(0, count), lines };
}

function isLineEnd(char: string | undefined): boolean {
  return char === '\n' || char === '\r' || char === '\f' || char === '\u2028' || char === '\u2029';
}

function cleanLine(raw: string, from: number, to: number, at: Uint32Array, start: number) {
  let kept = '';
  let indent = 0;
  let cellBreak = false;
  for (let i = from; i < to; i++) {
    const char = raw.charAt(i);
    if (isDeleted(char)) {
      if (kept === '') indent += char === '\u3000' ? 2 : char === '\t' ? 4 : 1;
      else if (char === '\t') cellBreak = true;
      continue;
    }
    // A hash in front is a heading mark of a converted document, not text.
    if (kept === '' && char === '#') continue;
    if (cellBreak) {
      at[start + kept.length] = i - 1;
      kept += '|';
      cellBreak = false;
    }
    at[start + kept.length] = i;
    kept += half(char);
  }
  return { kept, indent };
}

/**
 * The raw range of a cleaned range.
 * @param clean the text
 * @param start first cleaned character
 * @param end one past the last
 */
export function rawSpan(clean: CleanText, start: number, end: number): readonly [number, number] {
  const first = clean.at[start] ?? clean.raw.length;
  if (end <= start) return [first, first];
  return [first, (clean.at[end - 1] ?? clean.raw.length - 1) + 1];
}

const WORD = /[A-Za-z0-9]/;

/**
 * A quotation for people: the raw characters of a cleaned range without page breaks and markup. A space stays
 * only between Latin words.
 */
export function quote(clean: CleanText, start: number, end: number): string {
  let out = '';
  for (let i = start; i < end; i++) {
    const place = clean.at[i] ?? 0;
    const char = clean.raw.charAt(place);
    const gap = i > start && place - (clean.at[i - 1] ?? 0) > 1;
    if (
      gap &&
      WORD.test(char) &&
      WORD.test(out.charAt(out.length - 1)) &&
      /\s/.test(clean.raw.charAt(place - 1))
    ) {
      out += ' ';
    }
    out += char === '\t' ? '|' : char;
  }
  return out;
}
