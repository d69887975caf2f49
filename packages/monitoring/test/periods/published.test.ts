import { describe, expect, it } from 'vitest';
import { emptyHourDay, type HourDay } from '../../src/hours/index.ts';
import {
  airMonthFigures,
  airYearFigures,
  areaDayFigures,
  DayTable,
  dayFigures,
  type FiguredSite,
  type PublishedFigure,
  publishedIn,
} from '../../src/periods/index.ts';

const day = '2019-03-10';
const site: FiguredSite = {
  kind: 'air',
  intervalHours: 1,
  props: {},
  factors: [
    { factor: 'a34004', unit: 'µg/m³', since: '2019-01-01' },
    { factor: 'a05024', unit: 'µg/m³', since: '2019-01-01' },
  ],
};

/** A day with the first `count` hours at a value. */
function hours(factor: string, count: number, value: number): HourDay {
  return {
    ...emptyHourDay(1, factor, day),
    values: Array.from({ length: 24 }, (_, index) => (index < count ? value : null)),
    marks: 'N'.repeat(count) + '-'.repeat(24 - count),
    sources: 'f'.repeat(count) + '.'.repeat(24 - count),
  };
}

const published = (
  factor: string,
  statistic: PublishedFigure['statistic'],
  value: string,
  unit = 'µg/m³',
): PublishedFigure => ({ factor, statistic, day, value, unit, import: 'one', row: 24 });

const figureOf = (blocks: HourDay[], given: PublishedFigure[], factor = 'a34004', statistic = 'mean') =>
  dayFigures(site, day, blocks, given).find((one) => one.factor === factor && one.statistic === statistic);

describe('a published day figure', () => {
  const given = published('a34004', 'mean', '35');

  it('does not count where the hours suffice', () => {
    const figure = figureOf([hours('a34004', 20, 20)], [given]);
    expect(figure).toMatchObject({ value: '20', valid: 20, detail: null });
    expect(publishedIn(figure)).toBe(0);
  });

  it('counts where too few hours are held, and says where it comes from', () => {
    const figure = figureOf([hours('a34004', 19, 20)], [given]);
    expect(figure).toMatchObject({ value: '35', valid: 19, received: 19, expected: 24, complete: true });
    expect(figure?.detail).toEqual({ published: { import: 'one', row: 24 } });
    expect(publishedIn(figure)).toBe(1);
  });

  it('counts where no hour is held at all', () => {
    expect(figureOf([], [given])).toMatchObject({ value: '35', valid: 0, received: 0 });
  });

  it('does not bring back what a reviewer struck out', () => {
    const block = { ...hours('a34004', 20, 20), verdicts: `I${'.'.repeat(23)}` };
    expect(figureOf([block], [given])).toMatchObject({ value: null, valid: 19, complete: false });
    // A reviewer who found hours valid or doubtful struck nothing out.
    const other = { ...hours('a34004', 19, 20), verdicts: `VQ${'.'.repeat(22)}` };
    expect(figureOf([other], [given])).toMatchObject({ value: '35' });
  });

  it('is one of the MDA8 or of the highest hour of ozone, each by itself', () => {
    const given = [published('a05024', 'mda8', '165')];
    expect(figureOf([hours('a05024', 19, 90)], given, 'a05024', 'mda8')).toMatchObject({
      value: '90',
      detail: null,
    });
    expect(figureOf([hours('a05024', 10, 90)], given, 'a05024', 'mda8')).toMatchObject({ value: '165' });
    expect(figureOf([hours('a05024', 10, 90)], given, 'a05024', 'max1h')).toMatchObject({ value: null });
  });

  it('is converted, and is none in a unit of another kind or below zero', () => {
    expect(figureOf([], [published('a34004', 'mean', '0.035', 'mg/m³')])).toMatchObject({ value: '35' });
    expect(figureOf([], [published('a34004', 'mean', '35', 'mg/L')])).toMatchObject({
      value: null,
      detail: null,
    });
    expect(figureOf([], [published('a34004', 'mean', '-1')])).toMatchObject({ value: null });
  });

  it('is named by the index that it is part of', () => {
    const index = figureOf([hours('a05024', 24, 90)], [given], 'AQI', 'index');
    expect(index).toMatchObject({ detail: { published: ['a34004'] } });
    expect(publishedIn(index)).toBe(1);
    expect(publishedIn(figureOf([hours('a34004', 24, 90)], [given], 'AQI', 'index'))).toBe(0);
  });

  it('is counted by the district, the month and the year', () => {
    const factors = ['a34004', 'a05024'];
    const stations = [
      { figures: new DayTable(dayFigures(site, day, [hours('a34004', 24, 21)])), monitored: factors },
      { figures: new DayTable(dayFigures(site, day, [], [given])), monitored: factors },
    ];
    const area = areaDayFigures(day, stations);
    const mean = area.find((one) => one.factor === 'a34004');
    expect(mean).toMatchObject({ value: '28', valid: 2, detail: { published: 1 } });
    const table = new DayTable(area);
    for (const figures of [airMonthFigures('2019-03', table), airYearFigures(2019, table)])
      expect(publishedIn(figures.find((one) => one.factor === 'a34004'))).toBe(1);
  });
});
