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

const latin = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8', { fatal: true });
const gb = new TextDecoder('gb18030');

/** ASCII stays; other bytes are UTF-8 (2017 §6.3), or GB18030 when they are no UTF-8. */
function decode(bytes: Uint8Array, repairs: Set<SegmentRepair>): string {
  for (let index = 0; index < bytes.length; index += 1) {
    if ((bytes[index] as number) < 0x80) continue;
    try {
      return utf8.decode(bytes);
    } catch {
      repairs.add('text-gb18030');
      return gb.decode(bytes);
    }
  }
  return latin.decode(bytes);
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

const headerNames = new Set(['QN', 'ST', 'CN', 'PW', 'MN', 'FLAG', 'PNUM', 'PNO', 'RF']);

function wholeNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
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
  for (const part of text.split(';')) {
    const cleaned = part.replace(/^[\s,]+|[\s,]+$/g, '');
    if (cleaned !== part) repairs.add('header-stray-characters');
    if (cleaned === '') continue;
    const equals = cleaned.indexOf('=');
    const name = equals < 0 ? cleaned : cleaned.slice(0, equals).trim();
    const value = equals < 0 ? '' : cleaned.slice(equals + 1).trim();
    const upper = name.toUpperCase();
    if (!headerNames.has(upper)) {
      extra.push([name, value]);
      continue;
    }
    if (name !== upper && name !== 'Flag') repairs.add('header-case');
    if (upper === 'FLAG') {
      if (name === 'FLAG') repairs.add('header-case');
      header.flag = wholeNumber(value);
    } else if (upper === 'PNUM') header.pnum = wholeNumber(value);
    else if (upper === 'PNO') header.pno = wholeNumber(value);
    else if (upper === 'RF') header.resent = value === '1';
    else header[upper.toLowerCase() as 'qn' | 'st' | 'cn' | 'pw' | 'mn'] = value;
  }
  return { header, extra };
}

interface Area {
  params: [string, string][];
  factors: FactorValue[];
}

const SEMICOLON = 0x3b;
const COMMA = 0x2c;
const SLASH = 0x2f;

/** Where the pair that begins at `start` ends: the next `;` or `,` outside a `//…//` text. */
function endOfPair(text: string, start: number): number {
  let inText = false;
  for (let index = start; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === SLASH && text.charCodeAt(index + 1) === SLASH) {
      inText = !inText;
      index += 1;
    } else if (!inText && (char === SEMICOLON || char === COMMA)) return index;
  }
  return text.length;
}

/** Trims without making a new string when there is nothing to trim. */
function trimmed(text: string, repairs: Set<SegmentRepair>): string {
  if (text === '' || (text.charCodeAt(0) > 0x20 && text.charCodeAt(text.length - 1) > 0x20)) return text;
  repairs.add('cp-spaces');
  return text.trim();
}

function suffixName(written: string, repairs: Set<SegmentRepair>): string {
  if (spelled.has(written)) return written;
  const known = suffixes.get(written.toLowerCase());
  repairs.add(known === undefined ? 'suffix-unknown' : 'suffix-case');
  return known ?? written;
}

function parseArea(text: string, repairs: Set<SegmentRepair>): Area {
  const params: [string, string][] = [];
  const factors: FactorValue[] = [];
  let byCode: Map<string, FactorValue> | null = null;
  let current: FactorValue | null = null;
  let afterComma = false;
  for (let start = 0; start < text.length; ) {
    const end = endOfPair(text, start);
    const before = afterComma;
    afterComma = text.charCodeAt(end) === COMMA;
    let equals = text.indexOf('=', start);
    if (equals < 0 || equals > end) equals = end;
    const key = trimmed(text.slice(start, equals), repairs);
    const value = equals === end ? '' : trimmed(text.slice(equals + 1, end), repairs);
    start = end + 1;
    if (key === '') continue;
    const dash = key.indexOf('-');
    if (dash <= 0) {
      if (key === 'Flag' && current !== null) {
        repairs.add('flag-without-code');
        current.fields.Flag = value;
      } else params.push([key, value]);
      continue;
    }
    const code = key.slice(0, dash);
    const name = suffixName(key.slice(dash + 1), repairs);
    let factor: FactorValue | undefined =
      current !== null && current.code === code ? current : byCode?.get(code);
    if (factor === undefined || Object.hasOwn(factor.fields, name)) {
      // A factor that says the same suffix twice: both stay, which one is right is not ours to say.
      if (factor !== undefined) repairs.add('factor-repeated');
      else if (before && current !== null) repairs.add('comma-between-factors');
      factor = { code, fields: {} };
      byCode ??= new Map();
      byCode.set(code, factor);
      factors.push(factor);
    }
    factor.fields[name] = value;
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
  const area = parseArea(text.slice(open + 5, close < open + 5 ? text.length : close), repairs);
  let dataTime: string | null = null;
  for (const [key, value] of area.params) {
    if (key !== 'DataTime') continue;
    if (/^\d{14}$/.test(value)) dataTime = value;
    else if (/^\d{17}$/.test(value)) {
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
    repairs: [...repairs],
  };
}
