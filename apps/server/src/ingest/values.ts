import { createHash } from 'node:crypto';
import { readDeviceTime, type Segment } from '@huanzhi/hj212';

/** The values of a packet. Few and flat, since thousands of packets wait for their commit. */
export interface PacketValues {
  /** Names of the fields, joined by commas, e.g. `w01018-Rtd,w21003-Rtd`. */
  layout: string;
  /** In the same order; NaN was sent without a number. */
  readings: number[];
  /** One mark a field, joined by commas; null when every mark is N. */
  marks: string | null;
}

const decimal = /^[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})$/;

/** A code, suffix or mark without separators: `LA`, `w01018`. */
const plainName = /^[\w.]{1,40}$/;

/** Suffixes whose values are texts; they stay in the raw packet only. */
const textSuffixes = new Set(['Flag', 'EFlag', 'Info', 'SN', 'SampleTime', 'CompleteTime']);

/** Names of fields by suffix and code: they come again in every packet. Emptied when full. */
const fieldNames = new Map<string, Map<string, string>>();
const fieldNamesLimit = 10_000;
let fieldNamesCount = 0;

/** Null when a name could not be told from the separators of a layout. */
function fieldName(code: string, suffix: string): string | null {
  const known = fieldNames.get(suffix)?.get(code);
  if (known !== undefined) return known;
  if (!plainName.test(code) || !plainName.test(suffix)) return null;
  if (fieldNamesCount >= fieldNamesLimit) {
    fieldNames.clear();
    fieldNamesCount = 0;
  }
  const name = `${code}-${suffix}`;
  const ofSuffix = fieldNames.get(suffix) ?? new Map<string, string>();
  fieldNames.set(suffix, ofSuffix.set(code, name));
  fieldNamesCount += 1;
  return name;
}

/**
 * The numbers of a packet in the order sent; marks beside them. An empty value or one that is no number is NaN:
 * it was sent without a value.
 */
export function valuesOf(segment: Segment): PacketValues {
  const fields: string[] = [];
  const readings: number[] = [];
  const marks: string[] = [];
  let allNormal = true;
  for (const { code, fields: said } of segment.factors) {
    const mark = said.Flag ?? '';
    for (const suffix in said) {
      if (textSuffixes.has(suffix)) continue;
      const name = fieldName(code, suffix);
      if (name === null) continue;
      const text = said[suffix] as string;
      fields.push(name);
      readings.push(decimal.test(text) ? Number(text) : Number.NaN);
      marks.push(mark === 'N' || plainName.test(mark) ? mark : '');
      if (mark !== 'N') allNormal = false;
    }
  }
  return {
    layout: fields.join(','),
    readings,
    marks: allNormal ? null : marks.join(','),
  };
}

/**
 * The instant that a packet is about: DataTime, else the time in QN, else null.
 * @returns ms since 1970 UTC
 */
export function timeOf(segment: Segment): number | null {
  if (segment.dataTime !== null) {
    const at = readDeviceTime(segment.dataTime);
    if (at !== null) return at;
  }
  return segment.header.qn === null ? null : readDeviceTime(segment.header.qn);
}

/**
 * What tells a packet from others of the same station, command and time: QN and PNO, or PNO alone without QN
 * (HJ 212-2017 §6.6: a packet sent again keeps both).
 * @returns text of a `bigint`; negative where it had to be hashed
 */
export function keyOf(segment: Segment): string {
  const { qn, pno } = segment.header;
  const part = pno ?? 0;
  if (qn === null || qn === '') return String(part);
  if (part <= 99 && /^20\d{15}$/.test(qn)) return qn + (part < 10 ? `0${part}` : part);
  const hash = createHash('sha256').update(`${qn} ${part}`).digest();
  return String(-(hash.readBigUInt64BE() >> 1n) - 1n);
}
