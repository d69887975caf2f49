import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crcHj212,
  crcModbus,
  decodeAll,
  decodeFrame,
  encodeFrame,
  encodeSegment,
  FrameReader,
  type FrameReaderOptions,
} from '../src/index.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

const segment = (value = '12.5') =>
  encodeSegment({
    qn: '20260301120000123',
    st: '32',
    cn: '2011',
    pw: '123456',
    mn: '010000A8900016F000169DC0',
    flag: 5,
    params: [['DataTime', '20260301120000']],
    factors: [{ code: 'w01018', fields: { Rtd: value, Flag: 'N' } }],
  });
const text = (frame: Uint8Array) => String.fromCharCode(...frame);
const good = text(encodeFrame(segment()));
const outcomes = (input: string, options?: FrameReaderOptions) =>
  decodeAll(bytes(input), options).map(
    (one) => [one.outcome, one.outcome === 'quarantined' ? one.reason : one.repairs] as const,
  );

/** Feeds the stream cut at these places. */
function inPieces(stream: Uint8Array, cuts: number[], options?: FrameReaderOptions) {
  const reader = new FrameReader(options);
  const places = [0, ...[...cuts].sort((a, b) => a - b), stream.length];
  const frames = places.slice(1).flatMap((end, index) => reader.push(stream.slice(places[index], end)));
  return [...frames, ...reader.end()].map(decodeFrame);
}

describe('check value', () => {
  it.each([
    [
      'QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&',
      0x1c80,
      0x0759,
    ],
    [
      'QN=20240601085857223;ST=32;CN=1011;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&&&',
      0x2200,
      0xccf4,
    ],
    ['123456789', 0x2f80, 0x4b37],
  ])('of %s', (input, hj212, modbus) => {
    expect(crcHj212(bytes(input))).toBe(hj212);
    expect(crcModbus(bytes(input))).toBe(modbus);
  });
});

describe('malformations seen in the field', () => {
  const body = text(segment());
  const check = good.slice(-6, -2);
  const modbus = crcModbus(segment()).toString(16).toUpperCase().padStart(4, '0');
  const swapped = modbus.slice(2) + modbus.slice(0, 2);
  const head = `##${String(body.length).padStart(4, '0')}`;

  it.each<[string, string, FrameReaderOptions | undefined, readonly (readonly [string, unknown])[]]>([
    ['a proper frame', good, undefined, [['accepted', []]]],
    [
      'Modbus check value, station says HJ 212',
      `${head}${body}${modbus}\r\n`,
      undefined,
      [['quarantined', 'crc-mismatch']],
    ],
    [
      'Modbus check value, station says Modbus',
      `${head}${body}${modbus}\r\n`,
      { crc: 'modbus' },
      [['repaired', ['crc-modbus']]],
    ],
    [
      'Modbus check value, receiver does not know the station yet',
      `${head}${body}${modbus}\r\n`,
      { crc: 'any' },
      [['repaired', ['crc-modbus']]],
    ],
    [
      'Modbus swapped',
      `${head}${body}${swapped}\r\n`,
      { crc: 'modbus-swapped' },
      [['repaired', ['crc-modbus-swapped']]],
    ],
    [
      'check value in lower case',
      `${head}${body}${check.toLowerCase()}\r\n`,
      undefined,
      /[a-f]/i.test(check) ? [['repaired', ['crc-lower-case']]] : [['accepted', []]],
    ],
    ['placeholder check value', `${head}${body}B381\r\n`, undefined, [['quarantined', 'crc-mismatch']]],
    [
      'placeholder, checks switched off',
      `${head}${body}B381\r\n`,
      { crc: 'off' },
      [['repaired', ['crc-unchecked']]],
    ],
    ['check value that is not hex', `${head}${body}?A\r\n`, undefined, [['quarantined', 'crc-not-hex']]],
    ['no line end', good.trimEnd(), undefined, [['accepted', []]]],
    ['LF only', `${good.trimEnd()}\n`, undefined, [['accepted', []]]],
    ['CR only and spaces', `${good.trimEnd()}\r  `, undefined, [['accepted', []]]],
    [
      'backslash r backslash n as text',
      `${good.trimEnd()}\\r\\n${good}`,
      undefined,
      [
        ['accepted', []],
        ['accepted', []],
      ],
    ],
    [
      'length with 3 digits',
      `##${body.length}${body}${check}\r\n`,
      undefined,
      [['repaired', ['length-digits']]],
    ],
    [
      'length with 6 digits',
      `##000${body.length}${body}${check}\r\n`,
      undefined,
      [['repaired', ['length-digits']]],
    ],
    ['length too short', `##0100${body}${check}\r\n`, undefined, [['repaired', ['length-wrong']]]],
    [
      'length too long, next frame follows',
      `##0400${body}${check}\r\n${good}${good}${good}`,
      undefined,
      [
        ['repaired', ['length-wrong']],
        ['accepted', []],
        ['accepted', []],
        ['accepted', []],
      ],
    ],
    [
      'three frames in one read',
      good + good + good,
      undefined,
      [
        ['accepted', []],
        ['accepted', []],
        ['accepted', []],
      ],
    ],
    [
      'garbage before the frame',
      `GET / HTTP/1.1\r\n${good}`,
      undefined,
      [
        ['quarantined', 'garbage'],
        ['accepted', []],
      ],
    ],
    [
      'no ##',
      `0100${body}${check}\r\n${good}`,
      undefined,
      [
        ['quarantined', 'no-head'],
        ['accepted', []],
      ],
    ],
    [
      'half a frame, then a whole one',
      good.slice(0, 60) + good,
      undefined,
      [
        ['quarantined', 'incomplete'],
        ['accepted', []],
      ],
    ],
  ])('%s', (_name, input, options, expected) => {
    expect(outcomes(input, options)).toEqual(expected);
  });

  it('keeps the next frame when ## stands inside the data', () => {
    const log = encodeSegment({
      st: '31',
      cn: '3020',
      mn: 'A',
      flag: 4,
      params: [
        ['DataTime', '20260301120000'],
        ['i11001-Info', '//##0012 x, y; z\u0001//'],
      ],
    });
    const decoded = decodeAll(bytes(text(encodeFrame(log)) + good));
    expect(decoded.map((one) => one.outcome)).toEqual(['accepted', 'accepted']);
    const first = decoded[0];
    expect(first?.outcome === 'accepted' && first.segment.factors[0]?.fields.Info).toBe(
      '//##0012 x, y; z\u0001//',
    );
  });

  it('accepts data longer than 1024 bytes and refuses what exceeds the limit', () => {
    const long = encodeSegment({
      st: '32',
      cn: '2011',
      mn: 'A',
      flag: 4,
      params: [['Text', 'x'.repeat(3000)]],
    });
    expect(decodeAll(encodeFrame(long))[0]?.outcome).toBe('accepted');
    expect(decodeAll(encodeFrame(long), { maxSegment: 1024 })[0]?.outcome).toBe('quarantined');
  });

  it('never keeps more than one frame waiting', () => {
    const reader = new FrameReader();
    for (let round = 0; round < 400; round += 1) reader.push(bytes('##9999QN=1;garbage without an end '));
    expect(reader.pending).toBeLessThanOrEqual(9999 + 12 + 34);
  });
});

describe('the stream', () => {
  const noise = fc.oneof(
    fc.constant(good),
    fc.constant(`${good.trimEnd()}\n`),
    fc.constant(good.slice(0, 80)),
    fc.constant('##'),
    fc.constant('##0004QN=1'),
    fc.constant('&&00'),
    fc.constant('\\r\\n'),
    fc.constant(`##0400${text(segment())}FFFF`),
    fc.string({ maxLength: 30 }),
  );

  it('gives the same however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(noise, { maxLength: 8 }),
        fc.array(fc.nat(2000), { maxLength: 12 }),
        (parts, cuts) => {
          const stream = bytes(parts.join(''));
          const whole = inPieces(stream, []);
          expect(
            inPieces(
              stream,
              cuts.filter((cut) => cut < stream.length),
            ),
          ).toEqual(whole);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('gives the same when cut at every single byte', () => {
    const stream = bytes(`xx${good}${good.trimEnd()}\n##0100${text(segment())}1234\r\n##81${good}`);
    const whole = inPieces(stream, []);
    expect(inPieces(stream, [...stream.keys()])).toEqual(whole);
    for (let cut = 1; cut < stream.length; cut += 1) expect(inPieces(stream, [cut])).toEqual(whole);
  });

  it('survives any bytes and loses none but separators', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), (chunks) => {
        const reader = new FrameReader();
        const frames = [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()];
        const kept = frames.reduce(
          (sum, frame) =>
            sum +
            frame.bytes.filter((byte) => byte > 0x20 && byte !== 0x5c && byte !== 0x72 && byte !== 0x6e)
              .length,
          0,
        );
        const sent = chunks.reduce(
          (sum, chunk) =>
            sum +
            chunk.filter((byte) => byte > 0x20 && byte !== 0x5c && byte !== 0x72 && byte !== 0x6e).length,
          0,
        );
        expect(kept).toBe(sent);
        expect(reader.pending).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});
