import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  airLimit,
  areaConcentration,
  areaDailySeries,
  assessYear,
  compositeIndex,
  type DailySeries,
  dailyMaxima,
  dailyMeans,
  dailyOzoneMaxima,
  dailySeries,
  dayValidity,
  deductDustHours,
  fractionText,
  GUANGDONG_WEIGHTS,
  hourlySeries,
  hourValidity,
  judgeAirLimit,
  leadQuarterValidity,
  MOLAR_MASSES,
  massConcentration,
  monthSpan,
  ozoneDay,
  POLLUTANTS,
  percentile,
  periodFigures,
  periodMean,
  type Rational,
  rankPlaces,
  rationalToNumber,
  roundHalfEvenText,
  runningMeans24,
  runningOzoneMeans8,
  sampledYearValidity,
  statisticalHour,
  threeYearMean,
  toReferenceTemperature,
  yearSpan,
  yearValidity,
} from '../src/index.ts';

const text = (value: Rational | null | string, digits = 3) =>
  value === null || typeof value === 'string' ? value : roundHalfEvenText(value, digits);

function constantYear(year: number, values: Readonly<Record<string, number>>): Record<string, DailySeries> {
  const days = (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      dailySeries(
        `${year}-01-01`,
        Array.from({ length: days }, () => value),
      ),
    ]),
  );
}

const GOOD_2019 = { SO2: 7, NO2: 38, CO: 0.9, O3: 150, PM10: 60, 'PM2.5': 35 };

describe('limits of GB 3095', () => {
  it.each([
    ['PM2.5', 'year', 2, '2026-02-28', '35'],
    ['PM2.5', 'year', 2, '2026-03-01', '30'],
    ['PM2.5', 'year', 2, '2031-01-01', '25'],
    ['PM10', '24h', 2, '2026-03-01', '120'],
    ['SO2', '24h', 2, '2031-01-01', '50'],
    ['O3', '8h', 1, '2026-03-01', '100'],
    ['NOx', 'year', 2, '2031-01-01', '40'],
    ['BaP', '24h', 1, '2026-03-01', '0.0025'],
  ] as const)('%s %s class %i on %s is %s', (pollutant, period, zone, at, limit) =>
    expect(
      text(
        {
          numerator: airLimit(pollutant, period, zone, { at }).limit.units,
          denominator: 10n ** BigInt(airLimit(pollutant, period, zone, { at }).limit.digits),
        },
        4,
      ),
    ).toBe(Number(limit).toFixed(4)),
  );

  it('complies at the limit and states the multiple above it', () => {
    expect(judgeAirLimit('35', 'PM2.5', 'year', 2, { at: '2020-06-01' })).toMatchObject({
      compliant: true,
      exceedanceMultiple: null,
    });
    expect(judgeAirLimit('36', 'PM2.5', 'year', 2, { at: '2020-06-01' })).toMatchObject({
      compliant: false,
      exceedanceMultiple: '0.03',
    });
    expect(() => airLimit('CO', 'year', 2, { at: '2020-06-01' })).toThrow(/unknown pollutant "CO year"/);
  });
});

describe('validity', () => {
  it('knows the minima of table 4', () => {
    expect([44, 45].map((minutes) => hourValidity(minutes).sufficient)).toEqual([false, true]);
    expect([19, 20].map((hours) => dayValidity(hours).sufficient)).toEqual([false, true]);
    const full = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    expect(yearValidity(full).sufficient).toBe(true);
    expect(yearValidity(full.with(1, 25)).sufficient).toBe(true);
    expect(yearValidity(full.with(1, 24))).toMatchObject({
      sufficient: false,
      rule: expect.stringContaining('24 days in month 2, at least 25'),
    });
    expect(yearValidity(new Array(12).fill(27)).sufficient).toBe(true);
    expect(yearValidity(full.with(6, 26)).sufficient).toBe(false);
    expect(sampledYearValidity(new Array(12).fill(5)).sufficient).toBe(true);
    expect(leadQuarterValidity([5, 5, 4]).sufficient).toBe(false);
  });
});

describe('reference state', () => {
  it('turns mixing ratios into mass at 298.15 K', () => {
    const state = { temperatureK: '298.15', pressureHPa: '1013.25' };
    expect(text(massConcentration('10', MOLAR_MASSES.SO2, state))).toBe('26.186');
    expect(text(toReferenceTemperature('100', '273.15', '298.15'), 2)).toBe('91.61');
  });
});

describe('statistical day', () => {
  it('has the hours 01 to 24, named by their end', () => {
    expect(statisticalHour('2019-01-02T00:00')).toEqual({ date: '2019-01-01', hour: 24 });
    expect(statisticalHour('2019-01-02T01:00')).toEqual({ date: '2019-01-02', hour: 1 });
    const hours = [...new Array(24).fill(10), ...new Array(24).fill(20)];
    const { firstDay, values } = dailyMeans(hourlySeries('SO2', '2019-01-01T01:00', hours));
    expect(firstDay).toBe(Date.UTC(2019, 0, 1) / 86_400_000);
    expect(values.map((value) => text(value as Rational))).toEqual(['10.000', '20.000']);
  });

  it('needs 20 hours for a mean and tells why there is none', () => {
    const day = (present: number, absent: null | 'not-monitored') =>
      dailyMeans(
        hourlySeries(
          'SO2',
          '2019-01-01T01:00',
          Array.from({ length: 24 }, (_, hour) => (hour < present ? hour : absent)),
        ),
      ).values[0];
    expect(text(day(20, null) as Rational)).toBe('9.500');
    expect(day(19, null)).toBe('invalid');
    expect(day(0, null)).toBe('missing');
    expect(day(0, 'not-monitored')).toBe('not-monitored');
  });

  it('starts in the middle of a day without losing hours', () => {
    const series = hourlySeries('SO2', '2019-01-01T12:00', [
      ...new Array(13).fill(1),
      ...new Array(24).fill(3),
    ]);
    expect(dailyMeans(series).values.map((value) => text(value as Rational))).toEqual(['invalid', '3.000']);
    expect(text(dailyMaxima(series).values[1] as Rational)).toBe('3.000');
  });

  it('lists faulty hours with their place', () => {
    const { problems } = hourlySeries('CO', '2019-01-01T01:00', [0.5, 800, '-1', null, 'x']);
    expect(problems.map(({ index, reason }) => [index, reason])).toEqual([
      [1, 'above the plausible maximum'],
      [2, 'negative'],
      [4, 'not a number'],
    ]);
  });
});

describe('ozone day', () => {
  const hours = (from: number, values: readonly number[]) =>
    Array.from({ length: 24 }, (_, index) => values[index - from] ?? null);

  it('takes the highest of the windows ending 08 to 24', () => {
    const rising = Array.from({ length: 24 }, (_, index) => index + 1);
    const day = ozoneDay(rising);
    expect([text(day.max), day.hour, day.validWindows, day.valid]).toEqual(['20.500', 24, 17, true]);
  });

  it('is valid with few windows only when its maximum exceeds the limit', () => {
    const high = ozoneDay(hours(11, [150, 170, 185, 190, 195, 190, 180, 170, 150, 130]));
    expect([text(high.max), high.hour, high.validWindows, high.valid]).toEqual(['180.000', 17, 7, true]);
    const low = ozoneDay(hours(11, [50, 60, 70, 80, 90, 80, 70, 60, 50, 40]));
    expect([text(low.max), low.valid]).toEqual(['71.667', false]);
    expect(ozoneDay(new Array(24).fill(null))).toMatchObject({ max: null, hour: null, valid: false });
    expect(() => ozoneDay([1])).toThrow(/24 hourly readings/);
  });

  it('equals the maximum of exact window means', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(400)), { minLength: 24, maxLength: 24 }), (readings) => {
        let best: number | null = null;
        for (let end = 8; end <= 24; end++) {
          const window = readings.slice(end - 8, end).filter((value) => value !== null);
          if (window.length < 6) continue;
          const mean = window.reduce((sum, value) => sum + value, 0) / window.length;
          if (best === null || mean > best) best = mean;
        }
        const { max } = ozoneDay(readings);
        expect(max === null ? null : rationalToNumber(max)).toEqual(
          best === null ? null : expect.closeTo(best, 9),
        );
      }),
    );
  });

  it('gives one maximum a day for a series', () => {
    const series = hourlySeries(
      'O3',
      '2019-01-01T01:00',
      Array.from({ length: 48 }, (_, index) => (index < 24 ? 80 : null)),
    );
    const { values } = dailyOzoneMaxima(series);
    expect([text(values[0] as Rational), values[1]]).toEqual(['80.000', 'missing']);
  });
});

describe('moving means', () => {
  it('average the last 24 hours with at least 20', () => {
    const series = hourlySeries(
      'PM10',
      '2019-01-01T01:00',
      Array.from({ length: 30 }, (_, index) => index),
    );
    const means = runningMeans24(series);
    expect([means[18], text(means[19] ?? null), text(means[29] ?? null)]).toEqual([null, '9.500', '17.500']);
  });

  it('of ozone start anew with the day in platform practice only', () => {
    const hours = Array.from({ length: 32 }, (_, index) => (index < 24 ? 80 : 0));
    const series = hourlySeries('O3', '2019-01-01T01:00', hours);
    expect(text(runningOzoneMeans8(series, 'letter')[24] ?? null)).toBe('70.000');
    expect(text(runningOzoneMeans8(series, 'platform practice')[24] ?? null)).toBe('0.000');
    expect(text(runningOzoneMeans8(series, 'platform practice')[31] ?? null)).toBe('0.000');
  });
});

describe('percentile and mean', () => {
  const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

  it.each([
    [upTo(365), 90, '1643/5'],
    [upTo(365), 95, '1734/5'],
    [upTo(365), 98, '8943/25'],
    [[5], 90, '5/1'],
    [[10, 20], 50, '15/1'],
    [[3, 1, 2], 100, '3/1'],
    [[3, 1, 2], 0, '1/1'],
  ])('annex A of %j at %i is %s', (values, p, expected) => {
    const found = percentile(values, p);
    expect(found === null ? null : fractionText(found)).toBe(expected);
  });

  it('leaves absent values out and has nothing to say about none', () => {
    expect(periodMean([null, 'invalid', 'missing'])).toBeNull();
    expect(percentile([], 90)).toBeNull();
    expect(() => percentile([1], 120)).toThrow(RangeError);
    expect(text(periodMean(['1.5', 'invalid', 2]))).toBe('1.750');
    expect(threeYearMean([30, 'invalid', 32])).toBeNull();
    expect(text(threeYearMean([30, 31, 33]))).toBe('31.333');
  });

  it('does not depend on the order of days and stations', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(500), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 100 }),
        (values, p) => {
          const turned = [...values].reverse();
          expect(percentile(turned, p)).toEqual(percentile(values, p));
          expect(areaConcentration(turned)).toEqual(areaConcentration(values));
        },
      ),
    );
  });
});

describe('city value', () => {
  it('needs three quarters of the stations, half when there are fewer than four', () => {
    expect(areaConcentration([10, 20, 30, null])).toMatchObject({
      value: { numerator: 60n, denominator: 3n },
    });
    expect(areaConcentration([10, 20, null, null]).value).toBeNull();
    expect(areaConcentration([10, 20, null]).completeness.sufficient).toBe(true);
    expect(areaConcentration([10, null, null]).completeness).toMatchObject({
      sufficient: false,
      rule: '1 of 3 stations valid, at least 2 needed',
    });
    expect(areaConcentration([]).value).toBeNull();
  });

  it('joins series that start on different days', () => {
    const city = areaDailySeries([dailySeries('2019-01-01', [10, 20]), dailySeries('2019-01-02', [40])]);
    expect(city.values.map((value) => text(value as Rational, 0))).toEqual(['10', '30']);
  });
});

describe('year of HJ 663', () => {
  it('complies when every mean and percentile does', () => {
    const result = assessYear(2019, constantYear(2019, GOOD_2019));
    expect(result).toMatchObject({
      compliant: true,
      spansEditions: false,
      method: { id: 'HJ 663-2013' },
      limits: { id: 'GB 3095-2012' },
    });
    expect(
      result.pollutants
        .find(({ pollutant }) => pollutant === 'NO2')
        ?.items.map(({ statistic, value }) => [statistic, value]),
    ).toEqual([
      ['mean', '38'],
      [98, '38'],
    ]);
  });

  it('judges the rounded value, once and half to even', () => {
    const compliant = (value: number) =>
      assessYear(2019, constantYear(2019, { ...GOOD_2019, 'PM2.5': value })).pollutants.find(
        ({ pollutant }) => pollutant === 'PM2.5',
      );
    expect(compliant(35.4)?.compliant).toBe(true);
    expect(compliant(35.5)).toMatchObject({
      compliant: false,
      items: [{ value: '36', exceedanceMultiple: '0.01' }, { value: '36' }],
    });
    expect(compliant(34.5)?.items[0]?.value).toBe('34');
  });

  it('never estimates: too few days give no verdict, and another failure still decides', () => {
    const daily = constantYear(2019, GOOD_2019);
    const short = { ...daily, SO2: dailySeries('2019-01-01', new Array(300).fill(7)) };
    expect(assessYear(2019, short)).toMatchObject({ compliant: null });
    expect(assessYear(2019, short).pollutants[0]).toMatchObject({
      validDays: 300,
      compliant: null,
      items: [{ value: null }, { value: null }],
    });
    expect(assessYear(2019, { ...short, ...constantYear(2019, { NO2: 41 }) }).compliant).toBe(false);
  });

  it('takes the limits of the last day, says when editions change within the year, and can be told otherwise', () => {
    const daily = constantYear(2026, { ...GOOD_2019, 'PM2.5': 32 });
    expect(assessYear(2026, daily)).toMatchObject({
      spansEditions: true,
      limits: { id: 'GB 3095-2026 transitional' },
      compliant: false,
    });
    expect(assessYear(2026, daily, { limits: 'GB 3095-2012' })).toMatchObject({
      spansEditions: false,
      compliant: true,
    });
  });

  it('leaves listed dust days out of PM only, and keeps the list', () => {
    const daily = constantYear(2019, GOOD_2019);
    const dusty = dailySeries(
      '2019-01-01',
      Array.from({ length: 365 }, (_, day) => (day < 3 ? 2000 : 66)),
    );
    const list = [{ from: '2019-01-01', to: '2019-01-03', document: 'notice 7' }];
    const verdict = (deductions: typeof list) => assessYear(2019, { ...daily, PM10: dusty }, { deductions });
    expect(verdict([]).compliant).toBe(false);
    expect(verdict(list)).toMatchObject({ compliant: true });
    expect(verdict(list).deducted).toContainEqual({
      date: '2019-01-02',
      pollutant: 'PM10',
      document: 'notice 7',
    });
    expect(verdict(list).pollutants.find(({ pollutant }) => pollutant === 'PM10')?.validDays).toBe(365);
  });

  it('leaves listed dust hours out before the daily mean', () => {
    const series = hourlySeries(
      'PM10',
      '2019-01-01T01:00',
      Array.from({ length: 24 }, (_, hour) => (hour < 4 ? 900 : 60)),
    );
    const { series: kept, deductedHours } = deductDustHours(series, [
      { from: '2019-01-01T01:00', to: '2019-01-01T04:00', document: 'notice 7' },
    ]);
    expect(deductedHours).toBe(4);
    expect(text(dailyMeans(kept).values[0] as Rational)).toBe('60.000');
  });

  it('states the figures of a month and which months are short', () => {
    const daily = constantYear(2019, GOOD_2019);
    const figures = periodFigures(monthSpan(2019, 2), {
      ...daily,
      SO2: dailySeries('2019-02-01', new Array(24).fill(7)),
    });
    expect(figures.rounded).toEqual({ SO2: '7', NO2: '38', CO: '0.9', O3: '150', PM10: '60', 'PM2.5': '35' });
    expect(figures.shortMonths).toMatchObject([{ pollutant: 'SO2', month: '2019-02' }]);
    expect(yearSpan(2019)).toEqual({ from: '2019-01-01', to: '2019-12-31' });
  });
});

describe('composite index and ranking', () => {
  it('adds the ratios, exactly or from rounded ratios', () => {
    const concentration = { SO2: 3, NO2: 13, PM10: 16, 'PM2.5': 13, CO: '0.9', O3: 87 };
    expect(compositeIndex(concentration, '2022-02-01').value).toBe('1.74');
    expect(compositeIndex(concentration, '2022-02-01', { subIndices: 'two digits' }).value).toBe('1.73');
    expect(compositeIndex(concentration, '2022-02-01').largest).toEqual(['O3']);
  });

  it('uses the limits of the day and shows the weights', () => {
    const concentration = { SO2: 10, NO2: 30, PM10: 60, 'PM2.5': 30, CO: '1.2', O3: 160 };
    expect(compositeIndex(concentration, '2026-04-01').value).toBe('4.22');
    const weighted = compositeIndex(concentration, '2026-04-01', { weights: GUANGDONG_WEIGHTS });
    expect(weighted).toMatchObject({ value: '7.97', weights: { mark: 'single source' } });
    expect(compositeIndex({ ...concentration, CO: null }, '2026-04-01')).toMatchObject({
      value: null,
      missing: ['CO'],
    });
  });

  it('shares ranks on ties and puts places without a figure last', () => {
    const entries = [
      { place: 'c', figure: '3.014' },
      { place: 'a', figure: '2.5' },
      { place: 'd', figure: null },
      { place: 'b', figure: '3.01' },
      { place: 'e', figure: '4' },
    ];
    expect(rankPlaces(entries).map(({ place, rank }) => `${place}${rank}`)).toEqual([
      'a1',
      'b2',
      'c2',
      'e4',
      'dnull',
    ]);
    expect(rankPlaces(entries, 2, 'highest')[0]).toEqual({ place: 'e', rank: 1, figure: '4.00' });
  });
});

it('has a series of every pollutant in its figures', () => {
  expect(Object.keys(periodFigures(yearSpan(2019), {}).concentration)).toEqual([...POLLUTANTS]);
});
