import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crcHj212,
  decodeAll,
  encodeFrame,
  encodeSegment,
  encryptArea,
  sm4Decrypt,
  sm4Encrypt,
} from '../src/index.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const block = { minLength: 16, maxLength: 16 };

describe('SM4', () => {
  it('gives the example of GB/T 32907', () => {
    const key = hex('0123456789abcdeffedcba9876543210');
    expect(sm4Encrypt(key, key)).toEqual(hex('681edf34d206965e86b3e94f536e4246'));
  });

  it('gives the log-in example of HJ 212-2025 Appendix H (PKCS#7)', () => {
    const plain = bytes('testuser:AezF0nZRs4kypuGO');
    const pad = 16 - (plain.length % 16);
    const padded = new Uint8Array(plain.length + pad).fill(pad);
    padded.set(plain);
    expect(Buffer.from(sm4Encrypt(padded, bytes('msbE74gsiSHSEh5e'))).toString('base64')).toBe(
      'LG/m7lsFU/taig+vbQsDJXy4NGAaE2j2lplPwhZM7iM=',
    );
  });

  it('agrees with OpenSSL', () => {
    fc.assert(
      fc.property(fc.uint8Array(block), fc.uint8Array({ maxLength: 100 }), (key, input) => {
        const whole = input.slice(0, input.length - (input.length % 16));
        const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
        const expected = Buffer.concat([cipher.update(whole), cipher.final(), input.slice(whole.length)]);
        expect(Buffer.from(sm4Encrypt(input, key)).equals(expected)).toBe(true);
        expect(Buffer.from(sm4Decrypt(expected, key)).equals(input)).toBe(true);
        expect(Buffer.from(sm4Encrypt(input, key)).equals(expected), 'the input is not changed').toBe(true);
      }),
    );
  });

  it('refuses a key of another length', () => {
    expect(() => sm4Encrypt(new Uint8Array(16), new Uint8Array(8))).toThrow('16 bytes');
  });
});

describe('an encrypted frame of 2025', () => {
  const clear = encodeSegment({
    qn: '20260301120000123',
    st: '31',
    cn: '2011',
    pw: '123456',
    mn: 'A1',
    flag: 9,
    params: [['DataTime', '20260301120000']],
    factors: [{ code: 'a21026', fields: { Rtd: '35.1', Flag: 'N' } }],
  });
  const frameOf = (key: Uint8Array) => {
    const frame = encodeFrame(clear);
    frame.set(encryptArea(clear, key) ?? [], 6);
    return frame;
  };
  const key = bytes('0000000000000000');

  it('is read with the key and refused without it', () => {
    const frame = frameOf(key);
    const [decoded] = decodeAll(frame, { sm4Key: key });
    expect(decoded).toMatchObject({ outcome: 'accepted', segment: { factors: [{ code: 'a21026' }] } });
    expect(decoded?.raw).toEqual(frame.slice(0, -2));
    expect(decodeAll(frame)[0]?.outcome).toBe('quarantined');
  });

  it('is read when its check value fits the encrypted bytes as well', () => {
    const unlucky = hex('02fa739fd20001c22202f93c0702010b');
    expect(crcHj212(encryptArea(clear, unlucky) ?? new Uint8Array())).toBe(crcHj212(clear));
    expect(decodeAll(frameOf(unlucky), { sm4Key: unlucky })[0]?.outcome).toBe('accepted');
  });

  it('is read whatever bytes the cipher gives, cut anywhere, and the next clear frame too', () => {
    fc.assert(
      fc.property(fc.uint8Array(block), (any) => {
        const stream = Uint8Array.from([...frameOf(any), ...encodeFrame(clear)]);
        expect(decodeAll(stream, { sm4Key: any }).map((one) => one.outcome)).toEqual([
          'accepted',
          'accepted',
        ]);
      }),
    );
  });
});

it('the check value is the one that the standard describes bit by bit', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(10), (input, start) => {
      let crc = 0xffff;
      for (const byte of input.slice(start)) {
        crc = (crc >> 8) ^ byte;
        for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
      }
      expect(crcHj212(input, start)).toBe(crc);
    }),
  );
});
