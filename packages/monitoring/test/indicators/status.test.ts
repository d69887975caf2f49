import { describe, expect, it } from 'vitest';
import { indicatorStatus, type StatusFacts } from '../../src/indicators/index.ts';

const facts: StatusFacts = {
  enough: true,
  over: false,
  last: true,
  meets: true,
  reachable: true,
  secured: false,
  projection: { meets: true, worst: true, best: true, years: 3 },
};
const ends = (meets: boolean, worst: boolean, best: boolean, years: number) => ({
  projection: { meets, worst, best, years },
});

describe('status of a bound target', () => {
  it.each<[string, Partial<StatusFacts>, string]>([
    ['too few data, whatever else', { enough: false, over: true }, 'none'],
    ['year over, value fits', { over: true }, 'met'],
    ['year over, value does not fit', { over: true, meets: false }, 'missed'],
    ['an earlier year over, value fits', { over: true, last: false }, 'on-course'],
    ['an earlier year over, value does not fit', { over: true, last: false, meets: false }, 'at-risk'],
    ['nothing can take it away', { secured: true, meets: false }, 'met'],
    ['nothing can take it away this year', { secured: true, last: false }, 'on-course'],
    ['out of reach', { reachable: false }, 'missed'],
    ['out of reach this year', { reachable: false, last: false }, 'at-risk'],
    ['no projection, value fits', { projection: null }, 'on-course'],
    ['no projection, value does not fit', { projection: null, meets: false }, 'at-risk'],
    ['all ends of the projection fit', {}, 'on-course'],
    ['the middle fits, the worse end does not', ends(true, false, true, 3), 'at-risk'],
    ['only the better end fits', ends(false, false, true, 3), 'at-risk'],
    ['not even the better end of three years', ends(false, false, false, 3), 'missed'],
    ['not even the better end, but only two years', ends(false, false, false, 2), 'at-risk'],
    ['running mean does not fit', ends(false, false, false, 0), 'at-risk'],
    [
      'three years say no, but the deadline is a later year',
      { ...ends(false, false, false, 3), last: false },
      'at-risk',
    ],
  ])('%s', (_, change, status) => {
    expect(indicatorStatus({ ...facts, ...change })).toBe(status);
  });
});
