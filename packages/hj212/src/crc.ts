/**
 * How the four hex digits at the end of a frame were made. `any`: one of the three, said in the repairs (for a
 * receiver that learns only from the frame whose it is); `off` accepts any digits.
 */
export type CrcMode = 'hj212' | 'modbus' | 'modbus-swapped' | 'any' | 'off';

const table = new Uint16Array(256);
for (let index = 0; index < 256; index += 1) {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >> 1) ^ 0xa001 : value >> 1;
  table[index] = value;
}

// Only the high byte of the value goes on to the next byte, and the table is linear over XOR. So four bytes can be
// taken at once: `stepN` is what a byte has become N steps later.
const step1 = Uint8Array.from(table, (value) => value >> 8);
const step2 = step1.map((value) => step1[value] as number);
const step3 = step2.map((value) => step1[value] as number);
const step4 = step3.map((value) => step1[value] as number);

/**
 * The check value of HJ 212 (all editions, Appendix A): the old low byte is thrown away before each byte,
 * so it is not Modbus although polynomial and start value are the same.
 * @param bytes the buffer; `start` inclusive, `end` exclusive
 * @returns 0 … 65535
 */
export function crcHj212(bytes: Uint8Array, start = 0, end = bytes.length): number {
  if (start >= end) return 0xffff;
  let high = 0xff;
  let index = start;
  for (; index + 4 < end; index += 4) {
    high =
      (step4[high ^ (bytes[index] as number)] as number) ^
      (step3[bytes[index + 1] as number] as number) ^
      (step2[bytes[index + 2] as number] as number) ^
      (step1[bytes[index + 3] as number] as number);
  }
  for (; index + 1 < end; index += 1) high = step1[high ^ (bytes[index] as number)] as number;
  return table[high ^ (bytes[index] as number)] as number;
}

/** CRC-16/MODBUS, which some instruments send by mistake. Same arguments as {@link crcHj212}. */
export function crcModbus(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let crc = 0xffff;
  for (let index = start; index < end; index += 1) {
    crc = (crc >> 8) ^ (table[(crc ^ (bytes[index] as number)) & 0xff] as number);
  }
  return crc;
}

/**
 * Whether `found` is the check value of HJ 212 over these bytes. Its low byte has only eight values, so most others are
 * told without reading them.
 */
export function fitsHj212(found: number, bytes: Uint8Array, start: number, end: number): boolean {
  return ((found & 0x3e) === 0 || start >= end) && crcHj212(bytes, start, end) === found;
}

/** Which mode gives `found` over these bytes: the configured one first, then the others; null when none does. */
export function matchingCrc(
  found: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): Exclude<CrcMode, 'any' | 'off'> | null {
  if (fitsHj212(found, bytes, start, end)) return 'hj212';
  const modbus = crcModbus(bytes, start, end);
  if (modbus === found) return 'modbus';
  return ((modbus >> 8) | ((modbus & 0xff) << 8)) === found ? 'modbus-swapped' : null;
}

/** The check value that a sender of this mode writes. `any` and `off` write the standard's. */
export function crcFor(mode: CrcMode, bytes: Uint8Array, start = 0, end = bytes.length): number {
  if (mode !== 'modbus' && mode !== 'modbus-swapped') return crcHj212(bytes, start, end);
  const modbus = crcModbus(bytes, start, end);
  return mode === 'modbus' ? modbus : (modbus >> 8) | ((modbus & 0xff) << 8);
}
