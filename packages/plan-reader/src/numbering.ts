/** Numbering styles by rank: a heading closes every open heading of the same or a lower standing. */
const RANK = {
  part: 1,
  chapter: 2,
  division: 3,
  article: 4,
  han: 5,
  hanParen: 6,
  arabic: 7,
  decimal: 8,
} as const;
/** 1. and everything below it. */
export const RANK_ARABIC = RANK.arabic;
const RANK_ARABIC_PAREN = 12;
const RANK_ARABIC_HALF_PAREN = 13;
const RANK_CIRCLED = 14;
/** 一是 … 二是 … at the beginning of paragraphs. */
export const RANK_ORDINAL = 15;

/** A heading number at the beginning of a line. */
export interface Label {
  /** Lower stands higher in the outline. */
  rank: number;
  /** As printed, half-width, without 、 . and : behind it. */
  number: string;
  /** Its place in the count, for gap checks; 0 when it has none. */
  ordinal: number;
  /** Characters that the label takes, the mark behind it included. */
  length: number;
}

const HAN = '[一二三四五六七八九十百]';
const FORMS: readonly { pattern: RegExp; rank: number }[] = [
  { pattern: new RegExp(`^(第(${HAN}+|\\d{1,3})(?:编|篇|部分))[、:.]?`, 'u'), rank: RANK.part },
  { pattern: new RegExp(`^(第(${HAN}+|\\d{1,3})章)[、:.]?`, 'u'), rank: RANK.chapter },
  { pattern: new RegExp(`^(第(${HAN}+|\\d{1,3})节)[、:.]?`, 'u'), rank: RANK.division },
  { pattern: new RegExp(`^(第(${HAN}+|\\d{1,3})条)[、:.]?`, 'u'), rank: RANK.article },
  { pattern: new RegExp(`^((${HAN}{1,4}))[、.](?!${HAN}[、类级大轮次])`, 'u'), rank: RANK.han },
  { pattern: new RegExp(`^(\\((${HAN}{1,4})\\))[、.]?`, 'u'), rank: RANK.hanParen },
  { pattern: /^((\d{1,2}))[.、](?![\d.])/u, rank: RANK.arabic },
  { pattern: /^(\((\d{1,2})\))[、.]?/u, rank: RANK_ARABIC_PAREN },
  { pattern: /^((\d{1,2})\))[、.]?/u, rank: RANK_ARABIC_HALF_PAREN },
  { pattern: /^([①-⑳])[、.]?/u, rank: RANK_CIRCLED },
  { pattern: /^(([一二三四五六七八九十])[是要])(?!否|求|点|级)/u, rank: RANK_ORDINAL },
];
const DECIMAL = /^(\d{1,2}(?:\.\d{1,2}){1,3})[.、]?(?=[\u4e00-\u9fff“《])/u;

/**
 * Reads the heading number that a line begins with.
 * @param line cleaned text of the line (a prefix of some 20 characters is enough)
 * @param previousDecimal the last accepted number of the form 1.1, which a new one must follow
 * @returns the label, or null when the line begins with something else (`1.2万吨`, `2.0版`, `一、二类`)
 */
export function readLabel(line: string, previousDecimal: string | null = null): Label | null {
  const head = line.slice(0, 20);
  for (const { pattern, rank } of FORMS) {
    const match = pattern.exec(head);
    if (!match) continue;
    const number = match[1] ?? '';
    return { rank, number, ordinal: ordinalOf(match[2] ?? number), length: match[0].length };
  }
  const decimal = DECIMAL.exec(head);
  if (decimal && followsDecimal(decimal[1] ?? '', previousDecimal)) {
    const number = decimal[1] ?? '';
    const parts = number.split('.');
    return {
      rank: RANK.decimal + parts.length - 2,
      number,
      ordinal: Number(parts.at(-1)),
      length: decimal[0].length,
    };
  }
  return null;
}

/** 1.1 begins a count; otherwise the number must continue the last one by one step. */
function followsDecimal(number: string, previous: string | null): boolean {
  const now = number.split('.').map(Number);
  if (now.slice(1).every((part) => part === 1)) return true;
  if (previous === null) return false;
  const before = previous.split('.').map(Number);
  for (let depth = 0; depth < now.length; depth++) {
    const a = before[depth] ?? 0;
    const b = now[depth] ?? 0;
    if (a === b) continue;
    return b === a + 1 && now.slice(depth + 1).every((part) => part === 1);
  }
  return false;
}

const DIGIT: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  '○': 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/**
 * The value of a Chinese numeral up to 9999 (十二 → 12, 一百零三 → 103, 二〇二五 → 2025), of digits, or of ①…⑳.
 * @returns 0 for what is no numeral
 */
export function ordinalOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const circled = text.codePointAt(0) ?? 0;
  if (circled >= 0x2460 && circled <= 0x2473) return circled - 0x245f;
  if (/^[零〇○一二三四五六七八九]{2,4}$/u.test(text)) {
    return Number([...text].map((char) => DIGIT[char] ?? 0).join(''));
  }
  let total = 0;
  let current: number | null = null;
  for (const char of text) {
    const scale = char === '十' ? 10 : char === '百' ? 100 : char === '千' ? 1000 : 0;
    if (scale > 0) {
      total += (current ?? 1) * scale;
      current = null;
    } else {
      const digit = DIGIT[char];
      if (digit === undefined) return 0;
      current = digit;
    }
  }
  return total + (current ?? 0);
}
