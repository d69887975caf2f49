import { describe, expect, it } from 'vitest';
import {
  answerWanted,
  crcHj212,
  crcModbus,
  type Decoded,
  decodeAll,
  type FrameReaderOptions,
} from '../src/index.ts';

/** The rows of the malformation list (README) that `frame-reader.test.ts` and `segment.test.ts` have not. */

const bytes = (text: string) => new TextEncoder().encode(text);
const check = (body: string, of = crcHj212) => of(bytes(body)).toString(16).toUpperCase().padStart(4, '0');
const frame = (body: string) => `##${String(bytes(body).length).padStart(4, '0')}${body}${check(body)}\r\n`;

function read(text: string, options?: FrameReaderOptions): Decoded {
  const all = decodeAll(bytes(text), options);
  expect(all).toHaveLength(1);
  return all[0] as Decoded;
}

function readable(text: string, options?: FrameReaderOptions) {
  const decoded = read(text, options);
  if (decoded.outcome === 'quarantined') throw new Error(`${decoded.reason}: ${decoded.detail}`);
  return decoded;
}

describe('malformations of the field', () => {
  it('1 Modbus check value with a placeholder mode: the mode that matched is named', () => {
    const body = 'ST=32;CN=2011;MN=A;CP=&&w01018-Rtd=1&&';
    const text = `##${String(body.length).padStart(4, '0')}${body}${check(body, crcModbus)}\r\n`;
    const refused = read(text);
    expect(refused.outcome === 'quarantined' && refused.detail).toContain('fits modbus');
    expect(readable(text, { crc: 'off' }).repairs).toEqual(['crc-modbus']);
  });

  it('4 the check value 0000 can be right', () => {
    const body = Array.from({ length: 5000 }, (_, n) => `ST=32;CN=2011;MN=${n.toString(36)};CP=&&&&`).find(
      (text) => crcHj212(bytes(text)) === 0,
    );
    expect(body).toBeDefined();
    expect(readable(frame(body ?? '')).outcome).toBe('accepted');
  });

  it('5 a packet that was edited after its check value was made', () => {
    const good = frame('ST=32;CN=2011;MN=A;CP=&&w01018-Rtd=12.5&&');
    expect(read(good.replace('12.5', '12.6'))).toMatchObject({
      outcome: 'quarantined',
      reason: 'crc-mismatch',
    });
  });

  it('6 a check value without its leading zero', () => {
    const body = Array.from({ length: 600 }, (_, n) => `ST=32;CN=2011;MN=${n};CP=&&&&`).find((text) =>
      check(text).startsWith('0'),
    );
    const text = `##${String(body?.length).padStart(4, '0')}${body}${check(body ?? '').slice(1)}\r\n`;
    expect(readable(text).repairs).toEqual(['crc-short']);
  });

  it('13 Modbus/TCP on the port, then a frame', () => {
    const stream = Uint8Array.from([0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 10, ...bytes(frame('CN=9015;CP=&&&&'))]);
    expect(decodeAll(stream).map((one) => one.outcome)).toEqual(['quarantined', 'accepted']);
  });

  it('15 closing && lost while the check value fits', () => {
    expect(readable(frame('ST=32;CN=2011;MN=A;CP=&&w01018-Rtd=1,w01018-Flag=N')).repairs).toEqual([
      'cp-unclosed',
    ]);
  });

  it('16 no QN, Flag, PW or ST: 2005, no answer', () => {
    const { segment } = readable(frame('CN=2011;MN=A;CP=&&011-Rtd=1&&'));
    expect(segment).toMatchObject({ edition: '2005', header: { qn: null, flag: null, pw: null, st: null } });
    expect(answerWanted(segment)).toBeNull();
  });

  it.each(['1617936069734', '1', ''])('17 QN=%s stays as sent', (qn) => {
    expect(readable(frame(`QN=${qn};CN=2011;MN=A;Flag=5;CP=&&&&`)).segment.header.qn).toBe(qn);
  });

  it.each([
    ['20260301210001', '20260301210001'],
    ['20260301', null],
    ['', null],
    ['2026-03-01 21:00:00', null],
  ])('19 DataTime=%s is %s and what was sent stays', (text, dataTime) => {
    const { segment } = readable(frame(`CN=2061;MN=A;CP=&&DataTime=${text}&&`));
    expect(segment.dataTime).toBe(dataTime);
    expect(segment.params).toEqual([['DataTime', text]]);
  });

  it.each([
    ['Flag=7', null, null],
    ['Flag=5;PNUM=1;PNO=1', 1, 1],
    ['Flag=7;PNO=0002;PNUM=0002', 2, 2],
  ])('21 %s: the fields count, not the bit', (fields, pnum, pno) => {
    expect(readable(frame(`CN=2011;MN=A;${fields};CP=&&&&`)).segment.header).toMatchObject({ pnum, pno });
  });

  it.each([
    ['LA-td=61.2', 'LA', { td: '61.2' }, ['suffix-unknown']],
    ['A18-flag=N', 'A18', { Flag: 'N' }, ['suffix-case']],
    ['a34004-Ori=33', 'a34004', { Ori: '33' }, ['suffix-unknown']],
    ['a01-ZsCou=1.5', 'a01', { ZsCou: '1.5' }, []],
    ['SB0-Class=2', 'SB0', { Class: '2' }, ['suffix-unknown']],
    ['PM25-Rtd=35', 'PM25', { Rtd: '35' }, []],
    ['W01001-Rtd=7.1', 'W01001', { Rtd: '7.1' }, []],
    ['01018-Rtd=40', '01018', { Rtd: '40' }, []],
  ])('23 private codes and suffixes: %s', (item, code, fields, repairs) => {
    const decoded = readable(frame(`CN=2011;MN=A;CP=&&${item}&&`));
    expect(decoded.segment.factors).toEqual([{ code, fields }]);
    expect(decoded.repairs).toEqual(repairs);
  });

  it('23 a private key without a code stays', () => {
    expect(readable(frame('CN=2011;MN=A;CP=&&ValidNum=3&&')).segment.params).toEqual([['ValidNum', '3']]);
  });

  it('24 ; before the closing &&', () => {
    expect(readable(frame('CN=2011;MN=A;CP=&&a01-Rtd=1;&&')).segment.factors).toHaveLength(1);
  });

  it.each(['aqms-1100-0001', '000101', 'A220582_0001', ''])('28 MN=%s stays as sent', (mn) => {
    expect(readable(frame(`CN=2011;MN=${mn};CP=&&&&`)).segment.header.mn).toBe(mn);
  });

  it.each(['', 'x'.repeat(24)])('29 PW=%s', (pw) => {
    expect(readable(frame(`CN=2011;PW=${pw};MN=A;CP=&&&&`)).segment.header.pw).toBe(pw);
  });

  it.each([
    ['CN=9015;Flag=1', '9013'],
    ['CN=9015;Flag=9', '9013'],
    ['CN=9021;Flag=5', '9013'],
    ['CN=9051;Flag=4', null],
  ])('30 heartbeat %s gets %s', (head, answer) => {
    expect(answerWanted(readable(frame(`ST=91;${head};MN=A;CP=&&&&`)).segment)).toBe(answer);
  });

  it('32 a forwarder changed MN and left length and check value', () => {
    const text = frame('ST=32;CN=2011;MN=88888880000001;CP=&&a01-Rtd=1&&').replace('88888880000001', 'X');
    expect(read(text)).toMatchObject({ outcome: 'quarantined', reason: 'crc-mismatch' });
  });
});
