import { createHash } from 'node:crypto';
import { readDeviceTime, type Segment } from '@huanzhi/hj212';

/** The values of a packet: what is told apart by layout, and what is not. */
export interface PacketValues {
  fields: string[];
  readings: (string | null)[];
  marks: string | null;
}

const decimal = /^[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})$/;

/** `LA` or `w01018` – anything else could not be told from the separators of a layout. */
const plainName = /^[\w.]{1,40}$/;

/**
 * The numbers of a packet in the order sent; marks beside them. Texts (`SampleTime`, `Info`) stay in the raw
 * packet only. An empty value or one that is no number is null: it was sent without a value.
 */
export function valuesOf(segment: Segment): PacketValues {
  const fields: string[] = [];
  const readings: (string | null)[] = [];
  const marks: string[] = [];
  let allNormal = true;
  for (const { code, fields: said } of segment.factors) {
    if (!plainName.test(code)) continue;
    const mark = said.Flag ?? '';
    for (const suffix in said) {
      if (suffix === 'Flag' || suffix === 'Info' || suffix === 'SN' || suffix === 'EFlag') continue;
      if (suffix === 'SampleTime' || suffix === 'CompleteTime' || !plainName.test(suffix)) continue;
      const text = said[suffix] as string;
      fields.push(`${code}-${suffix}`);
      readings.push(decimal.test(text) ? text : null);
      marks.push(plainName.test(mark) ? mark : '');
      if (mark !== 'N') allNormal = false;
    }
  }
  return { fields, readings, marks: allNormal ? null : marks.join(',') };
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
