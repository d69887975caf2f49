import { type CrcMode, crcFor } from './crc.ts';
import type { FactorValue, Segment } from './segment.ts';

const encoder = new TextEncoder();

/** What `encodeSegment` writes; header fields that are left out are not written. */
export interface SegmentInput {
  qn?: string;
  st?: string;
  cn: string;
  pw?: string;
  mn?: string;
  flag?: number;
  pnum?: number;
  pno?: number;
  resent?: boolean;
  params?: [key: string, value: string][];
  factors?: FactorValue[];
}

/**
 * Writes a data segment in the order of HJ 212-2017 §6.3.2.
 * @returns UTF-8 bytes, closing `&&` included
 */
export function encodeSegment(input: SegmentInput): Uint8Array {
  const head: string[] = [];
  const put = (name: string, value: string | number | undefined) => {
    if (value !== undefined) head.push(`${name}=${value}`);
  };
  put('QN', input.qn);
  put('ST', input.st);
  put('CN', input.cn);
  put('PW', input.pw);
  put('MN', input.mn);
  put('Flag', input.flag);
  put('PNUM', input.pnum);
  put('PNO', input.pno);
  if (input.resent) head.push('RF=1');
  const area = [
    ...(input.params ?? []).map(([key, value]) => `${key}=${value}`),
    ...(input.factors ?? []).map((factor) =>
      Object.entries(factor.fields)
        .map(([suffix, value]) => `${factor.code}-${suffix}=${value}`)
        .join(','),
    ),
  ].join(';');
  return encoder.encode(`${head.join(';')};CP=&&${area}&&`);
}

/**
 * Wraps a data segment: `##`, length in bytes, segment, check value, CR LF.
 * @throws RangeError when the segment is longer than 9999 bytes (four digits)
 */
export function encodeFrame(segment: Uint8Array, crc: CrcMode = 'hj212'): Uint8Array {
  if (segment.length > 9999)
    throw new RangeError(`a segment has at most 9999 bytes, this one ${segment.length}`);
  const frame = new Uint8Array(segment.length + 12);
  frame.set(encoder.encode(`##${String(segment.length).padStart(4, '0')}`));
  frame.set(segment, 6);
  const check = crcFor(crc, segment).toString(16).toUpperCase().padStart(4, '0');
  frame.set(encoder.encode(`${check}\r\n`), 6 + segment.length);
  return frame;
}

/**
 * Cuts factors over several segments of at most `limit` bytes, each with its own `DataTime`, whole factors and
 * `PNUM`/`PNO`, the split bit set and `QN` counting up its milliseconds (HJ 212-2017 §6.3.2, Appendix C.9).
 * A single factor longer than the limit stays alone in its packet.
 */
export function splitSegment(input: SegmentInput, limit = 1024): SegmentInput[] {
  const factors = input.factors ?? [];
  if (encodeSegment(input).length <= limit || factors.length < 2) return [input];
  const shared = (input.params ?? []).filter(([key]) => key === 'DataTime');
  const part = (some: FactorValue[], number: number, total: number): SegmentInput => ({
    ...input,
    ...(input.qn === undefined ? {} : { qn: nextQn(input.qn, number - 1) }),
    flag: (input.flag ?? 0) | 2,
    pnum: total,
    pno: number,
    params: number === 1 ? (input.params ?? []) : shared,
    factors: some,
  });
  const groups: FactorValue[][] = [[]];
  for (const factor of factors) {
    const group = groups[groups.length - 1] as FactorValue[];
    if (group.length > 0 && encodeSegment(part([...group, factor], 9999, 9999)).length > limit)
      groups.push([factor]);
    else group.push(factor);
  }
  return groups.map((group, index) => part(group, index + 1, groups.length));
}

function nextQn(qn: string, add: number): string {
  if (add === 0 || !/^\d{17}$/.test(qn)) return qn;
  return String(BigInt(qn) + BigInt(add));
}

/**
 * The answer to an upload: 9014 for data, 9013 for a notification (HJ 212-2017 §6.6, Appendix C). Repeats QN, PW
 * and MN; ST is 91; the version bits stay, both low bits are 0. The 2005 form says in the data area what it
 * answers.
 */
export function answerTo(segment: Segment, cn: '9013' | '9014'): SegmentInput {
  const { header } = segment;
  if (segment.edition === '2005') {
    const params: [string, string][] = [];
    if (header.qn !== null) params.push(['QN', header.qn]);
    if (header.cn !== null) params.push(['CN', header.cn]);
    if (header.pno !== null) params.push(['PNO', String(header.pno)]);
    if (header.pnum !== null) params.push(['PNUM', String(header.pnum)]);
    return { st: '91', cn, ...copied(header.pw, 'pw'), ...copied(header.mn, 'mn'), flag: 0, params };
  }
  return {
    ...copied(header.qn, 'qn'),
    st: '91',
    cn,
    ...copied(header.pw, 'pw'),
    ...copied(header.mn, 'mn'),
    flag: (header.flag ?? 0) & 0xfc,
  };
}

/**
 * The whole frame of {@link answerTo}, written in one go: a gateway writes one for every packet.
 * @throws RangeError as {@link encodeFrame}
 */
export function encodeAnswer(segment: Segment, cn: '9013' | '9014', crc: CrcMode = 'hj212'): Uint8Array {
  const { qn, pw, mn, flag } = segment.header;
  if (segment.edition === '2005' || qn === null || pw === null || mn === null)
    return encodeFrame(encodeSegment(answerTo(segment, cn)), crc);
  const text = `QN=${qn};ST=91;CN=${cn};PW=${pw};MN=${mn};Flag=${(flag ?? 0) & 0xfc};CP=&&&&`;
  const { length } = text;
  const frame = new Uint8Array(length + 12);
  for (let index = 0; index < length; index += 1) {
    const char = text.charCodeAt(index);
    if (char >= 0x80) return encodeFrame(encodeSegment(answerTo(segment, cn)), crc);
    frame[index + 6] = char;
  }
  if (length > 9999) throw new RangeError(`a segment has at most 9999 bytes, this one ${length}`);
  frame[0] = 0x23;
  frame[1] = 0x23;
  for (let index = 5, rest = length; index >= 2; index -= 1, rest = Math.trunc(rest / 10)) {
    frame[index] = 0x30 + (rest % 10);
  }
  const check = crcFor(crc, frame, 6, 6 + length);
  for (let index = 0; index < 4; index += 1) {
    const digit = (check >> (12 - 4 * index)) & 0xf;
    frame[6 + length + index] = digit + (digit < 10 ? 0x30 : 0x37);
  }
  frame[length + 10] = 0x0d;
  frame[length + 11] = 0x0a;
  return frame;
}

function copied(value: string | null, key: 'qn' | 'pw' | 'mn'): Partial<Record<'qn' | 'pw' | 'mn', string>> {
  return value === null ? {} : { [key]: value };
}

/**
 * Puts split packets together by device, command and data time; a packet is also useful alone, so nothing waits.
 * Factors keep the order of the packet numbers.
 */
export function mergeSegments(parts: Segment[]): Segment[] {
  const groups = new Map<string, Segment[]>();
  for (const part of parts) {
    const key = `${part.header.mn}\u0000${part.header.cn}\u0000${part.dataTime}`;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups.values()].map((group) => {
    const ordered = [...group].sort((a, b) => (a.header.pno ?? 0) - (b.header.pno ?? 0));
    const first = ordered[0] as Segment;
    if (ordered.length === 1) return first;
    return { ...first, factors: ordered.flatMap((part) => part.factors) };
  });
}
