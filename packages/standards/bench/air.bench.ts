/**
 * Speed of the air functions beside a naive floating-point baseline in the same run:
 * `node --conditions=huanzhi-source --import tsx packages/standards/bench/air.bench.ts`
 */
import {
  assessYear,
  compositeIndex,
  type DailySeries,
  dailyMeans,
  dailyOzoneMaxima,
  type HourlySeries,
  hourlyAqi,
  hourlySeries,
  POLLUTANTS,
  type Pollutant,
  periodFigures,
  yearSpan,
} from '../src/air/index.ts';
import { dailyMean, naiveHourlyAqi, naiveMda8, naivePercentile } from './naive.ts';

const HOURS = 300_000;
const STATIONS = 100;
const YEARS = [2021, 2022, 2023, 2024, 2025];

/** Reproducible numbers in [0, 1): a linear congruential generator. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function readings(random: () => number) {
  return {
    SO2: Math.floor(random() * 40),
    NO2: Math.floor(random() * 120),
    CO: Math.floor(random() * 30) / 10,
    O3: Math.floor(random() * 250),
    PM10: Math.floor(random() * 300),
    'PM2.5': Math.floor(random() * 200),
  };
}

function seconds(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}

/** Best of three, so that neither side pays for compilation. */
function best(run: () => void): number {
  return Math.min(seconds(run), seconds(run), seconds(run));
}

function benchHourlyAqi(): void {
  const random = generator(1);
  const rows = Array.from({ length: HOURS }, () => readings(random));
  const start = Date.UTC(2026, 3, 1);
  let exactSum = 0;
  let naiveSum = 0;
  const exact = best(() => {
    exactSum = 0;
    for (let index = 0; index < HOURS; index++) {
      const row = rows[index];
      if (row !== undefined) exactSum += hourlyAqi(row, { hourEnding: start + index * 3_600_000 }).aqi ?? 0;
    }
  });
  const naive = best(() => {
    naiveSum = 0;
    for (const row of rows) naiveSum += naiveHourlyAqi(row);
  });
  report('hourly AQI, station-hours/s', HOURS / exact, HOURS / naive);
  console.log(
    `  sum of indices: exact ${exactSum}, floating point ${naiveSum} (difference ${naiveSum - exactSum})`,
  );
}

function report(name: string, exact: number, naive: number): void {
  const text = (value: number) => Math.round(value).toLocaleString('en').padStart(12);
  console.log(`${name}: exact ${text(exact)}   naive floating point ${text(naive)}`);
}

function stationYear(year: number, seed: number): Record<Pollutant, Float64Array> {
  const random = generator(seed);
  const hours = (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 3_600_000;
  const columns = Object.fromEntries(POLLUTANTS.map((name) => [name, new Float64Array(hours)]));
  for (let hour = 0; hour < hours; hour++) {
    const row: Record<string, number> = readings(random);
    for (const name of POLLUTANTS) {
      const column = columns[name];
      // One hour in fifty is missing.
      if (column !== undefined) column[hour] = random() < 0.02 ? Number.NaN : (row[name] ?? 0);
    }
  }
  return columns as Record<Pollutant, Float64Array>;
}

function exactYear(year: number, columns: Record<Pollutant, (number | null)[]>): string {
  const daily = Object.fromEntries(
    POLLUTANTS.map((name): [Pollutant, DailySeries] => {
      const series: HourlySeries = hourlySeries(name, `${year}-01-01T01:00`, columns[name]);
      return [name, name === 'O3' ? dailyOzoneMaxima(series) : dailyMeans(series)];
    }),
  );
  const assessed = assessYear(year, daily);
  const figures = periodFigures(yearSpan(year), daily);
  return `${assessed.compliant} ${compositeIndex(figures.concentration, `${year}-12-31`).value}`;
}

/** The same hours as the exact functions take them: null where a value is missing. */
function withNulls(columns: Record<Pollutant, Float64Array>): Record<Pollutant, (number | null)[]> {
  const entries = POLLUTANTS.map((name) => [
    name,
    Array.from(columns[name], (value) => (Number.isNaN(value) ? null : value)),
  ]);
  return Object.fromEntries(entries);
}

function naiveYear(columns: Record<Pollutant, Float64Array>): number {
  let index = 0;
  for (const name of POLLUTANTS) {
    const days: number[] = [];
    for (let from = 0; from < columns[name].length; from += 24) {
      const hours = columns[name].subarray(from, from + 24);
      days.push(name === 'O3' ? naiveMda8(hours) : dailyMean(hours));
    }
    const valid = days.filter((day) => !Number.isNaN(day));
    const percentile = naivePercentile(valid, name === 'O3' ? 90 : 95);
    index += percentile + valid.reduce((sum, day) => sum + day, 0) / valid.length;
  }
  return index;
}

function benchYears(): void {
  let exact = 0;
  let naive = 0;
  for (const year of YEARS) {
    for (let station = 0; station < STATIONS; station++) {
      const columns = stationYear(year, year * 1000 + station);
      const readings = withNulls(columns);
      exact += seconds(() => void exactYear(year, readings));
      naive += seconds(() => void naiveYear(columns));
    }
  }
  console.log(
    `HJ 663 year statistics, ${YEARS.length} years hourly × ${STATIONS} stations: exact ${exact.toFixed(2)} s   naive floating point ${naive.toFixed(2)} s`,
  );
}

benchHourlyAqi();
benchYears();
