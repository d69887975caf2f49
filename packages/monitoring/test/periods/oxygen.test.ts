import { evaluateSection } from '@huanzhi/standards';
import { expect, it } from 'vitest';
import { type Figure, oxygenRule, sectionYearFigures } from '../../src/index.ts';

const section = {
  kind: 'section' as const,
  intervalHours: 24,
  props: { water: 'river' as const },
  factors: [
    { factor: 'w01009', unit: 'mg/L', since: '2025-01-01' },
    { factor: 'w01010', unit: '℃', since: '2025-01-01' },
  ],
};

const month = (factor: string, value: string): Figure => ({
  factor,
  statistic: 'mean',
  period: 'month',
  start: '2025-07-01',
  value,
  valid: 31,
  received: 31,
  expected: 31,
  complete: true,
  detail: null,
});

it('of 7.2 mg/L is class Ⅱ, though warm water at 28 ℃ is then over 90 % saturated', () => {
  const figures = sectionYearFigures(section, 2025, [month('w01009', '7.2'), month('w01010', '28')]);
  expect(figures.find((one) => one.factor === 'GB3838')?.value).toBe('2');
  // The other reading of the standard would say Ⅰ; if it no longer does, this test shows nothing.
  const values = { DO: '7.2', waterTemperature: '28' };
  const options = { waterBody: 'river' as const, at: '2025-07-01' };
  expect(evaluateSection(values, { ...options, dissolvedOxygen: oxygenRule }).cls).toBe('II');
  expect(evaluateSection(values, options).cls).toBe('I');
});
