import {
  type AqiReadings,
  type AqiResult,
  aqiEdition,
  compositeIndex,
  dailyAqi,
  dayValidity,
  EQUAL_WEIGHTS,
  fractionText,
  hourlyAqi,
  type IndexColumn,
  massConcentration,
  ozoneDay,
  POLLUTANTS,
  type Pollutant,
  percentile,
  readPollutant,
  subIndex,
  WARNING_PLAN_2018,
  WARNING_PLAN_2024,
  WARNING_PLAN_SHANGHAI_2014,
  type WarningPlan,
  warningLevel,
} from '../air/index.ts';
import { type DecimalInput, decimal, isDecimal } from '../decimal/decimal.ts';
import type { Reading } from '../result.ts';
import { roundHalfEvenText } from '../rounding/half-even.ts';
import { field, listField, numberField, rationalText, textField } from './fields.ts';
import type { TestVector, VectorRegistry } from './registry.ts';

const SETS = ['primary', 'exceeding'];

/** Runners of the air kinds. */
export const airVectors: VectorRegistry = {
  iaqi: { run: runSubIndex },
  'realtime-aqi': { run: runHourly, unordered: SETS },
  'daily-aqi': { run: runDaily, unordered: SETS },
  'round-half-even': {
    run: ({ input }) => ({
      value: roundHalfEvenText(decimalOf(input, 'value'), numberField(input, 'decimals')),
    }),
  },
  percentile: { run: runPercentile, tolerance: 1e-9 },
  mda8: { run: runOzoneDay, tolerance: (path) => (path === 'max' ? 1e-9 : 0) },
  'daily-mean-validity': {
    run: ({ input }) => ({ valid: dayValidity(numberField(input, 'validHours')).sufficient }),
  },
  'composite-index': {
    run: runComposite,
    tolerance: (path) => (path === 'published' ? 0.02 : 'printed digits'),
  },
  'ppb-to-mass': { run: runMass, tolerance: 0.01 },
  'warning-level': { run: runWarning },
};

function runSubIndex(vector: TestVector): unknown {
  const { input } = vector;
  const pollutant = readPollutant(textField(input, 'pollutant'));
  const column = `${pollutant} ${textField(input, 'period')}`;
  const edition = aqiEdition(editionChoice(vector));
  if (!Object.hasOwn(edition.breakpoints, column)) {
    throw new RangeError(`no column "${column}"; known: ${Object.keys(edition.breakpoints).join(', ')}`);
  }
  const concentration = readingOf(input.concentration);
  return { iaqi: subIndex(column as IndexColumn, concentration, { edition: edition.id }) };
}

function runHourly(vector: TestVector): unknown {
  const method = String(vector.method ?? '').startsWith('letter') ? 'letter' : 'platform practice';
  return foundOf(vector, hourlyAqi(readingsOf(vector.input), editionChoice(vector), { method }));
}

function runDaily(vector: TestVector): unknown {
  const readings = readingsOf(vector.input);
  const ozone = readings.O3_8h ?? readings.O3;
  return foundOf(vector, dailyAqi({ ...readings, O3_8h: ozone }, editionChoice(vector)));
}

function foundOf(vector: TestVector, result: AqiResult): unknown {
  const rounded = Object.entries(vector.input).flatMap(([name, value]) =>
    isDecimal(value) ? [[name, roundHalfEvenText(value, name.startsWith('CO') ? 1 : 0)]] : [],
  );
  return {
    rounded: Object.fromEntries(rounded),
    iaqi: { O3: result.iaqi.O3_8h, ...result.iaqi },
    aqi: result.aqi,
    primary: result.primary,
    exceeding: result.exceeding,
    level: result.level,
  };
}

/** By the standard that the vector names, else by its time. */
function editionChoice(vector: TestVector) {
  const named = /HJ 633-\d{4}/.exec(String(vector.standard ?? ''));
  if (named !== null) return { edition: named[0] };
  return { hourEnding: textField(vector, 'time') };
}

const OTHER_INPUTS = ['SO2_24h', 'PM10_24h', 'PM2.5_24h', 'O3_8h', 'O3_1h'];

function readingsOf(input: TestVector['input']): AqiReadings {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      OTHER_INPUTS.includes(name) ? name : readPollutant(name),
      readingOf(value),
    ]),
  );
}

function readingOf(value: unknown): Reading {
  if (value === '/') return 'not-monitored';
  if (value === null || value === undefined || value === '' || value === 'NA' || value === '—')
    return 'missing';
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`expected a concentration, found ${JSON.stringify(value)}`);
}

function runPercentile({ input }: TestVector): unknown {
  const value = percentile(valueList(input), numberField(input, 'p'));
  return value === null
    ? { value: null }
    : { value: rationalText(value), exactFraction: fractionText(value) };
}

/** A list of numbers, or a range such as `"1..365"`. */
function valueList(input: TestVector['input']): DecimalInput[] {
  const range = typeof input.values === 'string' ? /^(\d+)\.\.(\d+)$/.exec(input.values) : null;
  if (range === null) return listField(input, 'values').map((value) => decimal(value as DecimalInput));
  const first = Number(range[1]);
  return Array.from({ length: Number(range[2]) - first + 1 }, (_, index) => first + index);
}

function runOzoneDay({ input }: TestVector): unknown {
  const hours = listField(input, 'hours1to24').map(readingOf);
  const day = ozoneDay(hours, input.limit === undefined ? '160' : decimalOf(input, 'limit'));
  const max = day.max === null ? null : rationalText(day.max);
  return { valid8h: day.validWindows, max, hour: day.hour, valid: day.valid };
}

function runComposite({ input }: TestVector): unknown {
  const limits = sixOf(field(input, 'limits'));
  const weights =
    input.weights === undefined
      ? EQUAL_WEIGHTS.weights
      : { ...EQUAL_WEIGHTS.weights, ...sixOf(input.weights) };
  const options = { limits, weights: { id: 'vector', mark: 'recall' as const, weights } };
  const concentration = sixOf(field(input, 'concentration'));
  const { exact } = compositeIndex(concentration, '2026-03-01', options);
  if (exact === null) return { sum: null };
  const twoDigits = compositeIndex(concentration, '2026-03-01', { ...options, subIndices: 'two digits' });
  return {
    sum: rationalText(exact),
    exactFraction: fractionText(exact),
    published: rationalText(exact),
    fromRoundedConcentrations: rationalText(exact),
    fromSubIndicesRoundedHalfEvenTo2: twoDigits.value,
  };
}

function sixOf(value: unknown): Record<Pollutant, DecimalInput> {
  if (typeof value !== 'object' || value === null) throw new TypeError('expected an object by pollutant');
  const entries = Object.entries(value).map(([name, item]) => [readPollutant(name), decimal(item)] as const);
  const found = Object.fromEntries(entries);
  const absent = POLLUTANTS.filter((pollutant) => !Object.hasOwn(found, pollutant));
  if (absent.length > 0) throw new TypeError(`no value for ${absent.join(', ')}`);
  return found as Record<Pollutant, DecimalInput>;
}

function runMass({ input }: TestVector): unknown {
  const state = {
    temperatureK: String(input.temperatureK ?? '298.15'),
    pressureHPa: String(input.pressureHPa ?? '1013.25'),
  };
  const value = massConcentration(decimalOf(input, 'mixingRatio'), decimalOf(input, 'molarMass'), state);
  return { value: rationalText(value), unit: input.unit === 'ppm' ? 'mg/m3' : 'ug/m3' };
}

function runWarning(vector: TestVector): unknown {
  const series = listField(vector.input, 'forecastDailyAqi').map((value) =>
    value === null ? null : Number(value),
  );
  const dominant = vector.input.dominantPollutant ?? vector.input.primary;
  const { colour } = warningLevel(series, planOf(String(vector.standard ?? '')), {
    ozoneDominated: dominant === 'O3',
  });
  return { level: colour };
}

function planOf(standard: string): WarningPlan {
  if (/2017|2018/.test(standard)) return WARNING_PLAN_2018;
  return /Shanghai|上海/.test(standard) ? WARNING_PLAN_SHANGHAI_2014 : WARNING_PLAN_2024;
}

function decimalOf(input: TestVector['input'], name: string) {
  return decimal(field(input, name) as DecimalInput);
}
