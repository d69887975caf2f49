import { expect, it } from 'vitest';
import { type CrcMode, decodeFrame, encodeFrame, encodeSegment, FrameReader } from '../src/index.ts';

/** Streams made from a seed, for so many seconds: `HUANZHI_FUZZ_SECONDS=600` for the long run. */
const seconds = Number(process.env.HUANZHI_FUZZ_SECONDS ?? 5);
const modes: readonly CrcMode[] = ['hj212', 'modbus', 'modbus-swapped', 'any', 'off'];
const scraps = [
  '#',
  '##',
  '###',
  '&&',
  'CP=&&',
  '##0100',
  '##9999',
  ';MN=',
  '\r\n',
  '\\r\\n',
  '\u0000',
  '=',
  ',',
  '//',
];

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function stream(random: (below: number) => number): Uint8Array {
  const pieces = Array.from({ length: 1 + random(6) }, () => {
    const what = random(5);
    if (what === 0) return Uint8Array.from({ length: random(80) }, () => random(256));
    if (what === 1) return new TextEncoder().encode(scraps[random(scraps.length)]);
    const frame = encodeFrame(
      encodeSegment({
        qn: '20260301120000123',
        st: '32',
        cn: '2011',
        pw: '123456',
        mn: `A${random(9)}`,
        flag: random(12),
        params: [['DataTime', '20260301120000']],
        factors: [{ code: 'w01018', fields: { Rtd: String(random(1_000)), Flag: 'N' } }],
      }),
      modes[random(modes.length)] ?? 'hj212',
    );
    if (what === 2) return frame.slice(0, random(frame.length));
    if (what === 3) frame[random(frame.length)] = random(256);
    return frame;
  });
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

it(`any stream is read to its end, and cut at any byte it gives the same (${seconds} s)`, {
  timeout: (seconds + 60) * 1_000,
}, () => {
  const end = performance.now() + seconds * 1_000;
  let seed = 0;
  do {
    seed += 1;
    const random = randomFrom(seed);
    const bytes = stream(random);
    const options = {
      crc: modes[random(modes.length)] ?? 'hj212',
      maxSegment: [300, 9999][random(2)] ?? 9999,
    };
    const read = (cut: number) => {
      const reader = new FrameReader(options);
      const frames = [...reader.push(bytes.slice(0, cut)), ...reader.push(bytes.slice(cut))];
      expect(reader.pending).toBeLessThanOrEqual(options.maxSegment + 12);
      return JSON.stringify(
        [...frames, ...reader.end()].map(decodeFrame).map((one) => ({ ...one, raw: [...one.raw] })),
      );
    };
    const whole = read(bytes.length);
    for (let cuts = 0; cuts < 8; cuts += 1) {
      expect(read(random(bytes.length + 1)), `seed ${seed}`).toBe(whole);
    }
  } while (performance.now() < end);
  console.log(`${seed} streams, each read whole and cut eight times`);
  expect(seed).toBeGreaterThan(10);
});
