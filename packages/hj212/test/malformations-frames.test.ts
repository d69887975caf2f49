import { describe, expect, it } from 'vitest';
import { FrameReader, type FrameReaderOptions } from '../src/index.ts';
import {
  body,
  bodyWith,
  bytes,
  checkOf,
  frame,
  good,
  head,
  modbusOf,
  outcomes,
  read,
  readable,
  swappedOf,
} from './field-packets.ts';

/**
 * What goes wrong around a data segment in the field. The numbers are those of the list of malformations that the
 * gateway must survive; those within a segment (16 to 32) are in `malformations-segments.test.ts`.
 */

const next = ['accepted'];
const kinds = (text: string, options?: FrameReaderOptions) =>
  outcomes(text, options).map((one) => (Array.isArray(one) && one.length === 0 ? 'accepted' : one));

describe.each([
  ['1 Modbus check value', 'modbus', modbusOf(body)],
  ['2 Modbus check value with its bytes swapped', 'modbus-swapped', swappedOf(body)],
] as const)('%s', (_name, mode, check) => {
  const text = `${head(body)}${body}${check}\r\n`;

  it('is refused where HJ 212 is expected, and the reason names the mode that would fit', () => {
    expect(read(text)).toMatchObject({
      outcome: 'quarantined',
      reason: 'crc-mismatch',
      detail: expect.stringMatching(new RegExp(`fits ${mode}$`)),
    });
  });

  it.each([mode, 'any', 'off'] as const)('is read under mode %s and named', (crc) => {
    expect(readable(text, { crc }).repairs).toEqual([`crc-${mode}`]);
  });

  it('does not spoil the frame after it', () => {
    expect(kinds(text + good)).toEqual(['crc-mismatch', ...next]);
  });
});

it('3 check value in lower case', () => {
  const lettered = bodyWith((text) => /[A-F]/.test(checkOf(text)));
  expect(
    readable(frame(lettered).replace(checkOf(lettered), checkOf(lettered).toLowerCase())).repairs,
  ).toEqual(['crc-lower-case']);
});

describe('4 a constant or a placeholder instead of the check value', () => {
  it.each([
    ['B381', 'crc-mismatch', ['crc-unchecked']],
    ['1234', 'crc-mismatch', ['crc-unchecked']],
    ['FFFF', 'crc-mismatch', ['crc-unchecked']],
    ['?A', 'crc-not-hex', 'crc-not-hex'],
    ['', 'crc-not-hex', 'crc-not-hex'],
  ])('“%s” is %s; with checks off %s', (placeholder, refused, unchecked) => {
    const text = `${head(body)}${body}${placeholder}\r\n`;
    expect(outcomes(text)).toEqual([refused]);
    expect(outcomes(text, { crc: 'off' })).toEqual([unchecked]);
    expect(kinds(text + good)).toEqual([refused, ...next]);
  });

  it('0000 is right when it is the one computed', () => {
    expect(readable(frame(bodyWith((text) => checkOf(text) === '0000'))).outcome).toBe('accepted');
  });
});

it('5 a packet that was edited after its check value was made', () => {
  expect(read(good.replace('12.5', '12.6'))).toMatchObject({
    outcome: 'quarantined',
    reason: 'crc-mismatch',
  });
});

describe('6 check value without its leading zero', () => {
  const short = bodyWith((text) => /^0[1-9A-F]/.test(checkOf(text)));
  const text = `${head(short)}${short}${checkOf(short).slice(1)}`;

  it('is read when the line ends there', () => {
    expect(readable(`${text}\r\n`).repairs).toEqual(['crc-short']);
    expect(kinds(`${text}\r\n${good}`)).toEqual([['crc-short'], ...next]);
  });

  it('is refused when the next frame follows without a line end: the missing digit could be anywhere', () => {
    const [first, second] = outcomes(text + good);
    expect(typeof first).toBe('string');
    expect(second).toEqual([]);
  });
});

describe('7 line end missing or another one', () => {
  it.each([
    ['none', ''],
    ['LF', '\n'],
    ['CR', '\r'],
    ['two of them', '\r\n\r\n'],
    ['spaces and NUL', ' \u0000 '],
    ['backslash r backslash n as text', '\\r\\n'],
  ])('%s', (_name, end) => {
    const bare = good.slice(0, -2);
    expect(outcomes(bare + end)).toEqual([[]]);
    expect(kinds(bare + end + good)).toEqual(['accepted', ...next]);
  });
});

it.each([
  [2, 'ST=32;CN=2011;MN=A;CP=&&w01018-Rtd=1&&'],
  [3, body],
  [5, body],
  [6, body],
])('8 length of %i digits', (digits, text) => {
  const wrong = `##${String(text.length).padStart(digits, '0')}${text}${checkOf(text)}\r\n`;
  expect(wrong.slice(2, 2 + digits)).toMatch(/^\d+$/);
  expect(readable(wrong).repairs).toEqual(['length-digits']);
  expect(kinds(wrong + good)).toEqual([['length-digits'], ...next]);
});

describe('9 length that is wrong', () => {
  it.each([
    ['too short', '0100'],
    ['nothing', '0000'],
    ['too long by one', String(body.length + 1).padStart(4, '0')],
    ['the same in every packet', '0400'],
    ['longer than all that comes', '9000'],
  ])('%s', (_name, length) => {
    const wrong = `##${length}${body}${checkOf(body)}\r\n`;
    expect(readable(wrong).repairs).toEqual(['length-wrong']);
    expect(kinds(wrong + good + good + good)).toEqual([['length-wrong'], 'accepted', 'accepted', 'accepted']);
  });

  it('and the check value too: refused, the next frame is read', () => {
    expect(kinds(`##0400${body}B381\r\n${good}`)).toEqual(['crc-mismatch', ...next]);
  });
});

describe('10 longer than 1024 bytes without splitting', () => {
  const long = `ST=32;CN=2011;MN=A;CP=&&Text=${'x'.repeat(3000)}&&`;

  it('is read up to what four digits can say', () => {
    expect(readable(frame(long)).outcome).toBe('accepted');
    expect(readable(frame(`ST=32;CN=2011;MN=A;CP=&&Text=${'x'.repeat(9999 - 31)}&&`)).raw).toHaveLength(
      2 + 4 + 9999 + 4,
    );
  });

  it('is refused above the limit that is set, and what follows is read', () => {
    expect(kinds(frame(long) + good, { maxSegment: 1024 }).at(-1)).toBe('accepted');
    expect(outcomes(frame(long), { maxSegment: 1024 })[0]).not.toEqual([]);
  });
});

it('11 several frames in one read', () => {
  expect(kinds(good + good + good)).toEqual(['accepted', 'accepted', 'accepted']);
});

describe('12 half frames', () => {
  it('one frame over three reads', () => {
    const reader = new FrameReader();
    const third = Math.floor(good.length / 3);
    expect(reader.push(bytes(good.slice(0, third)))).toEqual([]);
    expect(reader.push(bytes(good.slice(third, 2 * third)))).toEqual([]);
    expect(reader.push(bytes(good.slice(2 * third)))).toMatchObject([{ ok: true }]);
  });

  it('half of one, then a whole one', () => {
    expect(kinds(good.slice(0, 60) + good)).toEqual(['incomplete', ...next]);
  });

  it('half of one and no more: kept with what came of it', () => {
    expect(outcomes(good.slice(0, 60))).toEqual(['incomplete']);
  });

  it('never keep more than one frame waiting', () => {
    const reader = new FrameReader();
    for (let round = 0; round < 400; round += 1) reader.push(bytes('##9999QN=1;garbage without an end '));
    expect(reader.pending).toBeLessThanOrEqual(9999 + 12 + 34);
  });
});

describe('13 garbage before ## and other protocols on the port', () => {
  it.each<[string, Uint8Array]>([
    ['HTTP', bytes('GET / HTTP/1.1\r\nHost: example.org\r\n\r\n')],
    ['Modbus/TCP', Uint8Array.of(0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 10)],
    ['TLS', Uint8Array.of(0x16, 3, 1, 0, 0xa5, 1, 0, 0, 0xa1, 3, 3)],
    ['a flood of the same text', bytes('http://example.org/demo '.repeat(2_000))],
    ['single #', bytes('# # #1 #')],
    ['a run of #', bytes('#######')],
  ])('%s: every byte is kept as garbage and the frame after it is read', (_name, garbage) => {
    const reader = new FrameReader();
    const frames = [...reader.push(Uint8Array.from([...garbage, ...bytes(good)])), ...reader.end()];
    expect(frames.at(-1)).toMatchObject({ ok: true });
    const dropped = frames.slice(0, -1);
    expect(dropped.length).toBeGreaterThan(0);
    for (const piece of dropped) expect(piece).toMatchObject({ ok: false, fault: 'garbage' });
    const printable = (list: Uint8Array) => [...list].filter((byte) => byte > 0x20).length;
    expect(dropped.reduce((sum, piece) => sum + printable(piece.bytes), 0)).toBe(printable(garbage));
  });
});

/** Encrypted data with any bytes in them: `sm4.test.ts`. */
describe('14 ##, &&, line ends and control bytes inside the data', () => {
  it.each([
    ['##', '//##0012QN=1;//'],
    ['&& and a check value', '//&&1C80//'],
    ['line ends', '//one\r\ntwo\r\n//'],
    ['control bytes', '//\u0001\u0002\u007f//'],
  ])('%s', (_name, said) => {
    const log = `ST=31;CN=3020;MN=A;Flag=4;CP=&&DataTime=20260301120000;i11001-Info=${said}&&`;
    expect(kinds(frame(log) + good)).toEqual(['accepted', ...next]);
    expect(readable(frame(log)).segment.factors[0]?.fields.Info).toBe(said);
  });
});

describe('15 missing head, missing CP, missing &&', () => {
  it('no ##: refused by name, the next frame is read', () => {
    expect(kinds(`0${body.length}${body}${checkOf(body)}\r\n${good}`)).toEqual(['no-head', ...next]);
  });

  it('no data area', () => {
    expect(outcomes(frame('ST=32;CN=9051;MN=A'))).toEqual(['no-cp']);
  });

  it('closing && lost while the check value fits', () => {
    expect(readable(frame('ST=32;CN=2011;MN=A;CP=&&w01018-Rtd=1,w01018-Flag=N')).repairs).toEqual([
      'cp-unclosed',
    ]);
  });

  it('closing && lost on the way, so that length and check value are those of before', () => {
    const cut = good.replace(`&&${checkOf(body)}`, checkOf(body));
    const [first, second] = outcomes(cut + good);
    expect(typeof first).toBe('string');
    expect(second).toEqual([]);
  });
});
