import { describe, expect, it } from 'vitest';
import {
  answerTo,
  answerWanted,
  converse,
  decodeAll,
  encodeAnswer,
  encodeFrame,
  encodeSegment,
  newConversation,
  parseSegment,
  readDeviceTime,
  timeCalibration,
} from '../src/index.ts';
import { body, bytes, frame, good, read, readable } from './field-packets.ts';

/**
 * What goes wrong within a data segment in the field, by the numbers of the list of malformations; those around a
 * segment (1 to 15) are in `malformations-frames.test.ts`. What only a receiver with a store can show (clocks of 20,
 * duplicates of 22, connections of 12 and 13) is shown again in `apps/server/test/ingest`.
 */

describe('16 no QN, no Flag, no PW, no ST', () => {
  it('is 2005 and wants no answer', () => {
    const { segment } = readable(frame('CN=2011;MN=A;CP=&&011-Rtd=1&&'));
    expect(segment).toMatchObject({ edition: '2005', header: { qn: null, flag: null, pw: null, st: null } });
    expect(answerWanted(segment)).toBeNull();
  });

  it('a heartbeat without QN is answered without QN', () => {
    const { segment } = readable(frame('ST=91;CN=9015;MN=A;Flag=9;CP=&&&&'));
    expect(answerTo(segment, '9013')).toEqual({ st: '91', cn: '9013', mn: 'A', flag: 8 });
  });
});

describe.each(['1617936069734', '1', ''])('17 QN=%s', (qn) => {
  const { segment } = readable(frame(`QN=${qn};ST=32;CN=2011;PW=1;MN=A;Flag=5;CP=&&&&`));

  it('stays as sent', () => expect(segment.header.qn).toBe(qn));

  it('is sent back in the answer', () => {
    const [answer] = decodeAll(encodeAnswer(segment, '9014'));
    expect(answer).toMatchObject({ outcome: 'accepted', segment: { header: { qn, cn: '9014' } } });
  });
});

it('18 DataTime with milliseconds', () => {
  const { segment, repairs } = readable(frame('CN=2011;MN=A;CP=&&DataTime=20260301120000123&&'));
  expect(repairs).toEqual(['data-time-milliseconds']);
  expect(segment).toMatchObject({ dataTime: '20260301120000', params: [['DataTime', '20260301120000123']] });
});

it.each([
  ['20260301210001', '20260301210001'],
  ['20260301240000', '20260301240000'],
  ['20260301', null],
  ['', null],
  ['2026-03-01 21:00:00', null],
])('19 DataTime=%s of a period is %s and what was sent stays', (text, dataTime) => {
  const { segment } = readable(frame(`CN=2061;MN=A;CP=&&DataTime=${text}&&`));
  expect(segment.dataTime).toBe(dataTime);
  expect(segment.params).toEqual([['DataTime', text]]);
});

it('20 QN and DataTime a day apart: both stay, both can be read', () => {
  const { segment } = readable(frame('QN=20260302120000123;CN=2011;MN=A;CP=&&DataTime=20260301120000&&'));
  const times = [segment.header.qn, segment.dataTime].map((text) => readDeviceTime(text ?? ''));
  expect((times[0] ?? 0) - (times[1] ?? 0)).toBe(86_400_123);
});

it.each([
  ['Flag=7', null, null],
  ['Flag=3', null, null],
  ['Flag=5;PNUM=1;PNO=1', 1, 1],
  ['Flag=7;PNO=0002;PNUM=0002', 2, 2],
])('21 %s: the fields count, not the bit', (fields, pnum, pno) => {
  const { segment } = readable(frame(`CN=2011;MN=A;${fields};CP=&&&&`));
  expect(segment.header).toMatchObject({ pnum, pno });
  expect(answerWanted(segment)).toBe('9014');
});

it('22 the same upload again is the same segment and gets the same answer', () => {
  const [first, second] = decodeAll(bytes(good + good));
  expect(second).toEqual(first);
  if (first?.outcome !== 'accepted' || second?.outcome !== 'accepted') throw new Error('refused');
  expect(encodeAnswer(second.segment, '9014')).toEqual(encodeAnswer(first.segment, '9014'));
});

describe('23 private codes, suffixes and keys', () => {
  it.each([
    ['LA-td=61.2', 'LA', { td: '61.2' }, ['suffix-unknown']],
    ['A18-flag=N', 'A18', { Flag: 'N' }, ['suffix-case']],
    ['a34001-rtd=92', 'a34001', { Rtd: '92' }, ['suffix-case']],
    ['a34004-Ori=33', 'a34004', { Ori: '33' }, ['suffix-unknown']],
    ['a01-ZsCou=1.5', 'a01', { ZsCou: '1.5' }, []],
    ['SB0-Class=2', 'SB0', { Class: '2' }, ['suffix-unknown']],
    ['PM25-Rtd=35', 'PM25', { Rtd: '35' }, []],
    ['LAMPBLACK-Rtd=1.1', 'LAMPBLACK', { Rtd: '1.1' }, []],
    ['W01001-Rtd=7.1', 'W01001', { Rtd: '7.1' }, []],
    ['01018-Rtd=40', '01018', { Rtd: '40' }, []],
  ])('%s', (item, code, fields, repairs) => {
    const decoded = readable(frame(`CN=2011;MN=A;CP=&&${item}&&`));
    expect(decoded.segment.factors).toEqual([{ code, fields }]);
    expect(decoded.repairs).toEqual(repairs);
  });

  it('a key without a code stays', () => {
    expect(readable(frame('CN=2011;MN=A;CP=&&ValidNum=3&&')).segment.params).toEqual([['ValidNum', '3']]);
  });

  it('a field of the header that no edition knows stays', () => {
    expect(readable(frame('X=9;CN=2011;MN=A;CP=&&&&')).segment.extra).toEqual([['X', '9']]);
  });
});

it.each([
  ['; before the closing &&', 'CN=2011;MN=A;CP=&&a01-Rtd=1;&&', []],
  ['space in the area', 'CN=2011;MN=A;CP=&& a01-Rtd=1&&', ['cp-spaces']],
  ['FLAG=', 'CN=2011;MN=A;FLAG=5;CP=&&a01-Rtd=1&&', ['header-case']],
  ['stray comma', 'CN=2011;PW=123456;,MN=A;CP=&&a01-Rtd=1&&', ['header-stray-characters']],
])('24 stray characters: %s', (_name, text, repairs) => {
  const decoded = readable(frame(text));
  expect(decoded.repairs).toEqual(repairs);
  expect(decoded.segment.header.mn).toBe('A');
  expect(decoded.segment.factors).toEqual([{ code: 'a01', fields: { Rtd: '1' } }]);
});

it('25 Flag=N as a group of its own belongs to the factor before it', () => {
  const { segment, repairs } = readable(frame('CN=2011;MN=A;CP=&&a34001-Rtd=92;Flag=D;a34002-Rtd=1&&'));
  expect(segment.factors).toEqual([
    { code: 'a34001', fields: { Rtd: '92', Flag: 'D' } },
    { code: 'a34002', fields: { Rtd: '1' } },
  ]);
  expect(repairs).toEqual(['flag-without-code']);
});

it('26 commas instead of semicolons between factors', () => {
  const { segment, repairs } = readable(
    frame('CN=2011;MN=A;CP=&&a34001-Rtd=92,a34001-Flag=N,a34002-Rtd=1,a34002-Flag=D&&'),
  );
  expect(segment.factors).toEqual([
    { code: 'a34001', fields: { Rtd: '92', Flag: 'N' } },
    { code: 'a34002', fields: { Rtd: '1', Flag: 'D' } },
  ]);
  expect(repairs).toEqual(['comma-between-factors']);
});

it.each(['ST=91;CN=9011;Flag=5', 'ST=32;CN=9011;Flag=4', 'CN=9011'])(
  '27 an answer with other ST or Flag than printed (%s) is matched by QN and CN',
  (header) => {
    const at = Date.UTC(2026, 2, 1, 4);
    const target = { st: '32', mn: 'A', pw: '123456', edition: '2017' } as const;
    const asked = converse(newConversation(target), { type: 'ask', id: 'a', request: timeCalibration, at });
    const qn = asked.conversation.running?.qn;
    const parsed = parseSegment(bytes(`QN=${qn};${header};CP=&&QnRtn=1&&`));
    if (!parsed.ok) throw new Error(parsed.detail);
    const step = converse(asked.conversation, { type: 'received', segment: parsed.segment, at: at + 10 });
    expect(step.conversation.running?.phase).toBe('accepted');
  },
);

it.each(['aqms-1100-0001', '000101', 'A220582_0001', 'X'.repeat(40), ''])('28 MN=%s stays as sent', (mn) => {
  expect(readable(frame(`CN=2011;MN=${mn};CP=&&&&`)).segment.header.mn).toBe(mn);
});

it.each(['', 'x'.repeat(24)])('29 PW=%s stays as sent', (pw) => {
  expect(readable(frame(`CN=2011;PW=${pw};MN=A;CP=&&&&`)).segment.header.pw).toBe(pw);
});

it.each([
  ['CN=9015;Flag=1', '9013'],
  ['CN=9015;Flag=4', null],
  ['CN=9015;Flag=5', '9013'],
  ['CN=9015;Flag=9', '9013'],
  ['CN=9021;Flag=5', '9013'],
  ['CN=9051;Flag=4', null],
])('30 heartbeat %s gets %s', (header, answer) => {
  expect(answerWanted(readable(frame(`ST=91;${header};MN=A;CP=&&&&`)).segment)).toBe(answer);
});

describe('31 Chinese text in GB18030', () => {
  const gb = Uint8Array.of(0xb9, 0xdc, 0xc2, 0xb7);

  it('is read, and the check value is that of the bytes', () => {
    const segment = Uint8Array.from([...bytes('CN=3020;MN=A;CP=&&i11001-Info=//'), ...gb, ...bytes('//&&')]);
    const [decoded] = decodeAll(encodeFrame(segment));
    expect(decoded).toMatchObject({
      outcome: 'repaired',
      repairs: ['text-gb18030'],
      segment: { factors: [{ code: 'i11001', fields: { Info: '//管路//' } }] },
    });
  });

  it('UTF-8 needs no repair', () => {
    const segment = encodeSegment({ cn: '3020', mn: 'A', params: [['i11001-Info', '//管路堵塞//']] });
    const [decoded] = decodeAll(encodeFrame(segment));
    expect(decoded).toMatchObject({ outcome: 'accepted', repairs: [] });
  });
});

it.each([
  ['MN', '010000A8900016F000169DC0', 'X'],
  ['CN', 'CN=2011', 'CN=20110'],
])('32 a forwarder changed %s and left length and check value', (_field, from, to) => {
  expect(good).toContain(body);
  expect(read(good.replace(from, to))).toMatchObject({ outcome: 'quarantined', reason: 'crc-mismatch' });
});
