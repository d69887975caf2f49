import { type Decimal, type DecimalInput, decimal } from '../decimal/decimal.ts';
import { multiplyRational, type Rational, ratio } from '../decimal/rational.ts';
import { type Edition, editionAt, type ObservationTime } from '../edition.ts';
import type { Pollutant } from './pollutants.ts';

/** The state at which gas concentrations are stated. */
export interface GasReferenceState extends Edition {
  readonly temperatureK: string;
  readonly pressureHPa: string;
}

/** The gases whose mass concentration depends on the reference state; particulates are at actual conditions. */
export type Gas = Exclude<Pollutant, 'PM10' | 'PM2.5'>;

/** Molar masses in g/mol. */
export const MOLAR_MASSES: Readonly<Record<Gas, string>> = {
  SO2: '64.066',
  NO2: '46.006',
  CO: '28.010',
  O3: '47.998',
};

/** Universal gas constant in J/(mol·K), exact by definition of the SI since 2019. */
const GAS_CONSTANT = '8.31446261815324';

/**
 * Reference states by day of observation. Source: GB 3095-2012 (recall for 273.15 K); its 2018 amendment,
 * kept by GB 3095-2026 4.3 (values verified, date of the amendment recall).
 */
export const GAS_REFERENCE_STATES: readonly GasReferenceState[] = [
  {
    id: 'gas reference state 273.15 K',
    title: '环境空气质量标准',
    effectiveFrom: '2016-01-01',
    supersededOn: '2018-09-01',
    clause: 'GB 3095-2012 before amendment 1',
    mark: 'recall',
    temperatureK: '273.15',
    pressureHPa: '1013.25',
  },
  {
    id: 'gas reference state 298.15 K',
    title: '环境空气质量标准第1号修改单（公告2018年第29号）',
    effectiveFrom: '2018-09-01',
    clause: 'GB 3095-2012 amendment 1; GB 3095-2026 4.3',
    mark: 'verified',
    note: 'values verified; date of the amendment recall',
    temperatureK: '298.15',
    pressureHPa: '1013.25',
  },
];

/**
 * The gas reference state for an observation.
 * @throws NoEditionError before 2016-01-01.
 * Source: GB 3095-2012 and its amendment 1; GB 3095-2026 4.3 (clause number recall).
 */
export function gasReferenceState(at: ObservationTime): GasReferenceState {
  return editionAt(GAS_REFERENCE_STATES, at);
}

/**
 * Mass concentration of a gas from its mixing ratio: x · M · p / (R · T).
 * @param mixingRatio ppb gives µg/m³, ppm gives mg/m³.
 * @param molarMass g/mol, see {@link MOLAR_MASSES}.
 * @param state reference state; temperature in K, pressure in hPa.
 * @returns the exact quotient, to be rounded where it is used.
 * @throws DecimalError, DivisionByZeroError (temperature 0).
 * Source: ideal gas at the reference state of GB 3095-2026 4.3 (clause number recall).
 */
export function massConcentration(
  mixingRatio: DecimalInput,
  molarMass: DecimalInput,
  state: Pick<GasReferenceState, 'temperatureK' | 'pressureHPa'>,
): Rational {
  // hPa → Pa is ×100; ppb · g/mol · Pa / (J/mol) = 1e-9 g/m³ = 1e-3 µg/m³, hence 100 / 1000 = 1 / 10.
  const numerator = multiplyRational(multiplyRational(mixingRatio, molarMass), state.pressureHPa);
  return ratio(ratio(numerator, multiplyRational(GAS_CONSTANT, state.temperatureK)), TEN);
}

const TEN: Decimal = decimal(10);

/**
 * Converts a gas concentration to another reference temperature at equal pressure: c · T_from / T_to.
 * From 273.15 K (before 2018-09-01) to 298.15 K the factor is 0.9162. Never apply it to particulates.
 * @returns the exact quotient.
 * @throws DecimalError, DivisionByZeroError.
 * Source: GB 3095-2012 amendment 1.
 */
export function toReferenceTemperature(
  concentration: DecimalInput,
  fromK: DecimalInput,
  toK: DecimalInput,
): Rational {
  return ratio(multiplyRational(concentration, fromK), toK);
}
