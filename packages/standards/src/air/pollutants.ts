import { compare, type Decimal, decimal } from '../decimal/decimal.ts';

/** The six basic pollutants of the AQI and of the yearly assessment, in the order of the tables. */
export const POLLUTANTS = ['SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'] as const;

/** One of the six basic pollutants. */
export type Pollutant = (typeof POLLUTANTS)[number];

/** Unit of a mass concentration in ambient air. */
export type AirUnit = 'µg/m³' | 'mg/m³';

/** Thrown when a pollutant's name is not one of those a function judges. */
export class UnknownPollutantError extends RangeError {
  constructor(name: string, known: readonly string[] = POLLUTANTS) {
    super(`unknown pollutant ${JSON.stringify(name)}; known: ${known.join(', ')}`);
    this.name = 'UnknownPollutantError';
  }
}

/** Why a concentration cannot be used. */
export interface ConcentrationProblem {
  readonly pollutant: Pollutant;
  readonly reason: 'not a number' | 'negative' | 'above the plausible maximum';
  /** One sentence with the value found and what was expected. */
  readonly message: string;
}

const ALIASES: Readonly<Record<string, Pollutant>> = {
  SO2: 'SO2',
  NO2: 'NO2',
  CO: 'CO',
  O3: 'O3',
  PM10: 'PM10',
  'PM2.5': 'PM2.5',
  PM25: 'PM2.5',
  PM2_5: 'PM2.5',
  二氧化硫: 'SO2',
  二氧化氮: 'NO2',
  一氧化碳: 'CO',
  臭氧: 'O3',
  可吸入颗粒物: 'PM10',
  细颗粒物: 'PM2.5',
};

const NAMES_ZH: Readonly<Record<Pollutant, string>> = {
  SO2: '二氧化硫',
  NO2: '二氧化氮',
  CO: '一氧化碳',
  O3: '臭氧',
  PM10: '可吸入颗粒物',
  'PM2.5': '细颗粒物',
};

/**
 * Reads a pollutant's name as files write it (`PM2.5`, `pm25`, `PM2_5`, `细颗粒物`).
 * @throws UnknownPollutantError for any other name.
 * Source: own utility, no standard.
 */
export function readPollutant(name: string): Pollutant {
  const key = name.trim().toUpperCase();
  const found = Object.hasOwn(ALIASES, key) ? ALIASES[key] : undefined;
  if (found === undefined) throw new UnknownPollutantError(name);
  return found;
}

/**
 * The Chinese name of a pollutant, as in GB 3095 table 1.
 * Source: GB 3095-2012 and GB 3095-2026 table 1.
 */
export function pollutantNameZh(pollutant: Pollutant): string {
  return NAMES_ZH[pollutant];
}

/** Unit in which the standards state a pollutant: CO in mg/m³, the others in µg/m³. Source: GB 3095 table 1. */
export function pollutantUnit(pollutant: Pollutant): AirUnit {
  return pollutant === 'CO' ? 'mg/m³' : 'µg/m³';
}

/**
 * Upper ends of what an instrument in ambient air can report; a value above them is a wrong unit or a fault.
 * Not from a standard (mark: recall): CO is set so that a value in µg/m³ is caught.
 */
export const PLAUSIBLE_MAXIMUM: Readonly<Record<Pollutant, number>> = {
  SO2: 10_000,
  NO2: 10_000,
  CO: 200,
  O3: 10_000,
  PM10: 30_000,
  'PM2.5': 30_000,
};

/**
 * Checks one concentration for the faults that an import must name.
 * @param value exact value in the pollutant's unit.
 * @returns the problem, or undefined when the value can be used.
 * Source: own utility, no standard; the plausible maxima are `PLAUSIBLE_MAXIMUM` (recall).
 */
export function concentrationProblem(pollutant: Pollutant, value: Decimal): ConcentrationProblem | undefined {
  const found = Number(value.units) / 10 ** value.digits;
  if (value.units < 0n) {
    return { pollutant, reason: 'negative', message: `expected 0 or more, found ${found}` };
  }
  const maximum = PLAUSIBLE_MAXIMUM[pollutant];
  if (compare(value, decimal(maximum)) <= 0) return undefined;
  return {
    pollutant,
    reason: 'above the plausible maximum',
    message: `expected ${pollutantUnit(pollutant)} up to ${maximum}, found ${found}; wrong unit?`,
  };
}
