import { crcHj212, crcModbus, matchingCrc } from '@huanzhi/hj212';

/** Where the check value of a piece stands and which ways of computing it would fit. */
export interface CheckAnalysis {
  /** As sent, four digits. */
  found: string;
  /** Offsets in the piece, from (included), to (not). */
  from: number;
  to: number;
  /** What HJ 212 gives over the data segment. */
  expected: string;
  /** The check that gives what was found, or null: the bytes were changed on the way, or it is made up. */
  fits: 'hj212' | 'modbus' | 'modbus-swapped' | null;
  modbus: string;
}

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

/**
 * Reads the check value of a quarantined piece. The data segment runs from behind `##` and its digits to the last
 * `&&`, whatever length is declared.
 * @returns null when the piece has no `&&` with hexadecimal digits behind it
 */
export function analyseCheck(raw: Uint8Array): CheckAnalysis | null {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('latin1');
  const head = /^##\d{0,6}/.exec(text)?.[0].length ?? 0;
  const declared = /^##(\d{4})/.exec(text)?.[1];
  const byLength = declared === undefined ? -1 : 6 + Number(declared);
  const start = byLength > 0 && /^[0-9a-f]{4}/i.test(text.slice(byLength)) ? 6 : head;
  const end = start === 6 && byLength + 4 <= text.length ? byLength : lastClosing(text, start);
  const found = end < 0 ? undefined : /^[0-9a-f]{4}/i.exec(text.slice(end))?.[0];
  if (found === undefined) return null;
  return {
    found,
    from: end,
    to: end + 4,
    expected: hex(crcHj212(raw, start, end)),
    fits: matchingCrc(Number.parseInt(found, 16), raw, start, end),
    modbus: hex(crcModbus(raw, start, end)),
  };
}

function lastClosing(text: string, start: number): number {
  const at = text.lastIndexOf('&&');
  // The opening `CP=&&` alone is no end.
  return at <= start || text.slice(at - 3, at) === 'CP=' ? -1 : at + 2;
}

/** What a piece of an unknown sender tells about itself, for the form that registers it. */
export interface SenderGuess {
  edition: '2005' | '2017' | '2025';
  crc: 'hj212' | 'modbus' | 'modbus-swapped' | 'off';
  st: string | null;
  /** Codes of its data, in order. */
  factors: string[];
  address: string;
}

/** Guesses the settings of an unknown sender from one piece of it. */
export function guessSender(raw: Uint8Array, peer: string): SenderGuess {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('latin1');
  const flag = Number(/(?:^|[;\d])Flag=(\d{1,3})/i.exec(text)?.[1] ?? 0);
  const version = flag >> 2;
  const area = text.slice(text.indexOf('CP=&&') + 5);
  const codes = [...area.matchAll(/(?:^|[;,])([A-Za-z0-9]{2,8})-[A-Za-z]+=/g)].map((match) => match[1] ?? '');
  return {
    edition: version === 0 ? '2005' : version === 1 ? '2017' : '2025',
    crc: analyseCheck(raw)?.fits ?? 'off',
    st: /(?:^|[;\d])ST=([^;&]{1,4})/.exec(text)?.[1] ?? null,
    factors: [...new Set(codes)].slice(0, 100),
    address: peer.slice(0, Math.max(0, peer.lastIndexOf(':'))),
  };
}
