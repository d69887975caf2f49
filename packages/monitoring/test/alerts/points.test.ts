import { describe, expect, it } from 'vitest';
import {
  type AlertPoint,
  aqiPoints,
  classPoints,
  DEFAULT_ALERT_RULES,
  dustPoints,
  exceedDayPoints,
  exceedHourPoints,
  type JudgedSeries,
  judgeDustDayOf,
  missingPoints,
  noisePoints,
  outOfRangePoints,
  type PeriodFigure,
  runRuleOf,
  runsOf,
  type SeriesLimit,
} from '../../src/alerts/index.ts';
import { thresholdFor } from '../../src/checks/index.ts';
import { emptyHourDay, type HourDay, hourEnd } from '../../src/hours/index.ts';

const day = '2026-05-12';
const letter = { over: 'o', within: '.', unknown: '?' } as const;
const text = (points: readonly AlertPoint[]) => points.map(({ state }) => letter[state]).join('');

/** A day whose hours are given; null is an hour in which nothing came. */
function dayOf(
  values: (number | null)[],
  marks = '',
  verdicts = '',
  itsDay = day,
  factor = 'w01018',
): HourDay {
  const block = emptyHourDay(1, factor, itsDay);
  values.forEach((value, index) => {
    block.values[index] = value;
  });
  block.marks = [...block.marks]
    .map((mark, index) => marks[index] ?? (values[index] == null ? mark : 'N'))
    .join('');
  block.verdicts = verdicts.padEnd(24, '.');
  return block;
}

const limit = (
  period: SeriesLimit['period'],
  bounds: Partial<Pick<SeriesLimit, 'lower' | 'upper' | 'validFrom' | 'validTo'>>,
): SeriesLimit => ({ period, lower: null, upper: null, validFrom: '2024-01-01', validTo: null, ...bounds });
const waste: JudgedSeries = { factor: 'w01018', siteKind: 'outlet', medium: 'water' };
const gas: JudgedSeries = { factor: 'a21026', siteKind: 'outlet', medium: 'gas' };

describe('hours against the limit', () => {
  it('waste water: an hour over the daily limit is a warning, the limit itself is within', () => {
    const points = exceedHourPoints(
      waste,
      [limit('day', { upper: '80' })],
      [dayOf([79, 80, 80.1, null, 120])],
    );
    expect(text(points).slice(0, 6)).toBe('..o?o?');
    expect(points[4]).toMatchObject({ value: '120', limit: '80', severity: 'warning', excess: 0.5 });
  });

  it('waste gas: the hour decides; its daily limit says nothing about an hour', () => {
    const own = exceedHourPoints(gas, [limit('hour', { upper: '50' })], [dayOf([60])]);
    expect(own[0]).toMatchObject({ state: 'over', severity: 'verdict' });
    expect(exceedHourPoints(gas, [limit('day', { upper: '50' })], [dayOf([60])])[0]?.state).toBe('unknown');
  });

  it('pH: every reading against the range', () => {
    const pH: JudgedSeries = { factor: 'w01001', siteKind: 'outlet', medium: 'water' };
    const points = exceedHourPoints(
      pH,
      [limit('day', { lower: '6', upper: '9' })],
      [dayOf([5.9, 6, 9, 9.1])],
    );
    expect(text(points).slice(0, 4)).toBe('o..o');
    expect(points[0]).toMatchObject({ limit: '6', severity: 'verdict' });
    expect(
      exceedDayPoints(pH, [limit('day', { lower: '6', upper: '9' })], [figure(day, '9.5')])[0]?.state,
    ).toBe('unknown');
  });

  it('what does not count is unknown: marked, invalid by review; what a review restores counts', () => {
    const points = exceedHourPoints(
      waste,
      [limit('day', { upper: '80' })],
      [dayOf([90, 90, 90, 90], 'NCDN', '.V.I')],
    );
    expect(text(points).slice(0, 4)).toBe('oo??');
  });

  it('takes the limit of the day, and none before or after it was valid', () => {
    const limits = [
      limit('day', { upper: '80', validTo: '2026-05-12' }),
      limit('day', { upper: '50', validFrom: '2026-05-13', validTo: '2026-05-13' }),
    ];
    const days = ['2026-05-12', '2026-05-13', '2026-05-14'].map((one) => dayOf([60], '', '', one));
    expect(
      exceedHourPoints(waste, limits, days)
        .filter(({ value }) => value !== null)
        .map(({ state }) => state),
    ).toEqual(['within', 'over']);
  });
});

describe('values that did not come', () => {
  const span = { from: day, to: day };
  const due = { since: '2026-01-01', until: hourEnd(day, 10), intervalHours: 1 };

  it('counts only what was due by now; an invalid or unmonitored hour came', () => {
    const block = dayOf([1, null, null, 4, null, null], 'N-/D!-');
    expect(text(missingPoints([block], span, due))).toBe('.o...ooooo');
  });

  it('every hour of a day without a block is missing, and none before the series began', () => {
    expect(text(missingPoints([], span, due))).toBe('o'.repeat(10));
    expect(missingPoints([], span, { ...due, since: '2026-05-13' })).toEqual([]);
  });

  it('a value anywhere in the slot of a slower rhythm is enough', () => {
    const block = dayOf([null, 1, null, null, null, null, null, null]);
    const points = missingPoints([block], span, { ...due, until: hourEnd(day, 12), intervalHours: 4 });
    expect(text(points)).toBe('.oo');
    expect(points[1]).toMatchObject({ from: hourEnd(day, 4), to: hourEnd(day, 8) });
  });

  it('opens after four hours by default, from the first of them', () => {
    const block = dayOf([1, null, null, null, null, 1]);
    const rule = runRuleOf('missing', DEFAULT_ALERT_RULES, 1);
    expect(runsOf(missingPoints([block], span, { ...due, until: hourEnd(day, 4) }), rule)).toEqual([]);
    const [run] = runsOf(missingPoints([block], span, { ...due, until: hourEnd(day, 6) }), rule);
    expect(run).toMatchObject({
      first: hourEnd(day, 1),
      last: hourEnd(day, 5),
      count: 4,
      closedAt: hourEnd(day, 6),
    });
  });
});

it('out of range: outside the range or marked so; a reviewer may clear it, his invalid confirms it', () => {
  const range = thresholdFor('outlet', 'w01001', '1');
  const days = [dayOf([7, 15, -1, 7, 15, 15, null], 'NNNTNND', '....VI.', day, 'w01001')];
  const points = outOfRangePoints(range, days);
  expect(text(points).slice(0, 8)).toBe('.ooo.o??');
  expect(points[1]).toMatchObject({ value: '15', limit: '14', severity: 'fault' });
});

it('hourly AQI above the value that is set; hours without an index are unknown', () => {
  const factors: [string, string, number][] = [
    ['a34004', 'µg/m³', 160],
    ['a34002', 'µg/m³', 200],
    ['a21026', 'µg/m³', 10],
    ['a21004', 'µg/m³', 40],
    ['a05024', 'mg/m³', 0.05],
    ['a21005', 'mg/m³', 1],
  ];
  const days = factors.map(([code, , value]) => dayOf([value, value / 10], '', '', day, code));
  const points = aqiPoints(days, new Map(factors.map(([code, unit]) => [code, unit])), 150);
  expect(text(points).slice(0, 3)).toBe('o.?');
  // PM2.5 of 160 µg/m³: IAQI 200 + 10 · 100 / 100 = 210.
  expect(points[0]).toMatchObject({ value: '210', limit: '150' });
});

const figure = (start: string, value: string | null, complete = true): PeriodFigure => ({
  start,
  value,
  complete,
});

describe('figures of days and months', () => {
  it('a valid day mean over the limit is a verdict, an incomplete day says nothing', () => {
    const points = exceedDayPoints(
      waste,
      [limit('day', { upper: '80' })],
      [figure('2026-05-10', '80'), figure('2026-05-11', '80.01'), figure('2026-05-12', '90', false)],
    );
    expect(text(points)).toBe('.o?');
    expect(points[1]).toMatchObject({ severity: 'verdict', limit: '80', from: hourEnd('2026-05-11', 0) });
  });

  it('noise by zone and period', () => {
    const figures = [figure('2026-05-10', '55.0'), figure('2026-05-11', '55.1')];
    expect(text(noisePoints('1', 'day', figures))).toBe('.o');
    expect(text(noisePoints('4a', 'night', figures))).toBe('.o');
    expect(text(noisePoints('9', 'day', figures))).toBe('??');
  });

  it('a month worse than the target class is over at once, one within only when it has ended', () => {
    const figures = [figure('2026-03-01', '3'), figure('2026-04-01', '4'), figure('2026-05-01', '3')];
    const until = hourEnd('2026-05-12', 0);
    expect(text(classPoints('Ⅲ', figures, until))).toBe('.o?');
    expect(text(classPoints('Ⅲ', figures, hourEnd('2026-06-01', 0)))).toBe('.o.');
    expect(text(classPoints(undefined, figures, until))).toBe('???');
  });

  it('dust: an hour over a limit stands for at least one quarter over it', () => {
    const two = dayOf([2.1, 2.1], '', '', '2026-05-10', 'a34001');
    const one = dayOf([2.1, 0.9], '', '', '2026-05-11', 'a34001');
    const seven = dayOf(
      Array.from({ length: 7 }, () => 1100),
      '',
      '',
      '2026-05-12',
      'a34001',
    );
    const until = hourEnd('2026-05-11', 24);
    const none = new Map();
    expect(text(dustPoints([two, one], none, 1, until))).toBe('o.');
    expect(dustPoints([two], none, 1, until)[0]).toMatchObject({ value: '2', limit: '1' });
    expect(dustPoints([seven], none, 0.001, until)[0]).toMatchObject({
      state: 'over',
      value: '7',
      limit: '6',
    });
    expect(text(dustPoints([one], none, 1, hourEnd('2026-05-11', 20)))).toBe('?');
  });

  it('dust: means of 15 minutes decide, hours without any stand for one', () => {
    const quarters = (over: Record<number, number>, used = 96) =>
      Array.from({ length: 96 }, (_, index) => (index < used ? (over[index] ?? 0.3) : null));
    const own = dayOf(
      Array.from({ length: 24 }, () => 0.3),
      '',
      '',
      '2026-05-10',
      'a34001',
    );
    const judged = (means: (number | null)[] | undefined, of = own) => judgeDustDayOf(of, means, 1);
    expect(judged(quarters({}))).toMatchObject({ outcome: 'within', used: 96, due: 96, hours: 0 });
    // One mean above 2.0 is allowed, two are not; the hour's mean of 0.3 shows neither.
    expect(judged(quarters({ 0: 2.1 })).outcome).toBe('within');
    expect(judged(quarters({ 0: 2.1, 50: 2.01 }))).toMatchObject({
      outcome: 'exceeds',
      counts: [{ count: 2 }, { count: 2 }],
    });
    // At the limit is not above it; six above 1.0 are allowed, seven are not.
    const above = (count: number, value: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [index, value]));
    expect(judged(quarters(above(7, 1))).outcome).toBe('within');
    expect(judged(quarters(above(6, 1.01))).outcome).toBe('within');
    expect(judged(quarters(above(7, 1.01))).outcome).toBe('exceeds');
    // 71 of 96 are too few to rule a breach out.
    expect(judged(quarters({}, 72)).outcome).toBe('within');
    expect(judged(quarters({}, 71)).outcome).toBe('open');
    // Hours that came without minutes: a lower bound beside the means.
    const late = dayOf(
      Array.from({ length: 24 }, (_, index) => (index === 23 ? 2.5 : 0.3)),
      '',
      '',
      '2026-05-10',
      'a34001',
    );
    expect(judged(quarters({ 0: 2.1 }, 92), late)).toMatchObject({ outcome: 'exceeds', used: 92, hours: 1 });
    // What a reviewer found invalid does not count.
    const invalid = dayOf([0.3], '', 'I', '2026-05-10', 'a34001');
    expect(judged(quarters({ 0: 9, 1: 9 }), invalid)).toMatchObject({ outcome: 'within', used: 92 });
    expect(judged(undefined, dayOf([], '', '', '2026-05-10', 'a34001')).outcome).toBe('none');
  });
});
