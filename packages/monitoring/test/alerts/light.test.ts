import { expect, it } from 'vitest';
import { type AlertStanding, alertLight, runningAqi } from '../../src/alerts/index.ts';

const base: AlertStanding = {
  kind: 'exceed-hour',
  severity: 'warning',
  state: 'open',
  due: 100,
  handledAt: null,
  lead: false,
};

it.each([
  ['open warning', {}, 50, 'yellow warning'],
  ['open verdict', { severity: 'verdict' as const }, 50, 'red verdict'],
  ['open fault', { severity: 'fault' as const }, 50, 'yellow fault'],
  ['at the limit of time', {}, 100, 'yellow warning'],
  ['past it', {}, 101, 'red overdue'],
  ['past it, closed by data', { state: 'closed' as const }, 101, 'red overdue'],
  ['past it, but handled', { handledAt: 90 }, 101, 'yellow warning'],
  ['made a lead', { handledAt: 90, lead: true }, 101, 'yellow lead'],
  ['closed, time left', { state: 'closed' as const }, 50, 'green recovered'],
  ['closed and handled', { state: 'closed' as const, handledAt: 90 }, 50, 'blue closed'],
  ['closed and handled late', { state: 'closed' as const, handledAt: 110 }, 150, 'blue closed-late'],
  ['old news', { state: 'closed' as const, due: null }, 1e9, 'blue closed'],
  ['withdrawn', { state: 'withdrawn' as const }, 1e9, 'grey withdrawn'],
])('%s', (_, change, now, expected) => {
  const { light, word } = alertLight({ ...base, ...change }, now);
  expect(`${light} ${word}`).toBe(expected);
});

it('the AQI of any 24 hours, from the means of the stations', () => {
  const first = Date.parse('2026-05-10T01:00:00+08:00');
  const steady = (value: number) => Array.from({ length: 30 }, () => value);
  const station = (pm: number[]) => ({
    'PM2.5': pm,
    PM10: steady(100),
    SO2: steady(10),
    NO2: steady(40),
    CO: steady(1),
    O3: steady(60),
  });
  const rising = [...steady(100).slice(0, 24), ...Array.from({ length: 6 }, () => 340)];
  const aqi = runningAqi(first, [station(rising), station(rising)]);
  expect(aqi.slice(0, 23)).toEqual(Array.from({ length: 23 }, () => null));
  // 100 µg/m³: 100 + 50 · (100 − 60) / (115 − 60) rounded up (HJ 633-2026); with six hours of 340 the mean is 160.
  expect([aqi[23], aqi[29]]).toEqual([137, 210]);
  expect(runningAqi(first, [])).toEqual([]);
});
