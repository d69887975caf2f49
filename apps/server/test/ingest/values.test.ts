import { parseSegment, type Segment } from '@huanzhi/hj212';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatewayDefaults, readGatewayConfig } from '../../src/ingest/index.ts';
import { keyOf, timeOf, valuesOf } from '../../src/ingest/values.ts';

function segment(text: string): Segment {
  const parsed = parseSegment(new TextEncoder().encode(text));
  if (!parsed.ok) throw new Error(parsed.detail);
  return parsed.segment;
}
const area = (text: string) => segment(`CN=2011;CP=&&${text}&&`);

describe('the values of a packet', () => {
  it.each([
    ['', '', [], null],
    ['a01-Rtd=1.50,a01-Flag=N;b-Rtd=-0.2,b-Flag=N', 'a01-Rtd,b-Rtd', [1.5, -0.2], null],
    ['a01-Rtd=1,a01-Flag=N;b-Rtd=2,b-Flag=D', 'a01-Rtd,b-Rtd', [1, 2], 'N,D'],
    ['a01-Rtd=1', 'a01-Rtd', [1], ''],
    ['a01-Min=1,a01-Max=3,a01-Flag=T', 'a01-Min,a01-Max', [1, 3], 'T,T'],
    ['a01-Rtd=,a01-Flag=B', 'a01-Rtd', [Number.NaN], 'B'],
    ['a01-Rtd=--,a01-Flag=D', 'a01-Rtd', [Number.NaN], 'D'],
    ['a01-Rtd=1e5,a01-Flag=N', 'a01-Rtd', [Number.NaN], null],
    ['a01-Rtd=NaN,a01-Flag=N', 'a01-Rtd', [Number.NaN], null],
    ['a01-Rtd=0,a01-Flag=N', 'a01-Rtd', [0], null],
    ['a01-SampleTime=20260301120000,a01-Rtd=.5,a01-Flag=St', 'a01-Rtd', [0.5], 'St'],
    ['i11001-Info=//a, b//;a01-Rtd=1,a01-Flag=N', 'a01-Rtd', [1], null],
    ['a"{01-Rtd=1', '', [], null],
  ])('%s', (text, layout, readings, marks) => {
    expect(valuesOf(area(text))).toEqual({ layout, readings, marks });
  });

  it('never hold anything that the text of a list could break on', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (code, value, mark) => {
        const { layout, readings, marks } = valuesOf(area(`${code}-Rtd=${value},${code}-Flag=${mark}`));
        for (const reading of readings) expect(Math.abs(reading)).not.toBe(Number.POSITIVE_INFINITY);
        expect(`${layout}${marks ?? ''}`).toMatch(/^[\w.,-]*$/);
      }),
    );
  });
});

describe('the time of a packet', () => {
  const noon = Date.UTC(2026, 2, 1, 4);
  it.each([
    ['CN=2011;CP=&&DataTime=20260301120000&&', noon],
    ['CN=2011;CP=&&DataTime=20260301120000999&&', noon],
    ['QN=20260301120000005;CN=2011;CP=&&&&', noon + 5],
    ['QN=20260301120000005;CN=2011;CP=&&DataTime=20261301120000&&', noon + 5],
    ['QN=1617936069734;CN=2011;CP=&&&&', null],
    ['CN=2011;CP=&&&&', null],
  ])('%s', (text, at) => {
    expect(timeOf(segment(text))).toBe(at);
  });
});

describe('the key of a packet', () => {
  const key = (head: string) => keyOf(segment(`${head}CN=2011;CP=&&&&`));

  it.each([
    ['QN=20260301120000005;', '2026030112000000500'],
    ['QN=20260301120000005;PNO=12;', '2026030112000000512'],
    ['', '0'],
    ['PNO=3;', '3'],
  ])('of %s is %s', (head, expected) => {
    expect(key(head)).toBe(expected);
  });

  it('is a bigint, negative where QN is no time, and differs for another QN or part', () => {
    const odd = fc.stringMatching(/^[\w-]{1,20}$/).filter((qn) => !/^20\d{15}$/.test(qn));
    fc.assert(
      fc.property(odd, odd, fc.nat(9999), (one, other, part) => {
        const value = BigInt(key(`QN=${one};PNO=${part};`));
        expect(value < 0n && value >= -(2n ** 63n)).toBe(true);
        expect(key(`QN=${one};PNO=${part};`)).toBe(String(value));
        if (one !== other) expect(key(`QN=${other};PNO=${part};`)).not.toBe(String(value));
        expect(key(`QN=${one};PNO=${part + 1};`)).not.toBe(String(value));
      }),
    );
  });
});

describe('the settings', () => {
  it('leave the gateway off by default and take a port', () => {
    expect(readGatewayConfig({})).toBeNull();
    expect(readGatewayConfig({ HUANZHI_GATEWAY_PORT: '9212' })).toEqual({
      ...gatewayDefaults,
      host: '0.0.0.0',
      port: 9212,
    });
  });

  it.each(['0', 'x', '70000', '-1'])('refuse the port %s', (port) => {
    expect(() => readGatewayConfig({ HUANZHI_GATEWAY_PORT: port })).toThrow(
      'HUANZHI_GATEWAY_PORT must be a port',
    );
  });
});
