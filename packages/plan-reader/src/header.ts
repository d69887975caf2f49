import { type CleanText, quote } from './clean-text.ts';
import { fiveYearPlan } from './deadlines.ts';
import { ordinalOf } from './numbering.ts';
import type { Paragraph } from './paragraphs.ts';
import type { PlanDocument } from './types.ts';

const TYPES =
  '实施方案|行动方案|工作方案|建设方案|整治方案|治理方案|专项方案|方案|三年行动计划|行动计划|实施计划|工作计划|计划|工作要点|要点|专项规划|规划|实施意见|指导意见|意见|实施细则|细则|管理办法|办法|规定|措施|任务清单|清单|任务分解表|责任分工表|任务分工表|纲要|工作安排|安排|指引|指南|通知|通告|公告|报告|专项行动|行动|预案|决定';
const TYPE_END = new RegExp(
  `(${TYPES})(?:\\((?:试行|征求意见稿|修订稿?|草案|送审稿|公开征求意见稿|[^()]*年[^()]*)\\))*$`,
  'u',
);
const DOC_NUMBER = /([\u4e00-\u9fff]{2,12}(?:〔|\[|\()(?:19|20)\d\d(?:〕|\]|\))(?:第)?\d{1,4}号)/u;
const FULL_DATE = /^(20\d\d|19\d\d)年(\d{1,2})月(\d{1,2})日(?:印发)?$/u;
/** Years are digits in cleaned text; months and days may be Chinese. */
const HAN_DATE = /^(20\d\d|19\d\d)年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$/u;
/** OCR lost 年 or 月: 20214 7日. Only one reading is possible when two digits are left. */
const BROKEN_DATE = /^(20\d\d)年?(\d)(?:月)?(\d)日$/u;
const ISSUER_END =
  /(?:人民政府|人民政府办公室|人民政府办公厅|政府办公室|委员会|局|委|办公室|办公厅|厅|指挥部|领导小组|管委会|总队|中心|党委|区委|市委|协会|公司)$/u;

/** What the front and the signature of the document say. */
export interface Header {
  document: PlanDocument;
  /** The year that phrases without a year mean. */
  year: number | null;
  /** True when the plan covers exactly one year (工作要点, 年度计划). */
  singleYear: boolean;
  /** The bureau that plans its own work, as others would name it (区生态环境局), or null. */
  ownBody: string | null;
  /** Cleaned range of the title in the text, for deadlines in it. */
  title: { start: number; end: number } | null;
}

function iso(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The date that a line consists of, or null. */
function dateOfLine(text: string): string | null {
  const plain = FULL_DATE.exec(text) ?? BROKEN_DATE.exec(text);
  if (plain) return iso(Number(plain[1]), Number(plain[2]), Number(plain[3]));
  const han = HAN_DATE.exec(text);
  return han ? iso(ordinalOf(han[1] ?? ''), ordinalOf(han[2] ?? ''), ordinalOf(han[3] ?? '')) : null;
}

const isShort = (text: string): boolean => text.length <= 60 && !/[。;:]/u.test(text);

/** Letterhead, document number, remark in brackets, annex mark: lines around a title. */
const NO_TITLE =
  /^.{2,30}文件$|^[\u4e00-\u9fff]{2,12}[〔[(]\d{4}[〕\])]第?\d{1,4}号|^\([^()]*\)$|^附件?\d{0,2}:?$/u;

function titleBlock(
  front: readonly Paragraph[],
  from: number,
): { start: number; end: number; last: number } | null {
  for (let i = from; i < front.length; i++) {
    const first = front[i];
    if (!first || !isShort(first.text) || dateOfLine(first.text) || NO_TITLE.test(first.text)) continue;
    // A title broken over lines: join short lines until the word that says what the document is.
    let end = first.end;
    let text = first.text;
    let last = i;
    const complete = (): boolean => TYPE_END.test(text) && !/^(?:关于|印发|转发).*[^知]$/u.test(text);
    while (!complete() && last + 1 < front.length && last - i < 3) {
      const next = front[last + 1];
      if (!next || !isShort(next.text) || dateOfLine(next.text) || NO_TITLE.test(next.text)) break;
      if (ISSUER_END.test(text)) break;
      last++;
      end = next.end;
      text += next.text;
    }
    if (complete()) return { start: first.start, end, last };
  }
  return null;
}

/**
 * Reads title, number, issuers, date, period and addressees.
 * @param clean the text
 * @param front paragraphs before the first heading
 * @param all all paragraphs (the signature may stand at the end)
 * @param receivedOn `YYYY-MM-DD`, for the year when the text names none
 */
export function readHeader(
  clean: CleanText,
  front: readonly Paragraph[],
  all: readonly Paragraph[],
  receivedOn: string | undefined,
): Header {
  const cover = titleBlock(front, 0);
  const coverText = cover ? clean.text.slice(cover.start, cover.end) : '';
  let title = cover;
  let titleInferred = false;
  let titleText = cover ? quote(clean, cover.start, cover.end) : '';
  let coverTitle: string | undefined;
  if (
    cover &&
    /(?:印发|转发|发布|下发).*《.*》.*通知|《.*》的通知|(?:印发|转发|关于).*的通知$/u.test(coverText)
  ) {
    coverTitle = titleText;
    const inside = innerTitle(coverText);
    title = null;
    for (let from = cover.last + 1; from < front.length; ) {
      const next = titleBlock(front, from);
      if (!next) break;
      title = next;
      if (!inside || same(clean.text.slice(next.start, next.end), inside)) break;
      from = next.last + 1;
    }
    if (title && (!inside || same(clean.text.slice(title.start, title.end), inside))) {
      titleText = quote(clean, title.start, title.end);
    } else if (inside) {
      const at = coverText.lastIndexOf(inside);
      title = { start: cover.start + at, end: cover.start + at + inside.length, last: cover.last };
      titleText = quote(clean, title.start, title.end);
    } else title = cover;
  }
  if (!title) {
    const inferred = inferTitle(front);
    if (inferred) {
      titleInferred = true;
      titleText = inferred;
    }
  }

  const signature = readSignature(clean, all);
  const titleClean = titleText.replace(/\s/gu, '');
  const docNumber = readNumber(front);
  const region = readRegion(signature.issuers, coverText, titleClean, all);
  const issuersInferred = signature.issuers.length === 0;
  const issuers = issuersInferred ? inferIssuers(titleClean, region) : signature.issuers;
  const period = readPeriod(titleClean);
  const issueYear = signature.date ? Number(signature.date.slice(0, 4)) : null;
  const receivedYear = receivedOn ? Number(receivedOn.slice(0, 4)) : null;
  const singleYear = period.start !== null && period.start === period.end;
  const document: PlanDocument = {
    title: titleText,
    ...(titleInferred ? { titleInferred } : {}),
    ...(coverTitle !== undefined ? { coverTitle } : {}),
    docType: TYPE_END.exec(toHalf(titleClean))?.[1] ?? '通知',
    status: /征求意见稿/u.test(titleClean + coverText)
      ? '征求意见稿'
      : /印发|转发|通知/u.test(coverText) || titleInferred
        ? '印发'
        : null,
    docNumber,
    issuers,
    issuersInferred,
    issueDate: signature.date,
    issueDateText: signature.dateText,
    period,
    region,
    level: levelOf(issuers, region),
    recipients: readRecipients(clean, front),
    basisDocs: readBasis(clean, all),
    annexes: [],
    deadlines: [],
  };
  const end = period.end ? Number(period.end) : null;
  return {
    document,
    year: singleYear ? end : (issueYear ?? end ?? receivedYear),
    singleYear,
    ownBody: ownBodyOf(issuers, region),
    title,
  };
}

const toHalf = (text: string): string => text.replace(/（/gu, '(').replace(/）/gu, ')');
const same = (a: string, b: string): boolean =>
  toHalf(a).replace(/[“”]/gu, '') === toHalf(b).replace(/[“”]/gu, '');

/** The title inside 《》 of a cover line; titles may hold 《》 themselves. */
function innerTitle(cover: string): string | null {
  const open = cover.indexOf('《');
  const close = cover.lastIndexOf('》');
  if (open >= 0 && close > open) return cover.slice(open + 1, close);
  return null;
}

function inferTitle(front: readonly Paragraph[]): string | null {
  for (const { text } of front) {
    const match = /现就([^。]{6,80}?)(?:有关事项|事项)?(?:通知|提出|印发|明确)(?:如下|[^。]{0,12}如下)/u.exec(
      text,
    );
    if (match?.[1]) return `${match[1]}的通知`;
  }
  return null;
}

function readNumber(front: readonly Paragraph[]): string | null {
  for (const { text } of front.slice(0, 8)) {
    const match = DOC_NUMBER.exec(text);
    if (match?.[1] && (match[1].length === text.length || text.length - match[1].length <= 4))
      return match[1];
    const cell = /(?:文号|发文字号)[:|]+([\u4e00-\u9fff]{2,12}〔\d{4}〕\d{1,4}号)/u.exec(text);
    if (cell?.[1]) return cell[1];
    const tail = /\(([^()]*〔\d{4}〕\d+号)\)$/u.exec(text);
    if (tail?.[1] && isShort(text) && /通知|方案|计划|意见/u.test(text)) return tail[1];
  }
  return null;
}

function readSignature(clean: CleanText, all: readonly Paragraph[]) {
  for (const [i, paragraph] of all.entries()) {
    const date = dateOfLine(paragraph.text);
    if (!date) continue;
    const issuers: string[] = [];
    for (let j = i - 1; j >= 0 && i - j <= 12; j--) {
      const line = all[j];
      if (!line || line.row || line.text.length > 60 || /[。:;,]/u.test(line.text)) break;
      const names = splitIssuers(clean, line);
      if (names.length === 0) break;
      issuers.unshift(...names);
    }
    if (issuers.length > 0) return { date, dateText: quote(clean, paragraph.start, paragraph.end), issuers };
  }
  const dated = all.find((paragraph) => FULL_DATE.test(paragraph.text));
  return {
    date: dated ? dateOfLine(dated.text) : null,
    dateText: dated ? quote(clean, dated.start, dated.end) : null,
    issuers: [] as string[],
  };
}

/** Several issuers on one line are divided by spaces, or the place name begins anew. */
function splitIssuers(clean: CleanText, line: Paragraph): string[] {
  const [from = 0, to = 0] = [clean.at[line.start], (clean.at[line.end - 1] ?? 0) + 1];
  const words = clean.raw.slice(from, to).trim().split(/\s+/u);
  const names = words.every((word) => ISSUER_END.test(word)) ? words : [line.text];
  const out: string[] = [];
  for (const name of names) {
    const place = /^[\u4e00-\u9fff]{2,4}?[市区县]/u.exec(name)?.[0];
    let rest = name;
    while (place) {
      const next = rest.indexOf(place, place.length);
      if (next < 0 || !ISSUER_END.test(rest.slice(0, next))) break;
      out.push(rest.slice(0, next));
      rest = rest.slice(next);
    }
    out.push(rest);
  }
  return out.every((name) => ISSUER_END.test(name)) ? out : [];
}

const REGION =
  /^((?:[\u4e00-\u9fff]{2,3}省)?(?:[\u4e00-\u9fff]{2,3}市)?(?:[\u4e00-\u9fff]{2,4}?[区县](?!域|划))?)/u;

function readRegion(
  issuers: readonly string[],
  cover: string,
  title: string,
  all: readonly Paragraph[],
): string {
  for (const name of [
    ...issuers,
    cover.replace(/^关于(?:印发|转发)?《?/u, ''),
    title.replace(/^\d{4}年/u, ''),
  ]) {
    const found = REGION.exec(name)?.[1] ?? '';
    if (found === '' || !/[市区县]$/u.test(found)) continue;
    if (/市/u.test(found)) return found;
    const longer = new RegExp(`[\\u4e00-\\u9fff]{2}市(?=${found})`, 'u');
    for (const { text } of all) {
      const city = longer.exec(text)?.[0];
      if (city) return city + found;
    }
    return found;
  }
  return '';
}

function inferIssuers(title: string, region: string): string[] {
  const bureau = /^(?:\d{4}年)?([\u4e00-\u9fff]{2,20}?(?:局|委员会|管委会))/u.exec(title)?.[1];
  if (bureau) return [bureau];
  return region === '' ? [] : [`${region}人民政府`];
}

function readPeriod(title: string): PlanDocument['period'] {
  const range = /(20\d\d)年?[-—–~－至]+(20\d\d)年?/u.exec(title);
  if (range) return { start: range[1] ?? null, end: range[2] ?? null, text: range[0] };
  const single = /(20\d\d)年(?:度)?/u.exec(title);
  if (single) return { start: single[1] ?? null, end: single[1] ?? null, text: single[0] };
  const plan = /[“"]?([一二]?十[一二三四五六七八九]?五)[”"]?/u.exec(title);
  const years = plan ? fiveYearPlan(plan[1] ?? '') : null;
  if (plan && years) return { start: String(years[0]), end: String(years[1]), text: plan[0] };
  return { start: null, end: null, text: null };
}

function levelOf(issuers: readonly string[], region: string): PlanDocument['level'] {
  const name = issuers[0];
  if (name === undefined) return null;
  const government = /政府(?:办公室|办公厅)?$|[区市]委$/u.test(name);
  if (/[镇乡]人民政府|街道办事处/u.test(name)) return 'town';
  if (/[区县]/u.test(region)) return government || issuers.length > 1 ? 'district' : 'district-bureau';
  return government || issuers.length > 1 ? 'city' : 'city-bureau';
}

/** 某某区生态环境局 → 区生态环境局. */
function ownBodyOf(issuers: readonly string[], region: string): string | null {
  const name = issuers[0];
  if (name === undefined || issuers.length !== 1 || !/(?:局|委员会|委)$/u.test(name)) return null;
  const bare = name.replace(/^(?:[\u4e00-\u9fff]{2,3}市)?(?:[\u4e00-\u9fff]{2,4}?[区县])?/u, '');
  if (bare === '' || bare === name) return name;
  return `${/[区县]$/u.test(region) ? '区' : '市'}${bare}`;
}

function readRecipients(clean: CleanText, front: readonly Paragraph[]): string[] {
  for (const paragraph of front) {
    const at = paragraph.text.search(/各|局机关|有关/u);
    if (!/:$/u.test(paragraph.text) || at < 0) continue;
    // A page heading may stick to the first addressee (全部评论各区…); it ends where 各 begins.
    const text = quote(clean, paragraph.start, paragraph.end).replace(/[:：]$/u, '');
    return text
      .split(/[,，](?![^（(]*[)）])/u)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }
  return [];
}

function readBasis(clean: CleanText, all: readonly Paragraph[]): string[] {
  const found = new Set<string>();
  for (const paragraph of all) {
    for (const match of paragraph.text.matchAll(
      /(?:按照|根据|依据|贯彻(?:落实)?|落实|执行|遵照|、)(《[^《》]{0,80}(?:《[^》]{0,80}》[^》]{0,80})?》)/gu,
    )) {
      const name = match[1] ?? '';
      const start = paragraph.start + match.index + match[0].length - name.length;
      found.add(quote(clean, start, start + name.length));
    }
  }
  return [...found];
}
