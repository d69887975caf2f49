import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AQI_EDITIONS,
  aqiCategory,
  ConcentrationError,
  columnPollutant,
  dailyAqi,
  healthText,
  hourlyAqi,
  INDEX_POINTS,
  type IndexColumn,
  POLLUTANTS,
  readPollutant,
  sensitiveGroupsZh,
  subIndex,
  UnknownPollutantError,
} from '../src/index.ts';

const E2012 = { edition: 'HJ 633-2012' };
const E2026 = { edition: 'HJ 633-2026' };
const CLEAN = { SO2: 5, NO2: 20, CO: 0.6, O3: 60, PM10: 40, 'PM2.5': 20 };

describe('sub-index', () => {
  it.each<[IndexColumn, string, string, number | null]>([
    ['PM2.5 24h', '75', 'HJ 633-2012', 100],
    ['PM2.5 24h', '75', 'HJ 633-2026', 114],
    ['PM2.5 24h', '60.5', 'HJ 633-2026', 100],
    ['PM2.5 24h', '61.5', 'HJ 633-2026', 102],
    ['PM10 24h', '151', 'HJ 633-2012', 101],
    ['PM10 24h', '151', 'HJ 633-2026', 112],
    ['CO 24h', '2.2', 'HJ 633-2012', 55],
    ['CO 24h', '1.25', 'HJ 633-2026', 30],
    ['CO 24h', '1.25', 'HJ 633-2012', 32],
    ['CO 1h', '65.4', 'HJ 633-2026', 218],
    ['SO2 1h', '800', 'HJ 633-2012', 200],
    ['SO2 1h', '801', 'HJ 633-2012', null],
    ['SO2 1h', '801', 'HJ 633-2026', 200],
    ['O3 8h', '801', 'HJ 633-2012', null],
    ['O3 8h', '801', 'HJ 633-2026', 300],
    ['O3 1h', '1300', 'HJ 633-2012', 500],
    ['NO2 24h', '0', 'HJ 633-2026', 0],
    ['PM2.5 24h', '35.00001', 'HJ 633-2012', 51],
  ])('%s %s under %s is %j', (column, concentration, edition, index) =>
    expect(subIndex(column, concentration, { edition })).toBe(index),
  );

  it('reads numbers, texts and states alike', () => {
    expect(subIndex('CO 24h', 2.2, E2012)).toBe(subIndex('CO 24h', '2.20', E2012));
    expect(subIndex('CO 24h', null, E2012)).toBeNull();
    expect(subIndex('CO 24h', 'not-monitored', E2012)).toBeNull();
    for (const bad of [-1, '-0.1', 800, 'abc', Number.NaN]) {
      expect(() => subIndex('CO 24h', bad, E2012)).toThrow(ConcentrationError);
    }
  });

  const columns = Object.keys(AQI_EDITIONS[0]?.breakpoints ?? {}) as IndexColumn[];
  const anyColumn = fc.constantFrom(...columns);
  const anyEdition = fc.constantFrom('HJ 633-2012', 'HJ 633-2026');

  it('never falls when the concentration rises', () => {
    fc.assert(
      fc.property(anyColumn, anyEdition, fc.nat(180_000), fc.nat(5000), (column, edition, units, rise) => {
        const scale = column.startsWith('CO') ? 1000 : 100;
        const low = subIndex(column, units / scale, { edition });
        const high = subIndex(column, (units + rise) / scale, { edition });
        if (low !== null && high !== null) expect(high).toBeGreaterThanOrEqual(low);
      }),
    );
  });

  it('equals an exact rational check for every column and edition', () => {
    fc.assert(
      fc.property(
        anyColumn,
        anyEdition,
        fc.nat(2_000_000),
        fc.integer({ min: 0, max: 7 }),
        (column, edition, units, digits) => {
          const text = `${BigInt(units) / 10n ** BigInt(digits)}.${(BigInt(units) % 10n ** BigInt(digits)).toString().padStart(digits, '0')}`;
          const concentration = digits === 0 ? String(units) : text;
          fc.pre(Number(concentration) <= (columnPollutant(column) === 'CO' ? 200 : 10_000));
          expect(subIndex(column, concentration, { edition })).toBe(
            exactIndex(column, edition, BigInt(units), digits),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  /** Straight from the text of the standard, with BigInt fractions. */
  function exactIndex(column: IndexColumn, edition: string, units: bigint, digits: number): number | null {
    const table = AQI_EDITIONS.find(({ id }) => id === edition);
    const points = table?.breakpoints[column] ?? [];
    let numerator = units;
    let denominator = 10n ** BigInt(digits);
    if (edition === 'HJ 633-2026') {
      const keep = column.startsWith('CO') ? 10n : 1n;
      const scaled = numerator * keep;
      const whole = scaled / denominator;
      const twice = 2n * (scaled - whole * denominator);
      numerator = twice > denominator || (twice === denominator && whole % 2n === 1n) ? whole + 1n : whole;
      denominator = keep;
    }
    for (let index = 1; index < points.length; index++) {
      const high = BigInt(points[index] ?? 0);
      if (numerator > high * denominator) continue;
      const low = BigInt(points[index - 1] ?? 0);
      const from = BigInt(INDEX_POINTS[index - 1] ?? 0);
      const rise = BigInt(INDEX_POINTS[index] ?? 0) - from;
      const above = rise * (numerator - low * denominator);
      const below = (high - low) * denominator;
      return Number(from + above / below + (above % below > 0n ? 1n : 0n));
    }
    if (points.length === INDEX_POINTS.length) return 500;
    return edition === 'HJ 633-2026' ? (INDEX_POINTS[points.length - 1] ?? null) : null;
  }
});

describe('hourly AQI', () => {
  it('names every pollutant at the maximum after rounding up', () => {
    const result = hourlyAqi({ ...CLEAN, PM10: 64, 'PM2.5': 40 }, { at: '2022-01-04T12:00' });
    expect(result).toMatchObject({ aqi: 57, primary: ['PM10', 'PM2.5'], level: 2, edition: 'HJ 633-2012' });
  });

  it('names no primary pollutant up to 50', () => {
    expect(hourlyAqi({ ...CLEAN, PM10: 50 }, E2026)).toMatchObject({ aqi: 50, primary: [], level: 1 });
  });

  it('names exceeding pollutants in the 2012 edition only', () => {
    const readings = { ...CLEAN, O3: 235, 'PM2.5': 80 };
    expect(hourlyAqi(readings, E2012).exceeding).toEqual(['O3', 'PM2.5']);
    expect(hourlyAqi(readings, E2026).exceeding).toEqual([]);
  });

  it('keeps missing, invalid, not monitored and zero apart', () => {
    expect(hourlyAqi({ ...CLEAN, SO2: null }, E2026)).toMatchObject({
      aqi: null,
      highestSubIndex: 40,
      level: null,
    });
    expect(hourlyAqi({ ...CLEAN, SO2: 'invalid' }, E2026).aqi).toBeNull();
    expect(hourlyAqi({ ...CLEAN, SO2: 'not-monitored' }, E2026)).toMatchObject({
      aqi: 40,
      iaqi: { SO2: null },
    });
    expect(hourlyAqi({ ...CLEAN, SO2: 0 }, E2026)).toMatchObject({ aqi: 40, iaqi: { SO2: 0 } });
    expect(hourlyAqi({ ...CLEAN, SO2: null, O3: 228 }, E2026)).toMatchObject({ aqi: 114, primary: ['O3'] });
    expect(hourlyAqi({ ...CLEAN, SO2: null }, E2026, { missingRule: 'publish' }).aqi).toBe(40);
    expect(hourlyAqi({}, E2026)).toMatchObject({ aqi: null, highestSubIndex: null });
  });

  it('lists faulty inputs, counts them as invalid and judges the rest', () => {
    const result = hourlyAqi({ ...CLEAN, CO: 800, NO2: -3, O3: '1o0', PM10: 300 }, E2026);
    expect(result.aqi).toBe(175);
    expect(result.problems.map(({ pollutant, reason }) => [pollutant, reason])).toEqual([
      ['NO2', 'negative'],
      ['CO', 'above the plausible maximum'],
      ['O3', 'not a number'],
    ]);
    expect(result.problems[1]?.message).toBe('expected mg/m³ up to 200, found 800; wrong unit?');
  });

  it('follows the letter of 2012 with moving means, and ozone or SO2 that leave their column', () => {
    const letter = {
      SO2: 801,
      SO2_24h: 150,
      NO2: 20,
      CO: 0.6,
      O3: 820,
      O3_8h: 801,
      PM10_24h: 40,
      'PM2.5_24h': 20,
    };
    const result = hourlyAqi(letter, E2012, { method: 'letter' });
    expect(result.iaqi).toMatchObject({ SO2: 100, O3: 310, O3_8h: null, PM10_24h: 40 });
    expect(result).toMatchObject({ aqi: 310, primary: ['O3'], method: 'letter' });
  });

  it('is the same in both methods from the 2026 edition on', () => {
    const readings = { ...CLEAN, 'PM2.5': 90 };
    expect(hourlyAqi(readings, E2026, { method: 'letter' }).aqi).toBe(hourlyAqi(readings, E2026).aqi);
  });

  it('shows 0 or 1 for air without anything, by configuration', () => {
    const zero = { SO2: 0, NO2: 0, CO: 0, O3: 0, PM10: 0, 'PM2.5': 0 };
    expect(hourlyAqi(zero, E2026).aqi).toBe(0);
    expect(hourlyAqi(zero, E2026, { indexOfZero: 1 }).aqi).toBe(1);
  });

  it('does not depend on the order of the inputs', () => {
    const values = fc.record(Object.fromEntries(POLLUTANTS.map((name) => [name, fc.option(fc.nat(150))])));
    fc.assert(
      fc.property(values, fc.shuffledSubarray([...POLLUTANTS], { minLength: 6 }), (readings, order) => {
        const shuffled = Object.fromEntries(order.map((name) => [name, readings[name]]));
        expect(hourlyAqi(shuffled, E2026)).toEqual(hourlyAqi(readings, E2026));
      }),
    );
  });
});

describe('daily AQI', () => {
  it('rounds half to even before the sub-index in 2026', () => {
    const result = dailyAqi(
      { SO2: '5', NO2: '20', CO: '0.6', PM10: '120.5', 'PM2.5': '60.4', O3_8h: '160.5' },
      { at: '2026-05-01' },
      { explain: true },
    );
    expect(result).toMatchObject({ aqi: 100, primary: ['O3', 'PM10', 'PM2.5'], level: 2 });
    expect(result.explanation?.rounding.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['PM10', '120.5', '120'],
      ['PM2.5', '60.4', '60'],
      ['O3_8h', '160.5', '160'],
    ]);
  });

  it('takes both ozone figures in 2012 and names ozone once', () => {
    const result = dailyAqi(
      { SO2: 12, NO2: 45, CO: '0.9', PM10: 88, 'PM2.5': 40, O3_8h: 165, O3_1h: 250 },
      { at: '2019-05-01' },
    );
    expect(result).toMatchObject({
      aqi: 125,
      primary: ['O3'],
      exceeding: ['O3'],
      iaqi: { O3_8h: 105, O3_1h: 125 },
    });
  });

  it('explains edition, method, inputs, completeness and what is missing', () => {
    const { explanation } = dailyAqi(
      { SO2: 12, NO2: 'invalid', CO: '0.9' },
      { at: '2026-05-01' },
      { explain: true },
    );
    expect(explanation).toMatchObject({
      edition: { id: 'HJ 633-2026', mark: 'verified', effectiveFrom: '2026-03-01' },
      method: 'letter',
      completeness: [{ sufficient: false, clause: 'HJ 633-2026 5.3' }],
      missing: [
        { name: 'NO2', state: 'invalid' },
        { name: 'PM10', state: 'missing' },
        { name: 'PM2.5', state: 'missing' },
        { name: 'O3_8h', state: 'missing' },
      ],
    });
    expect(explanation?.steps[0]).toBe(
      'IAQI(SO2) = 12: (50 − 0) / (50 − 0) × (12 − 0) + 0, rounded up [SO2 24h]',
    );
  });
});

describe('categories and names', () => {
  it.each([
    [0, 1, '优', '#00E400'],
    [50, 1, '优', '#00E400'],
    [51, 2, '良', '#FFFF00'],
    [101, 3, '轻度污染', '#FF7E00'],
    [151, 4, '中度污染', '#FF0000'],
    [201, 5, '重度污染', '#99004C'],
    [301, 6, '严重污染', '#7E0023'],
    [500, 6, '严重污染', '#7E0023'],
  ])('AQI %i is level %i %s %s', (aqi, level, nameZh, hex) =>
    expect(aqiCategory(aqi)).toMatchObject({ level, nameZh, hex }),
  );

  it('has the wording of each edition under its own key', () => {
    expect(healthText(3, 'HJ 633-2026')).toMatchObject({ key: 'air.health.2026.3', mark: 'verified' });
    expect(healthText(3, 'HJ 633-2012')?.effectZh).toContain('易感人群');
    expect(healthText(3, 'HJ 1')).toBeUndefined();
    expect(sensitiveGroupsZh('CO')).toBe('患有心血管系统疾病的人');
  });

  it('reads the names that files use and refuses others', () => {
    expect(['pm2_5', 'PM25', '细颗粒物', 'so2', 'O3'].map(readPollutant)).toEqual([
      'PM2.5',
      'PM2.5',
      'PM2.5',
      'SO2',
      'O3',
    ]);
    expect(() => readPollutant('H2S')).toThrow(UnknownPollutantError);
    expect(() => readPollutant('toString')).toThrow(UnknownPollutantError);
  });
});
