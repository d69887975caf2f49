import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerTo,
  decodeAll,
  encodeAnswer,
  encodeFrame,
  encodeSegment,
  type FactorValue,
  mergeSegments,
  parseSegment,
  type Segment,
  splitSegment,
} from '../src/index.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
function parse(text: string): { segment: Segment; repairs: string[] } {
  const parsed = parseSegment(bytes(text));
  if (!parsed.ok) throw new Error(parsed.detail);
  return parsed;
}

describe('a data segment', () => {
  it('reads fields in any order and keeps what no edition knows', () => {
    const { segment, repairs } = parse(
      'MN=aqms-11;X=9;CN=2061;QN=1617936069734;ST=22;PNO=2;PNUM=3;Flag=7;CP=&&DataTime=20260301120000;a34004-Avg=33,a34004-Flag=N&&',
    );
    expect(segment.header).toEqual({
      qn: '1617936069734',
      st: '22',
      cn: '2061',
      pw: null,
      mn: 'aqms-11',
      flag: 7,
      pnum: 3,
      pno: 2,
      resent: false,
    });
    expect(segment.extra).toEqual([['X', '9']]);
    expect(segment.edition).toBe('2017');
    expect(segment.wantsAnswer).toBe(true);
    expect(repairs).toEqual([]);
  });

  it.each([
    [null, '2005', false],
    [0, '2005', false],
    [3, '2005', true],
    [4, '2017', false],
    [7, '2017', true],
    [8, '2025', false],
    [11, '2025', true],
  ])('Flag %s is edition %s, answer wanted: %s', (flag, edition, wants) => {
    const { segment } = parse(`ST=32;CN=2011;MN=A${flag === null ? '' : `;Flag=${flag}`};CP=&&&&`);
    expect([segment.edition, segment.wantsAnswer]).toEqual([edition, wants]);
  });

  it('keeps both values of a factor that comes twice and gathers a factor over groups', () => {
    const twice = parse('CN=2011;CP=&&a21-Rtd=1;a21-Rtd=2&&');
    expect(twice.segment.factors.map((factor) => factor.fields.Rtd)).toEqual(['1', '2']);
    expect(twice.repairs).toEqual(['factor-repeated']);
    expect(parse('CN=2011;CP=&&01-Rtd=1,01-Flag=N;02-Rtd=5;01-ZsRtd=3&&').segment.factors).toEqual([
      { code: '01', fields: { Rtd: '1', Flag: 'N', ZsRtd: '3' } },
      { code: '02', fields: { Rtd: '5' } },
    ]);
  });

  it.each([
    ['no data area', 'ST=32;CN=9051;MN=1', 'no-cp'],
    ['no command', 'ST=32;MN=1;CP=&&&&', 'no-command'],
    ['nothing', 'CP=&&&&', 'no-fields'],
  ])('%s is refused', (_name, text, reason) => {
    expect(parseSegment(bytes(text))).toMatchObject({ ok: false, reason });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (input) => void parseSegment(input)),
      { numRuns: 500 },
    );
  });
});

const codes = fc.stringMatching(/^[a-z]\d{5}$/);
const factors = fc.uniqueArray(
  fc.record({
    code: codes,
    fields: fc.record({
      Rtd: fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => String(value)),
      Flag: fc.constantFrom('N', 'D', 'B'),
    }),
  }),
  { selector: (factor) => factor.code, maxLength: 60 },
) as fc.Arbitrary<FactorValue[]>;

describe('writing', () => {
  it('reads back what it wrote, split or not', () => {
    fc.assert(
      fc.property(factors, (list) => {
        const input = {
          qn: '20260301120000999',
          st: '31',
          cn: '2011',
          pw: '123456',
          mn: 'A1',
          flag: 5,
          params: [['DataTime', '20260301120000']] as [string, string][],
          factors: list,
        };
        const parts = splitSegment(input);
        const decoded = parts.map((part) => {
          const segment = encodeSegment(part);
          expect(segment.length).toBeLessThanOrEqual(1024);
          const one = decodeAll(encodeFrame(segment))[0];
          if (one?.outcome !== 'accepted') throw new Error(JSON.stringify(one));
          return one.segment;
        });
        if (parts.length > 1) expect(new Set(decoded.map((one) => one.header.qn)).size).toBe(parts.length);
        const merged = mergeSegments([...decoded].reverse());
        expect(merged).toHaveLength(1);
        expect(merged[0]?.factors).toEqual(list);
      }),
      { numRuns: 60 },
    );
  });

  it('writes an answer in one go as it writes it step by step', () => {
    const text = fc.stringMatching(/^[\w 中-]{0,30}$/);
    const some = fc.option(text);
    fc.assert(
      fc.property(
        some,
        some,
        some,
        fc.option(fc.nat(11)),
        fc.constantFrom('hj212', 'modbus'),
        (qn, pw, mn, flag, crc) => {
          const head = Object.entries({ QN: qn, PW: pw, MN: mn, Flag: flag }).filter(
            ([, value]) => value !== null,
          );
          const { segment } = parse(
            `${head.map(([key, value]) => `${key}=${value};`).join('')}CN=2011;CP=&&&&`,
          );
          expect(encodeAnswer(segment, '9014', crc)).toEqual(
            encodeFrame(encodeSegment(answerTo(segment, '9014')), crc),
          );
        },
      ),
    );
  });

  it('answers as the standard prints it', () => {
    const upload = parse(
      'QN=20160801085857223;ST=32;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&&&',
    ).segment;
    expect(new TextDecoder().decode(encodeSegment(answerTo(upload, '9014')))).toBe(
      'QN=20160801085857223;ST=91;CN=9014;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&',
    );
    const old = parse(
      'QN=20050801085857223;ST=32;CN=2051;PW=123456;MN=88888880000001;Flag=1;CP=&&&&',
    ).segment;
    expect(new TextDecoder().decode(encodeSegment(answerTo(old, '9014')))).toContain(
      'CP=&&QN=20050801085857223;CN=2051&&',
    );
  });
});
