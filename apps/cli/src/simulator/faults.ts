import { crcFor, encodeFrame, encodeSegment, type SegmentInput } from '@huanzhi/hj212';

/** What a fault is made from: the packet as it should be. */
type Fault = (packet: SegmentInput, random: () => number) => Uint8Array;

const text = (packet: SegmentInput): string => Buffer.from(encodeSegment(packet)).toString('latin1');
const bytes = (latin: string): Uint8Array => Buffer.from(latin, 'latin1');
const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

function whole(
  segment: string,
  crc: string,
  length: string | number = segment.length,
  tail = '\r\n',
): Uint8Array {
  return bytes(`##${String(length).padStart(4, '0')}${segment}${crc}${tail}`);
}

const good = (packet: SegmentInput): string => hex(crcFor('hj212', encodeSegment(packet)));
/** The frame of a segment whose text was changed before length and check value were made. */
const changed = (segment: string): Uint8Array => encodeFrame(bytes(segment));

/** Faults that instruments of the field have (the package's list of malformations), by name. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'crc-modbus': (packet) => whole(text(packet), hex(crcFor('modbus', encodeSegment(packet)))),
  'crc-modbus-swapped': (packet) => whole(text(packet), hex(crcFor('modbus-swapped', encodeSegment(packet)))),
  'crc-lower-case': (packet) => whole(text(packet), good(packet).toLowerCase()),
  'crc-placeholder': (packet) => whole(text(packet), 'B381'),
  'crc-not-hex': (packet) => whole(text(packet), '?A'),
  'no-line-end': (packet) => whole(text(packet), good(packet), undefined, ''),
  'line-feed-only': (packet) => whole(text(packet), good(packet), undefined, '\n'),
  'line-end-as-text': (packet) => whole(text(packet), good(packet), undefined, '\\r\\n'),
  'length-digits': (packet) => bytes(`##${text(packet).length}${text(packet)}${good(packet)}\r\n`),
  'length-wrong': (packet) => whole(text(packet), good(packet), '0400'),
  half: (packet, random) => {
    const frame = encodeFrame(encodeSegment(packet));
    return frame.subarray(0, 10 + Math.floor(random() * (frame.length - 20)));
  },
  garbage: (packet) => Buffer.concat([bytes('GET / HTTP/1.1\r\n\r\n'), encodeFrame(encodeSegment(packet))]),
  'no-head': (packet) => encodeFrame(encodeSegment(packet)).subarray(2),
  'cp-unclosed': (packet) => changed(text(packet).slice(0, -2)),
  'no-qn': ({ qn: _, ...packet }) => encodeFrame(encodeSegment(packet)),
  'qn-unix-time': (packet, random) =>
    encodeFrame(encodeSegment({ ...packet, qn: String(1_700_000_000_000 + Math.floor(random() * 1e9)) })),
  'data-time-milliseconds': (packet) => changed(text(packet).replace(/(DataTime=\d{14})/, '$1000')),
  'split-bit-without-numbers': (packet) =>
    encodeFrame(encodeSegment({ ...packet, flag: (packet.flag ?? 0) | 2 })),
  'suffix-case': (packet) => changed(text(packet).replaceAll('-Flag=', '-flag=')),
  'comma-between-factors': (packet) => changed(text(packet).replace(/;(?=[^;]*-(Rtd|Avg)=)/g, ',')),
  'header-stray': (packet) =>
    changed(text(packet).replace('PW=123456;', 'PW=123456;,').replace('Flag=', 'FLAG=')),
  duplicate: (packet) => {
    const frame = encodeFrame(encodeSegment(packet));
    return Buffer.concat([frame, frame]);
  },
};
