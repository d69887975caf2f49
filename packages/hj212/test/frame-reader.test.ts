import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crcHj212, crcModbus, decodeFrame, FrameReader, type FrameReaderOptions } from '../src/index.ts';
import { body, bytes, good } from './field-packets.ts';

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

describe('the stream', () => {
  const noise = fc.oneof(
    fc.constant(good),
    fc.constant(`${good.trimEnd()}\n`),
    fc.constant(good.slice(0, 80)),
    fc.constant('##'),
    fc.constant('#'),
    fc.constant('###'),
    fc.constant('##0004QN=1'),
    fc.constant('&&00'),
    fc.constant('\\r\\n'),
    fc.constant(`##0400${body}FFFF`),
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

  it('waits for the second half of a written line end after a check value that is too short', () => {
    const segment = 'ST=32;CN=2011;PW=1;MN=A;Flag=4;CP=&&DataTime=20260301120000;##01&&';
    const length = String(segment.length).padStart(4, '0');
    const stream = new TextEncoder().encode(`##${length}${segment}3\\r\\n`);
    const whole = inPieces(stream, [], { crc: 'off' });
    expect(whole).toMatchObject([{ outcome: 'repaired', repairs: ['crc-unchecked', 'crc-short'] }]);
    for (let cut = 1; cut < stream.length; cut += 1)
      expect(inPieces(stream, [cut], { crc: 'off' }), `cut at ${cut}`).toEqual(whole);
  });

  it('gives the same when cut at every single byte', () => {
    const stream = bytes(`xx#${good}${good.trimEnd()}\n##0100${body}1234\r\n##81#${good}`);
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
