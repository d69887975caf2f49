import { describe, expect, it } from 'vitest';
import { alertLine, figureWords, limitWords } from '../../src/services/monitoring/alerts/words.ts';

const noise = {
  factor: 'Leq',
  kind: 'noise-day' as const,
  peak: '61.4537',
  limitValue: '60',
  unit: 'dB(A)',
};

describe('figures of alerts in words', () => {
  it('a level of a day or night has one decimal, its limit stays as it was set', () => {
    expect(figureWords(noise, '61.4537')).toBe('61.5');
    expect(figureWords({ ...noise, kind: 'noise-night' }, '50')).toBe('50.0');
    expect(limitWords(noise)).toBe('60');
    expect(alertLine('晨光广场', noise).zh).toMatch(/昼间噪声超标，61\.5 dB\(A\)（限值 60）$/);
  });

  it('other figures stay as they are, and a rank is its class', () => {
    expect(figureWords({ factor: 'w01018', kind: 'exceed-hour' }, '83.614')).toBe('83.614');
    expect(figureWords({ factor: 'GB3838', kind: 'over-class' }, '4')).toBe('Ⅳ');
    expect(limitWords({ factor: 'GB3838', kind: 'over-class', limitValue: '3' })).toBe('Ⅲ');
    expect(figureWords(noise, null)).toBeNull();
  });
});
