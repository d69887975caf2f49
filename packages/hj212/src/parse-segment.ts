import {
  editionOf,
  type FactorValue,
  type Segment,
  type SegmentHeader,
  type SegmentRepair,
} from './segment.ts';

/** What a data segment says, or why it says nothing. */
export type ParsedSegment =
  | { ok: true; segment: Segment; repairs: SegmentRepair[] }
  | { ok: false; reason: 'no-cp' | 'no-command' | 'no-fields'; detail: string };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const gb = new TextDecoder('gb18030');

/** UTF-8 (2017 §6.3; ASCII is part of it), or GB18030 when the bytes are no UTF-8. */
function decode(bytes: Uint8Array, repairs: Set<SegmentRepair>): string {
  try {
    return utf8.decode(bytes);
  } catch {
    repairs.add('text-gb18030');
    return gb.decode(bytes);
  }
}

const suffixes = new Map(
  [
    'Rtd',
    'ZsRtd',
    'Min',
    'Avg',
    'Max',
    'ZsMin',
    'ZsAvg',
    'ZsMax',
    'Cou',
    'ZsCou',
    'Flag',
    'EFlag',
    'SampleTime',
    'Data',
    'DayData',
    'NightData',
    'Info',
    'SN',
    'RS',
    'RT',
    'Ala',
    'UpValue',
    'LowValue',
    'CompleteTime',
    'SampleType',
    'SampleRd',
    'StandardValue',
    'ResultType',
  ].map((name) => [name.toLowerCase(), name]),
);

const spelled = new Set(suffixes.values());

/** Names as the standard spells them, and in capitals. */
const headerNames = new Map(
  ['QN', 'ST', 'CN', 'PW', 'MN', 'Flag', 'PNUM', 'PNO', 'RF'].map((name) => [name, name.toUpperCase()]),
);
const headerCapitals = new Set(headerNames.values());

function wholeNumber(text: string): number | null {
  return text.length >= 1 && text.length <= 9 && isAllDigits(text) ? Number(text) : null;
}

function isAllDigits(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char < 0x30 || char > 0x39) return false;
  }
  return true;
}

function parseHeader(
  text: string,
  repairs: Set<SegmentRepair>,
): { header: SegmentHeader; extra: [string, string][] } {
  const header: SegmentHeader = {
    qn: null,
    st: null,
    cn: null,
    pw: null,
    mn: null,
    flag: null,
    pnum: null,
    pno: null,
    resent: false,
  };
  const extra: [string, string][] = [];
  for (let start = 0; start < text.length; ) {
    const semicolon = text.indexOf(';', start);
    const end = semicolon < 0 ? text.length : semicolon;
    let part = text.slice(start, end);
    start = end + 1;
    if (!isClean(part)) {
      const cleaned = part.replace(/^[\s,]+|[\s,]+$/g, '');
      if (cleaned !== part) repairs.add('header-stray-characters');
      part = cleaned;
    }
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals).trim();
    const value = equals < 0 ? '' : part.slice(equals + 1).trim();
    putHeaderField(header, extra, name, value, repairs);
  }
  return { header, extra };
}

/** False when white space or a comma may stand at either end. */
function isClean(text: string): boolean {
  if (text === '') return true;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first > 0x20 && first < 0x80 && first !== COMMA && last > 0x20 && last < 0x80 && last !== COMMA;
}

function putHeaderField(
  header: SegmentHeader,
  extra: [string, string][],
  name: string,
  value: string,
  repairs: Set<SegmentRepair>,
): void {
  let upper = headerNames.get(name);
  if (upper === undefined) {
    upper = name.toUpperCase();
    if (!headerCapitals.has(upper)) {
      extra.push([name, value]);
      return;
    }
    repairs.add('header-case');
  }
  switch (upper) {
    case 'FLAG':
      header.flag = wholeNumber(value);
      break;
    case 'PNUM':
      header.pnum = wholeNumber(value);
      break;
    case 'PNO':
      header.pno = wholeNumber(value);
      break;
    case 'RF':
      header.resent = value === '1';
      break;
    case 'QN':
      header.qn = value;
      break;
    case 'ST':
      header.st = value;
      break;
    case 'CN':
      header.cn = value;
      break;
    case 'PW':
      header.pw = value;
      break;
    default:
      header.mn = value;
  }
}

interface Area {
  params: [string, string][];
  factors: FactorValue[];
}

const SEMICOLON = 0x3b;
const COMMA = 0x2c;
const SLASH = 0x2f;
const EQUALS = 0x3d;

/** Trims without making a new string when there is nothing to trim. */
function trimmed(text: string, repairs: Set<SegmentRepair>): string {
  if (text === '' || (text.charCodeAt(0) > 0x20 && text.charCodeAt(text.length - 1) > 0x20)) return text;
  repairs.add('cp-spaces');
  return text.trim();
}

/** A key `<code>-<suffix>` taken apart; `suffix` is null for a key without a code. */
interface KeyName {
  code: string;
  suffix: string | null;
  repair: SegmentRepair | null;
}

/**
 * Keys come again in every packet of a station: taking them apart once, and handing out the same strings, is
 * most of what decoding would cost otherwise. Emptied when full, so a sender of ever new keys costs no memory.
 */
const keyNames = new Map<string, KeyName>();
const keyNamesLimit = 4096;

function keyName(key: string): KeyName {
  const known = keyNames.get(key);
  if (known !== undefined) return known;
  const name = takeApart(key);
  if (keyNames.size >= keyNamesLimit) keyNames.clear();
  if (key.length <= 64) keyNames.set(key, name);
  return name;
}

function takeApart(key: string): KeyName {
  const dash = key.indexOf('-');
  if (dash <= 0) return { code: key, suffix: null, repair: null };
  const code = key.slice(0, dash);
  const written = key.slice(dash + 1);
  if (spelled.has(written)) return { code, suffix: written, repair: null };
  const known = suffixes.get(written.toLowerCase());
  if (known !== undefined) return { code, suffix: known, repair: 'suffix-case' };
  return { code, suffix: written, repair: 'suffix-unknown' };
}

function parseArea(text: string, from: number, to: number, repairs: Set<SegmentRepair>): Area {
  const params: [string, string][] = [];
  const factors: FactorValue[] = [];
  let byCode: Map<string, FactorValue> | null = null;
  let current: FactorValue | null = null;
  let afterComma = false;
  for (let start = from; start < to; ) {
    // One pass to the next `;` or `,` outside a `//…//` text; the first `=` on the way ends the key.
    let equals = -1;
    let inText = false;
    let end = start;
    let char = 0;
    for (; end < to; end += 1) {
      char = text.charCodeAt(end);
      if (char === SLASH) {
        if (end + 1 < to && text.charCodeAt(end + 1) === SLASH) {
          inText = !inText;
          end += 1;
        }
      } else if (char === EQUALS) {
        if (equals < 0) equals = end;
      } else if (!inText && (char === SEMICOLON || char === COMMA)) break;
    }
    if (end > to) end = to;
    const before = afterComma;
    afterComma = end < to && char === COMMA;
    if (equals < 0) equals = end;
    const key = trimmed(text.slice(start, equals), repairs);
    const value = equals === end ? '' : trimmed(text.slice(equals + 1, end), repairs);
    start = end + 1;
    if (key === '') continue;
    const { code, suffix, repair } = keyName(key);
    if (suffix === null) {
      if (key === 'Flag' && current !== null) {
        repairs.add('flag-without-code');
        current.fields.Flag = value;
      } else params.push([key, value]);
      continue;
    }
    if (repair !== null) repairs.add(repair);
    let factor: FactorValue | undefined =
      current !== null && current.code === code ? current : byCode?.get(code);
    if (factor === undefined || Object.hasOwn(factor.fields, suffix)) {
      // A factor that says the same suffix twice: both stay, which one is right is not ours to say.
      if (factor !== undefined) repairs.add('factor-repeated');
      else if (before && current !== null) repairs.add('comma-between-factors');
      factor = { code, fields: {} };
      byCode ??= new Map();
      byCode.set(code, factor);
      factors.push(factor);
    }
    factor.fields[suffix] = value;
    current = factor;
  }
  return { params, factors };
}

/**
 * Reads a data segment (HJ 212-2017 §6.3; 2005 and 2025 alike). Fields may come in any order; unknown ones are
 * kept. Never throws.
 * @param bytes from the first header field to the closing `&&`
 */
export function parseSegment(bytes: Uint8Array): ParsedSegment {
  const repairs = new Set<SegmentRepair>();
  const text = decode(bytes, repairs);
  const open = text.indexOf('CP=&&');
  if (open < 0) return { ok: false, reason: 'no-cp', detail: 'no data area: expected CP=&&…&&' };
  const { header, extra } = parseHeader(text.slice(0, open), repairs);
  if (header.cn === null) {
    const empty = header.st === null && header.mn === null && header.qn === null;
    return empty
      ? { ok: false, reason: 'no-fields', detail: 'no header field before CP' }
      : { ok: false, reason: 'no-command', detail: 'no CN (command number) in the header' };
  }
  const close = text.lastIndexOf('&&');
  if (close < open + 5) repairs.add('cp-unclosed');
  const area = parseArea(text, open + 5, close < open + 5 ? text.length : close, repairs);
  let dataTime: string | null = null;
  for (const [key, value] of area.params) {
    if (key !== 'DataTime') continue;
    if (value.length === 14 && isAllDigits(value)) dataTime = value;
    else if (value.length === 17 && isAllDigits(value)) {
      repairs.add('data-time-milliseconds');
      dataTime = value.slice(0, 14);
    }
    break;
  }
  return {
    ok: true,
    segment: {
      header,
      edition: editionOf(header.flag),
      wantsAnswer: ((header.flag ?? 0) & 1) === 1,
      ...area,
      dataTime,
      extra,
    },
    repairs: repairs.size === 0 ? [] : [...repairs],
  };
}
