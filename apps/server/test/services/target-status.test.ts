import { describe, expect, it } from 'vitest';
import { type Judged, judgeTarget } from '../../src/services/target-status.ts';

const target = (change: Partial<Judged>): Judged => ({
  comparator: '>=',
  value: '90',
  value2: null,
  unit: '%',
  deadline: '2027-12-31',
  values: [],
  ...change,
});
const on = (...values: [string, string][]) => values.map(([asOf, value]) => ({ asOf, value }));
const today = '2026-11-25';

describe('status of a target', () => {
  it.each<[string, Partial<Judged>, string, string]>([
    ['no value, no status', {}, today, 'none'],
    ['words are for people', { comparator: 'qualitative', value: null }, today, 'none'],
    ['reached before the deadline must be kept', { values: on(['2026-10-01', '91']) }, today, 'on-course'],
    ['one value short of the target', { values: on(['2026-10-01', '80']) }, today, 'at-risk'],
    ['the line reaches it', { values: on(['2026-01-01', '80'], ['2026-10-01', '85']) }, today, 'on-course'],
    ['the line stays short', { values: on(['2026-01-01', '80'], ['2026-10-01', '81']) }, today, 'at-risk'],
    ['at the limit on the last day', { values: on(['2027-12-31', '90']) }, '2028-01-10', 'met'],
    ['short on the last day', { values: on(['2027-12-31', '89.9']) }, '2028-01-10', 'missed'],
    ['a ceiling', { comparator: '<=', value: '29', values: on(['2027-12-31', '29']) }, '2028-01-01', 'met'],
    [
      'strictly below',
      { comparator: '<', value: '29', values: on(['2027-12-31', '29']) },
      '2028-01-01',
      'missed',
    ],
    [
      'about 85: 82 is within a twentieth',
      { comparator: '~', value: '85', values: on(['2027-12-31', '82']) },
      '2028-01-01',
      'met',
    ],
    [
      'about 85: 80 is not',
      { comparator: '~', value: '85', values: on(['2027-12-31', '80']) },
      '2028-01-01',
      'missed',
    ],
    [
      'between',
      { comparator: 'between', value: '3', value2: '5', values: on(['2027-12-31', '5']) },
      '2028-01-01',
      'met',
    ],
    [
      'class Ⅲ or better: 2 is better',
      { value: 'Ⅲ', unit: '类', values: on(['2027-12-31', '2']) },
      '2028-01-01',
      'met',
    ],
    [
      'class Ⅲ or better: 4 is worse',
      { value: 'Ⅲ', unit: '类', values: on(['2027-12-31', '4']) },
      '2028-01-01',
      'missed',
    ],
    ['without a deadline reached is met', { deadline: null, values: on(['2026-10-01', '90']) }, today, 'met'],
  ])('%s', (_, change, day, status) => {
    const verdict = judgeTarget(target(change), day);
    expect(verdict.status).toBe(status);
    expect(verdict.reason.zh.length).toBeGreaterThan(3);
  });
});
