import { describe, expect, test } from 'vitest';
import {
  comparatorSign,
  daysBetween,
  formatDay,
  formatInstant,
  formatNumber,
  formatSize,
  shortHash,
  weekdaySoon,
} from '../src/lib/format.ts';

const now = '2026-11-20';

describe('dates', () => {
  test.each([
    ['2026-11-20', 'zh', '11月20日'],
    ['2026-01-05', 'en', '5 Jan'],
    ['2027-01-06', 'zh', '2027-01-06'],
    // 17:00 UTC is the next day in China.
    ['2026-11-19T17:00:00Z', 'zh', '11月20日'],
    ['unknown', 'zh', 'unknown'],
  ] as const)('%s in %s reads %s', (value, language, text) => {
    expect(formatDay(value, language, now)).toBe(text);
  });

  test('an instant shows the time alone today, the day before it otherwise', () => {
    expect(formatInstant('2026-11-20T01:12:00Z', 'zh', now)).toBe('09:12');
    expect(formatInstant('2026-11-05T18:00:00Z', 'zh', now)).toBe('11月6日 02:00');
  });

  test('the weekday is said from today to three weeks on', () => {
    expect(weekdaySoon('2026-11-20', 'zh', now)).toBe('周五');
    expect(weekdaySoon('2026-12-11', 'zh', now)).toBe('周五');
    expect(weekdaySoon('2026-12-12', 'zh', now)).toBe('');
    expect(weekdaySoon('2026-11-19', 'zh', now)).toBe('');
  });

  test('days between cross months and years', () => {
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
  });
});

describe('figures', () => {
  test.each([
    [1240, '1,240'],
    [-12.6, '−12.6'],
    [0, '0'],
    [0.1 + 0.2, '0.3'],
  ])('%d reads %s', (value, text) => expect(formatNumber(value)).toBe(text));

  test('sizes', () => {
    expect(formatSize(820)).toBe('820 B');
    expect(formatSize(2.1 * 1024 * 1024)).toBe('2.1 MB');
  });

  test('a hash shows its ends, a short text all of it', () => {
    expect(shortHash('c71e0000000008d3')).toBe('c71e…08d3');
    expect(shortHash('abc')).toBe('abc');
  });

  test('an unknown comparator stays readable', () => {
    expect(comparatorSign('>=')).toBe('≥');
    expect(comparatorSign('左右')).toBe('左右');
  });
});
