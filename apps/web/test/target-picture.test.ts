import { describe, expect, it } from 'vitest';
import { monthRows, niceTop, pictureOf } from '../src/pages/targets/progress-picture.ts';
import type { Progress } from '../src/pages/targets/queries.ts';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`) + 86_400_000;
const base = {
  year: 2025,
  asOf: '2025-02-10',
  requirement: { side: 'max', limit: '30', printed: '30', strict: false },
  months: [
    { month: '2025-01', value: 40, valid: 31, expected: 31 },
    { month: '2025-02', value: null, valid: 0, expected: 10 },
  ],
  line: [
    { day: '2025-01-31', value: 40 },
    { day: '2025-02-10', value: 38 },
  ],
  projection: {
    method: 'same-period',
    years: [2024],
    from: '2025-02-11',
    to: '2025-12-31',
    text: { zh: '', en: '' },
    value: 31,
    low: 29,
    high: 33,
  },
  headroom: {
    kind: 'mean',
    remaining: 324,
    restMean: '29.1',
    samePeriod: { value: '30.2', low: '28', high: '32' },
  },
  days: [],
} as unknown as Progress;

describe('the picture of a year', () => {
  it('draws months with data up to the last day, headroom over the rest, and the past', () => {
    const picture = pictureOf(base);
    expect(picture.bars).toEqual([{ from: Date.UTC(2025, 0, 1), to: Date.UTC(2025, 1, 1), value: 40 }]);
    expect(picture).toMatchObject({
      kind: 'value',
      limit: 30,
      past: 30.2,
      room: { from: day('2025-02-10'), floor: 0, ceiling: 29.1 },
      projection: { from: [day('2025-02-10'), 38], value: 31, low: 29, high: 33 },
      ceiling: 40,
    });
  });

  it('has no ground over a year that is over or a target out of reach', () => {
    expect(pictureOf({ ...base, headroom: null }).room).toBeNull();
    const none = { ...base, headroom: { ...base.headroom, restMean: null } } as unknown as Progress;
    expect(pictureOf(none).room).toBeNull();
  });

  it('adds up the days against a target, step by step', () => {
    const picture = pictureOf({
      ...base,
      days: [
        { day: '2025-01-01', value: 120, bad: true },
        { day: '2025-01-02', value: null, bad: false },
        { day: '2025-01-03', value: 130, bad: true },
      ],
      headroom: { kind: 'days', remaining: 362, allowed: 54, used: 2, left: 52, samePeriod: null },
    } as unknown as Progress);
    expect(picture.kind).toBe('days');
    expect(picture.line.map(([, value]) => value)).toEqual([0, 0, 1, 1, 1, 2]);
    expect(picture.limit).toBe(54);
    expect(picture.room).toEqual({ from: day('2025-01-03'), floor: 2, ceiling: 54 });
    expect(picture.projection).toBeNull();
  });

  it('says the same as a table', () => {
    expect(monthRows(base)).toEqual([
      ['2025-01', 40, 40, '31 / 31'],
      ['2025-02', null, 38, '0 / 10'],
    ]);
  });

  it.each([
    [1, 1],
    [38, 40],
    [54, 60],
    [100, 100],
    [104, 125],
  ])('rounds the top %f up to %f', (value, top) => {
    expect(niceTop(value)).toBe(top);
  });
});
