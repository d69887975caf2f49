import { monthsInDigits } from './han-figures.ts';
import { ordinalOf } from './numbering.ts';
import type { DeadlineKind, Recurrence } from './types.ts';

/** A deadline with its place in the cleaned text given. */
export interface FoundDeadline {
  start: number;
  end: number;
  kind: DeadlineKind;
  date: string | null;
  from: string | null;
  to: string | null;
  recurrence: Recurrence | null;
  duration: string | null;
  stretch: boolean;
  inferredYear: boolean;
  optional: boolean;
}

type Part = Partial<Omit<FoundDeadline, 'start' | 'end' | 'kind'>> & { kind: DeadlineKind };
type Reader = (match: RegExpExecArray, year: number | null) => Part | null;

const two = (value: number): string => String(value).padStart(2, '0');
const iso = (year: number, month: number, day: number): string => `${year}-${two(month)}-${two(day)}`;

/** The last day of a month (Gregorian). */
export function lastDay(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const monthEnd = (year: number, month: number): string => iso(year, month, lastDay(year, month));
const validDate = (year: number, month: number, day: number): boolean =>
  year >= 1949 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month);

const by = (date: string): Part => ({ kind: 'by', date });
const during = (from: string, to: string): Part => ({ kind: 'during', from, to });
const wholeYears = (a: number, b: number): Part | null =>
  b >= a && a >= 1949 && b <= 2100 ? during(iso(a, 1, 1), iso(b, 12, 31)) : null;
const recurring = (recurrence: Recurrence): Part => ({ kind: 'recurring', recurrence });
const inferred = (part: Part | null): Part | null => (part ? { ...part, inferredYear: true } : null);

/** First and last year of a five-year plan (十四五 → 2021, 2025); the 1st began in 1953. */
export function fiveYearPlan(name: string): readonly [number, number] | null {
  const ordinal = ordinalOf(name.replace(/五$/u, ''));
  if (ordinal < 6 || ordinal > 25) return null;
  const start = 1981 + (ordinal - 6) * 5;
  return [start, start + 4];
}

function yearsSpan(match: RegExpExecArray): Part | null {
  return wholeYears(Number(match[1]), Number(match[2]));
}

function monthRange(fromYear: number, from: number, toYear: number, to: number): Part | null {
  if (!validDate(fromYear, from, 1) || !validDate(toYear, to, 1)) return null;
  if (toYear * 12 + to < fromYear * 12 + from) return null;
  return during(iso(fromYear, from, 1), monthEnd(toYear, to));
}

const Y = '(20\\d\\d|19\\d\\d)年?';
const DASH = '[-—–~－至到]+';

/** In order of precedence: an earlier form takes its characters from the later ones. */
const FORMS: readonly { pattern: RegExp; read: Reader }[] = [
  {
    pattern: new RegExp(`${Y}(\\d{1,2})月(\\d{1,2})日${DASH}(?:${Y})?(?:(\\d{1,2})月)?(\\d{1,2})日`, 'gu'),
    read: (m) => {
      const a = [Number(m[1]), Number(m[2]), Number(m[3])] as const;
      const b = [Number(m[4] ?? m[1]), Number(m[5] ?? m[2]), Number(m[6])] as const;
      return validDate(...a) && validDate(...b) ? during(iso(...a), iso(...b)) : null;
    },
  },
  {
    pattern: new RegExp(
      `(20\\d\\d|19\\d\\d)年(\\d{1,2})月?${DASH}(?:(20\\d\\d)年)?(\\d{1,2})月(?:底|末)?`,
      'gu',
    ),
    read: (m) => monthRange(Number(m[1]), Number(m[2]), Number(m[3] ?? m[1]), Number(m[4])),
  },
  { pattern: new RegExp(`${Y}${DASH}(20\\d\\d)年(?!\\d{1,2}月)(?:底|末)?`, 'gu'), read: yearsSpan },
  {
    pattern: /每年(?:的)?(\d{1,2})月(?:(\d{1,2})日|(底|末)|份)?(之?前)?/gu,
    read: (m) => {
      const month = Number(m[1]);
      if (month < 1 || month > 12) return null;
      const recurrence: Recurrence = { freq: 'yearly', month };
      if (m[2]) recurrence.day = Number(m[2]);
      else if (m[3] || m[4]) recurrence.day = lastDay(2024, month) === 29 ? 28 : lastDay(2023, month);
      if (m[4]) recurrence.before = true;
      return recurring(recurrence);
    },
  },
  {
    pattern: /每个?月(?:的)?(\d{1,2}|[一二三四五六七八九十]{1,3})[日号](之?前)?/gu,
    read: (m) => {
      const day = ordinalOf(m[1] ?? '');
      if (day < 1 || day > 31) return null;
      return recurring({ freq: 'monthly', day, ...(m[2] ? { before: true } : {}) });
    },
  },
  {
    pattern: /每年(?:年)?(?:底|末)(之?前)/gu,
    read: () => recurring({ freq: 'yearly', month: 12, day: 31, before: true }),
  },
  {
    pattern: /(?:到|至|于|在)?(20\d\d|19\d\d)年(\d{1,2})月(\d{1,2})日(之?前|以前|止)?(起)?/gu,
    read: (m) => {
      const parts = [Number(m[1]), Number(m[2]), Number(m[3])] as const;
      if (m[5] || !validDate(...parts)) return null;
      const date = iso(...parts);
      const isBy = m[4] !== undefined || /^[到至]/u.test(m[0]);
      return isBy ? by(date) : { kind: 'at', date };
    },
  },
  {
    pattern: /(?:到|至|于|在)?(20\d\d|19\d\d)年(\d{1,2})月(?:份)?(底|末)?(之?前|以前)?(起|以来)?/gu,
    read: (m) => {
      const year = Number(m[1]);
      const month = Number(m[2]);
      const limit = /(?:时限|完成时间|期限):$/u.test(m.input.slice(Math.max(0, m.index - 5), m.index));
      if (m[5] || !validDate(year, month, 1)) return null;
      if (limit || m[3] || m[4] || /^[到至]/u.test(m[0])) return by(monthEnd(year, month));
      return { kind: 'at', from: iso(year, month, 1), to: monthEnd(year, month) };
    },
  },
  {
    pattern: /(?:(20\d\d)年)?(?:今)?(冬春季|秋冬季|春夏季|春季|夏季|秋季|冬季)/gu,
    read: (m, year) => {
      const own = m[1] ? Number(m[1]) : year;
      if (own === null) return null;
      const ends: Readonly<Record<string, readonly [number, number, number, number]>> = {
        秋冬季: [0, 10, 1, 3],
        冬春季: [0, 11, 1, 4],
        春夏季: [0, 3, 0, 8],
        春季: [0, 3, 0, 5],
        夏季: [0, 6, 0, 8],
        秋季: [0, 9, 0, 11],
        冬季: [0, 12, 1, 2],
      };
      const [a = 0, from = 1, b = 0, to = 12] = ends[m[2] ?? ''] ?? [];
      const part = monthRange(own + a, from, own + b, to);
      return m[1] || !part ? part : { ...part, inferredYear: true, optional: true };
    },
  },
  {
    pattern: /(20\d\d)年(上半年|下半年|第?[一二三四1-4]季度)(?:末|底)?(前)?/gu,
    read: (m) => yearPart(Number(m[1]), m[2] ?? '', m[3] !== undefined || /[底末]/u.test(m[0])),
  },
  {
    pattern:
      /(?:到|至|截至|截止)?(20\d\d|19\d\d)年(?:(?:年)?(?:底|末)(?:之?前|以前)?|(?:之?前|以前))(?!期)/gu,
    read: (m) => (/^截/u.test(m[0]) ? null : by(iso(Number(m[1]), 12, 31))),
  },
  { pattern: /[到至](20\d\d)年(?!来|初|度|起|\d|[-—~至])/gu, read: (m) => by(iso(Number(m[1]), 12, 31)) },
  {
    pattern: /[“"]?([一二]?十[一二三四五六七八九]?五)[”"]?(?:规划)?(期间|时期|期末|末期|末|初)/gu,
    read: (m) => {
      const years = fiveYearPlan(m[1] ?? '');
      if (!years || m[2] === '初') return null;
      return /末/u.test(m[2] ?? '') ? by(iso(years[1], 12, 31)) : wholeYears(...years);
    },
  },
  {
    pattern: /(\d{1,2})月?[-—–~至到](\d{1,2})月(?:底|末)?/gu,
    read: (m, year) => (year === null ? null : inferred(monthRange(year, Number(m[1]), year, Number(m[2])))),
  },
  {
    pattern: /(\d{1,2})月(?:(\d{1,2})日|(底|末)|份)?(之?前|以前)/gu,
    read: (m, year) => {
      const month = Number(m[1]);
      if (year === null || !validDate(year, month, 1)) return null;
      const day = m[2] ? Number(m[2]) : lastDay(year, month);
      return validDate(year, month, day) ? inferred(by(iso(year, month, day))) : null;
    },
  },
  {
    pattern: /(?<![\d年])(\d{1,2})月(底|末)/gu,
    read: (m, year) =>
      year === null || !validDate(year, Number(m[1]), 1) ? null : inferred(by(monthEnd(year, Number(m[1])))),
  },
  {
    pattern:
      /(?:今年|当年|本年)(?:年)?(?:底|末|内)(?:之?前)?|(?<![\d每\u5e74])(?:年[底末]之?前|年内|年底(?=[,完实达建全基]))/gu,
    read: (_m, year) => (year === null ? null : inferred(by(iso(year, 12, 31)))),
  },
  {
    pattern: /(?<!20\d\d年)(?:今年)?(上半年|下半年|第?[一二三四]季度)(?:末|底)?(前)?/gu,
    read: (m, year) =>
      year === null ? null : inferred(yearPart(year, m[1] ?? '', /[底末前]/u.test(m[0].slice(2)))),
  },
  {
    pattern:
      /(争取|力争|计划|拟)?(?:利用|用)([一二两三四五六七八九十]|\d{1,2})(?:至[一二三四五六七八九十\d]+)?(年|个月)(?:左右)?(?:的?时间)?/gu,
    read: (m) => ({
      kind: 'during',
      duration: `P${ordinalOf(m[2] ?? '')}${m[3] === '年' ? 'Y' : 'M'}`,
      stretch: m[1] === '争取' || m[1] === '力争',
    }),
  },
  {
    pattern: /全年(?!度)/gu,
    read: (_m, year) => (year === null ? null : inferred(wholeYears(year, year))),
  },
  {
    pattern: /(完成|完成全部|全面完成|落实完成)(20\d\d)?年度/gu,
    read: (m, year) => {
      const own = m[2] ? Number(m[2]) : year;
      if (own === null) return null;
      return m[2] ? wholeYears(own, own) : inferred(wholeYears(own, own));
    },
  },
  {
    pattern: /(20\d\d)年度(?!六五)(?=[\u4e00-\u9fff]{0,4}(?:任务|目标|计划|指标|工作))/gu,
    read: (m) => wholeYears(Number(m[1]), Number(m[1])),
  },
  {
    pattern:
      /(?<![\d至到自从对照])(20\d\d)年(?=,|(?:计划|推进|完成|新增|建成|实现|力争|确保|启动|开展|新建|本区|全区|全市|我区))/gu,
    read: (m) => wholeYears(Number(m[1]), Number(m[1])),
  },
  { pattern: /每半年|半年一次/gu, read: () => recurring({ freq: 'periodic' }) },
  { pattern: /每(?:个)?季度|按季度?|逐季/gu, read: () => recurring({ freq: 'quarterly' }) },
  { pattern: /双月|每两个?月/gu, read: () => recurring({ freq: 'bimonthly' }) },
  { pattern: /每个?月|按月|逐月/gu, read: () => recurring({ freq: 'monthly' }) },
  { pattern: /每周|每星期|按周/gu, read: () => recurring({ freq: 'weekly' }) },
  { pattern: /(?<!平均)每(?:日|天)|(?<!按)逐日/gu, read: () => recurring({ freq: 'daily' }) },
  { pattern: /每年(?:度)?/gu, read: () => recurring({ freq: 'yearly' }) },
  { pattern: /不定期/gu, read: () => recurring({ freq: 'irregular' }) },
  {
    pattern: /定期(?!存款|[\u4e00-\u9fff]{2,6}(?:机制|制度))/gu,
    read: () => recurring({ freq: 'periodic' }),
  },
  { pattern: /年度/gu, read: () => ({ ...recurring({ freq: 'yearly' }), optional: true }) },
];

function yearPart(year: number, part: string, end: boolean): Part | null {
  const quarter = /季度/u.test(part) ? ordinalOf(part.replace(/^第|季度$/gu, '')) : 0;
  const [from, to] = quarter > 0 ? [quarter * 3 - 2, quarter * 3] : part === '上半年' ? [1, 6] : [7, 12];
  if (quarter > 4) return null;
  return end ? by(monthEnd(year, to)) : monthRange(year, from, year, to);
}

/** One pattern that must occur before any form is tried: most clauses name no time at all. */
const ANY = /[年月日周季天]|定期|十[一二三四五六七八九]?五/u;

/** Marks the characters of titles in 《》: a date in the name of another document is no deadline. */
function markTitles(text: string, taken: Uint8Array): void {
  for (const match of text.matchAll(/《[^《》]{0,80}(?:《[^》]{0,80}》[^》]{0,80})?》/gu)) {
    taken.fill(1, match.index, match.index + match[0].length);
  }
}

function isTaken(taken: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (taken[i] === 1) return true;
  return false;
}

/**
 * Finds the deadlines in a cleaned text.
 * @param text cleaned text of a task or goal section
 * @param year the document's year for phrases that name none (年底前, 5-7月), or null
 * @returns deadlines in text order; those inside 《》 are left out, adjectives (年度重点工作) are marked optional
 */
export function findDeadlines(text: string, year: number | null): FoundDeadline[] {
  if (!ANY.test(text)) return [];
  const digits = monthsInDigits(text);
  if (digits.text === text) return findInDigits(text, year);
  return findInDigits(digits.text, year).map((found) => ({
    ...found,
    start: digits.origin(found.start),
    end: digits.origin(found.end),
  }));
}

function findInDigits(text: string, year: number | null): FoundDeadline[] {
  const taken = new Uint8Array(text.length);
  markTitles(text, taken);
  const out: FoundDeadline[] = [];
  for (const { pattern, read } of FORMS) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const start = match.index;
      const end = start + match[0].length;
      if (isTaken(taken, start, end)) continue;
      if (isPast(text, start, end)) {
        taken.fill(1, start, end);
        continue;
      }
      const part = read(match, year);
      if (!part) continue;
      taken.fill(1, start, end);
      out.push({
        start,
        end,
        kind: part.kind,
        date: part.date ?? null,
        from: part.from ?? null,
        to: part.to ?? null,
        recurrence: part.recurrence ?? null,
        duration: part.duration ?? null,
        stretch: part.stretch ?? /(?:力争|争取|力求)$/u.test(text.slice(Math.max(0, start - 2), start)),
        inferredYear: part.inferredYear ?? false,
        optional: part.optional ?? false,
      });
    }
  }
  return out.sort((a, b) => a.start - b.start);
}

/** 自2016年6月起, 2018年以来, 截至2020年底 look back. */
function isPast(text: string, start: number, end: number): boolean {
  if (/^(?:以来|起|来)/u.test(text.slice(end, end + 2))) return true;
  return /(?:自|从|自从|截至|截止|对照|较|比)$/u.test(text.slice(Math.max(0, start - 2), start));
}
