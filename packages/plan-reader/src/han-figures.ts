import { COUNT, MEASURE, SCALE } from './measures.ts';
import { ordinalOf } from './numbering.ts';

/** A text in which Chinese figures became digits, and the way back. */
export interface DigitText {
  text: string;
  /** The position in the original text of a position in `text`. */
  origin: (position: number) => number;
}

const HAN = '[二两三四五六七八九十百千][一二三四五六七八九十百千零]{0,6}';
const VERBS =
  '新建|新增|建成|完成|改造|创建|打造|培育|建设|整治|修复|淘汰|新开|改建|扩建|建立|设立|关停|疏浚|更新|开工建设|布设|安装|举办|召开|开展';
const UNIT = `${SCALE}(?:${MEASURE}|${COUNT})`;

/** Figures that count works or measure something; 三级, 五个方面 and 两大 stay words. */
const QUANTITY = new RegExp(
  `(?<=${VERBS})(?:${HAN})(?=${UNIT})(?!.(?:方面|层面|环节|阶段|类型))|(?<!第)(?:${HAN})(?=(?:平方)?(?:公里|米)|公顷|亩|立方米|吨)|(?<!第)(?:[二两三四五六七八九]?十[一二三四五六七八九]?|百)(?=(?:${COUNT})(?:$|[,。;以左]))`,
  'gu',
);
const PERCENT = /百分之([一二三四五六七八九十百]{1,5})/gu;
const MONTH_OR_DAY =
  /(?<=年)([一二三四五六七八九十]{1,2})(?=月)|(?<=月)([一二三四五六七八九十]{1,3})(?=日)|(?<![一-龥])([一二三四五六七八九十]{1,2})(?=月(?:底|末|[一二三四五六七八九十]{1,3}日))/gu;

/** Replaces by rule; positions outside the replaced figures are kept apart by one table of shifts. */
function replaceAll(
  text: string,
  rules: readonly { pattern: RegExp; to: (match: RegExpMatchArray) => string }[],
): DigitText {
  const found = rules
    .flatMap(({ pattern, to }) =>
      [...text.matchAll(pattern)].map((match) => ({
        at: match.index,
        length: match[0].length,
        digits: to(match),
      })),
    )
    .filter(({ digits }) => digits !== '')
    .sort((a, b) => a.at - b.at);
  if (found.length === 0) return { text, origin: (position) => position };
  const map: number[] = [];
  let out = '';
  let from = 0;
  const copy = (to: number): void => {
    for (; from < to; from++) {
      map.push(from);
      out += text.charAt(from);
    }
  };
  for (const { at, length, digits } of found) {
    if (at < from) continue;
    copy(at);
    for (const digit of digits) {
      map.push(at);
      out += digit;
    }
    from = at + length;
  }
  copy(text.length);
  map.push(text.length);
  return { text: out, origin: (position) => map[position] ?? text.length };
}

const digitsOf = (han: string): string => {
  const value = ordinalOf(han);
  return value > 0 ? String(value) : '';
};

/** Writes Chinese quantities (新建三座, 二十公里, 百分之八十) with digits. */
export function quantitiesInDigits(text: string): DigitText {
  if (!/[二两三四五六七八九十百]/u.test(text)) return { text, origin: (position) => position };
  return replaceAll(text, [
    { pattern: PERCENT, to: (match) => (match[1] === '百' ? '100%' : `${digitsOf(match[1] ?? '')}%`) },
    { pattern: QUANTITY, to: (match) => digitsOf(match[0]) },
  ]);
}

/** Writes Chinese months and days (2025年十二月底) with digits; years become digits when a text is cleaned. */
export function monthsInDigits(text: string): DigitText {
  if (!/[一二三四五六七八九十][月日]/u.test(text)) return { text, origin: (position) => position };
  return replaceAll(text, [{ pattern: MONTH_OR_DAY, to: (match) => digitsOf(match[0]) }]);
}
