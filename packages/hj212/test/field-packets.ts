import { expect } from 'vitest';
import {
  crcHj212,
  crcModbus,
  type Decoded,
  decodeAll,
  type FrameReaderOptions,
  type Repair,
} from '../src/index.ts';

/** Packets written by hand for the tests of what instruments really send: every part can be wrong by itself. */

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Four hexadecimal digits. */
export const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');
export const checkOf = (body: string): string => hex(crcHj212(bytes(body)));
export const modbusOf = (body: string): string => hex(crcModbus(bytes(body)));
export const swappedOf = (body: string): string => modbusOf(body).slice(2) + modbusOf(body).slice(0, 2);

/** Length with four digits. */
export const head = (body: string): string => `##${String(bytes(body).length).padStart(4, '0')}`;

/** A proper frame around a data segment. */
export const frame = (body: string): string => `${head(body)}${body}${checkOf(body)}\r\n`;

/** A data segment of 2017 with one value, and its frame. */
export const body =
  'QN=20260301120000123;ST=32;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20260301120000;w01018-Rtd=12.5,w01018-Flag=N&&';
export const good: string = frame(body);

/** The first of many segments of which `fits` is true; they differ in MN only. */
export function bodyWith(fits: (body: string) => boolean): string {
  for (let number = 0; number < 10_000; number += 1) {
    const candidate = `ST=32;CN=2011;MN=${number};CP=&&w01018-Rtd=1&&`;
    if (fits(candidate)) return candidate;
  }
  throw new Error('no such segment');
}

/** What becomes of each piece of a recording: its repairs, or the reason of its quarantine. */
export function outcomes(text: string, options?: FrameReaderOptions): (Repair[] | string)[] {
  return decodeAll(bytes(text), options).map((one) =>
    one.outcome === 'quarantined' ? one.reason : one.repairs,
  );
}

/** The one piece that a recording holds. */
export function read(text: string, options?: FrameReaderOptions): Decoded {
  const all = decodeAll(bytes(text), options);
  expect(all).toHaveLength(1);
  return all[0] as Decoded;
}

/** The one packet that a recording holds; fails when it is quarantined. */
export function readable(
  text: string,
  options?: FrameReaderOptions,
): Exclude<Decoded, { outcome: 'quarantined' }> {
  const decoded = read(text, options);
  if (decoded.outcome === 'quarantined') throw new Error(`${decoded.reason}: ${decoded.detail}`);
  return decoded;
}
