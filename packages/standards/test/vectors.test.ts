import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { VectorFileError, verifyVectors } from '../src/index.ts';

const shared = process.env.HUANZHI_SHARED ?? new URL('../../../../shared', import.meta.url).pathname;
const file = `${shared}/reference/tables/air-vectors.json`;

const iaqi = (expected: number, extra: object = {}) => ({
  id: 'a',
  kind: 'iaqi',
  standard: 'HJ 633-2012',
  input: { pollutant: 'PM2.5', period: '24h', concentration: '36', ...extra },
  expected: { iaqi: expected },
});

describe('vector runner', () => {
  it('tells a match from a difference and names the field', () => {
    const [match, difference] = verifyVectors({ vectors: [iaqi(52), iaqi(51)] });
    expect(match?.verdict).toBe('match');
    expect(difference).toMatchObject({ verdict: 'difference', differences: ['iaqi: expected 51, found 52'] });
  });

  it('reports what it cannot run instead of passing it', () => {
    const outcomes = verifyVectors([
      { ...iaqi(52), kind: 'phlogiston' },
      iaqi(52, { pollutant: 'H2S' }),
      iaqi(52, { concentration: 'x' }),
    ]);
    expect(outcomes.map(({ verdict }) => verdict)).toEqual(['unsupported', 'error', 'error']);
    expect(outcomes[1]?.found).toContain('unknown pollutant "H2S"');
  });

  it.each([
    [{}, /a list of vectors/],
    [[1], /vectors\[0\]: expected an object/],
    [[{ id: 'x' }], /expected "kind" or "topic"/],
    [[{ id: 'x', kind: 'iaqi' }], /input: expected an object/],
    [[{ id: 'x', kind: 'iaqi', input: {} }], /expected: absent/],
  ])('refuses the layout %j', (layout, message) => {
    expect(() => verifyVectors(layout)).toThrow(VectorFileError);
    expect(() => verifyVectors(layout)).toThrow(message);
  });

  it('takes NA, null and an empty list for the same, and lists of pollutants as sets', () => {
    const input = { SO2: '/', NO2: 13, CO: null, O3: 93, PM10: 64, 'PM2.5': 45 };
    const vector = { id: 'b', kind: 'realtime-aqi', time: '2026-04-10T10:00+08:00', input };
    const suppressed = { ...vector, expected: { aqi: 'NA', primary: null, iaqi: { CO: null } } };
    const published = { ...vector, input: { ...input, CO: '/' }, expected: { aqi: 70, primary: ['PM2.5'] } };
    const tied = {
      ...published,
      input: { ...published.input, PM10: 78 },
      expected: { primary: ['PM2.5', 'PM10'] },
    };
    expect(verifyVectors([suppressed, published, tied]).map(({ verdict }) => verdict)).toEqual([
      'match',
      'match',
      'match',
    ]);
  });
});

describe.skipIf(!existsSync(file))('vectors of the reference', () => {
  it('all match for air', () => {
    const outcomes = verifyVectors(JSON.parse(readFileSync(file, 'utf8')));
    expect(outcomes.length).toBeGreaterThan(100);
    expect(outcomes.filter(({ verdict }) => verdict !== 'match')).toEqual([]);
  });
});
