import { readLabel } from './numbering.ts';
import type { Paragraph } from './paragraphs.ts';

const FULL_DATE = /^20\d\d年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日(?:印发)?$/u;
const TITLE = /(?:方案|计划|要点|规划|意见|办法|细则|规定|措施|清单|纲要|安排|指南|通知)(?:\([^()]*\))*$/u;
/** Lines between a signature and the title of the plan: remarks, a title of two lines. */
const BETWEEN_MAX = 4;
const TITLE_MAX = 60;
const RANK_HAN = 5;

/**
 * Finds where a plan begins behind a notice that has numbered points of its own, when no 附件 line stands between
 * them: signature and date, a title, then numbers that begin anew.
 * @returns index of the signature's first paragraph, or null
 */
export function planBehindNotice(list: readonly Paragraph[]): number | null {
  const points = list.findIndex(({ text }) => readLabel(text)?.rank === RANK_HAN);
  if (points < 0) return null;
  for (let date = points + 1; date < list.length; date++) {
    const { text = '' } = list[date] ?? {};
    if (/^附(?:件|表)/u.test(text)) return null;
    if (!FULL_DATE.test(text)) continue;
    const title = list
      .slice(date + 1, date + 1 + BETWEEN_MAX)
      .findIndex(({ text: line }) => line.length <= TITLE_MAX && TITLE.test(line) && !line.startsWith('附'));
    if (title < 0) return null;
    const anew = list
      .slice(date + 2 + title)
      .find(({ text: line }) => (readLabel(line)?.rank ?? 99) <= RANK_HAN);
    if (!anew || readLabel(anew.text)?.ordinal !== 1) return null;
    let first = date;
    while (first > points + 1 && isSignature(list[first - 1])) first--;
    return first;
  }
  return null;
}

const isSignature = (paragraph: Paragraph | undefined): boolean =>
  paragraph !== undefined &&
  paragraph.text.length <= 40 &&
  !/[。;:]/u.test(paragraph.text) &&
  readLabel(paragraph.text) === null;
