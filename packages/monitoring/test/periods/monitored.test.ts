import { describe, expect, it } from 'vitest';
import { isMonitored } from '../../src/index.ts';

describe('days on which a factor is expected', () => {
  it.each([
    ['2025-04-30', false],
    ['2025-05-01', true],
    ['2025-05-31', true],
    ['2025-06-01', false],
  ])('%s: %s', (day, expected) => {
    expect(isMonitored({ since: '2025-05-01', until: '2025-05-31' }, day)).toBe(expected);
  });

  it('have no end without a last day', () => {
    expect(isMonitored({ since: '2025-05-01' }, '2999-01-01')).toBe(true);
    expect(isMonitored({ since: '2025-05-01', until: null }, '2999-01-01')).toBe(true);
  });
});
