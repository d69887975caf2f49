import type { Edition } from '../../edition.ts';
import type { AirUnit, Pollutant } from '../pollutants.ts';

/** Pollutants with a limit in GB 3095: the six basic ones (table 1) and four others (table 2). */
export type LimitedPollutant = Pollutant | 'TSP' | 'NOx' | 'Pb' | 'BaP';

/** Averaging period of a limit; `8h` is the daily maximum 8-hour mean of ozone. */
export type LimitPeriod = 'year' | 'quarter' | '24h' | '8h' | '1h';

/** Functional zone class: 1 一类区 (nature reserves and the like), 2 二类区 (everything else). */
export type ZoneClass = 1 | 2;

/** Pollutant, period, class I limit, class II limit (exact decimals, unit by {@link limitUnit}). */
export type LimitRow = readonly [
  pollutant: LimitedPollutant,
  period: LimitPeriod,
  class1: string,
  class2: string,
];

/** One edition (or phase) of the ambient air quality standard. */
export interface AmbientAirEdition extends Edition {
  readonly limits: readonly LimitRow[];
}

/** The unit of a limit: CO in mg/m³, the others in µg/m³. Source: GB 3095 tables 1 and 2. */
export function limitUnit(pollutant: LimitedPollutant): AirUnit {
  return pollutant === 'CO' ? 'mg/m³' : 'µg/m³';
}

const LIMITS_2012: readonly LimitRow[] = [
  ['SO2', 'year', '20', '60'],
  ['SO2', '24h', '50', '150'],
  ['SO2', '1h', '150', '500'],
  ['NO2', 'year', '40', '40'],
  ['NO2', '24h', '80', '80'],
  ['NO2', '1h', '200', '200'],
  ['CO', '24h', '4', '4'],
  ['CO', '1h', '10', '10'],
  ['O3', '8h', '100', '160'],
  ['O3', '1h', '160', '200'],
  ['PM10', 'year', '40', '70'],
  ['PM10', '24h', '50', '150'],
  ['PM2.5', 'year', '15', '35'],
  ['PM2.5', '24h', '35', '75'],
  ['TSP', 'year', '80', '200'],
  ['TSP', '24h', '120', '300'],
  ['NOx', 'year', '50', '50'],
  ['NOx', '24h', '100', '100'],
  ['NOx', '1h', '250', '250'],
  ['Pb', 'year', '0.5', '0.5'],
  ['Pb', 'quarter', '1', '1'],
  ['BaP', 'year', '0.001', '0.001'],
  ['BaP', '24h', '0.0025', '0.0025'],
];

const LIMITS_2026_TRANSITIONAL: readonly LimitRow[] = [
  ['SO2', 'year', '20', '60'],
  ['SO2', '24h', '50', '150'],
  ['SO2', '1h', '150', '500'],
  ['NO2', 'year', '40', '40'],
  ['NO2', '24h', '80', '80'],
  ['NO2', '1h', '200', '200'],
  ['CO', '24h', '4', '4'],
  ['CO', '1h', '10', '10'],
  ['O3', '8h', '100', '160'],
  ['O3', '1h', '160', '200'],
  ['PM10', 'year', '40', '60'],
  ['PM10', '24h', '50', '120'],
  ['PM2.5', 'year', '15', '30'],
  ['PM2.5', '24h', '35', '60'],
  ['TSP', 'year', '80', '200'],
  ['TSP', '24h', '120', '300'],
  ['NOx', 'year', '50', '50'],
  ['NOx', '24h', '100', '100'],
  ['NOx', '1h', '250', '250'],
  ['Pb', 'year', '0.5', '0.5'],
  ['Pb', 'quarter', '1', '1'],
  ['BaP', 'year', '0.001', '0.001'],
  ['BaP', '24h', '0.0025', '0.0025'],
];

const LIMITS_2026_FINAL: readonly LimitRow[] = [
  ['SO2', 'year', '20', '20'],
  ['SO2', '24h', '50', '50'],
  ['SO2', '1h', '150', '150'],
  ['NO2', 'year', '30', '30'],
  ['NO2', '24h', '50', '50'],
  ['NO2', '1h', '200', '200'],
  ['CO', '24h', '4', '4'],
  ['CO', '1h', '10', '10'],
  ['O3', '8h', '100', '160'],
  ['O3', '1h', '160', '200'],
  ['PM10', 'year', '20', '50'],
  ['PM10', '24h', '50', '100'],
  ['PM2.5', 'year', '10', '25'],
  ['PM2.5', '24h', '25', '50'],
  ['TSP', 'year', '80', '200'],
  ['TSP', '24h', '120', '300'],
  ['NOx', 'year', '40', '40'],
  ['NOx', '24h', '70', '70'],
  ['NOx', '1h', '250', '250'],
  ['Pb', 'year', '0.5', '0.5'],
  ['Pb', 'quarter', '1', '1'],
  ['BaP', 'year', '0.001', '0.001'],
  ['BaP', '24h', '0.0025', '0.0025'],
];

/**
 * The limit sets of GB 3095, by day of observation. Source: GB 3095-2012 tables 1 and 2;
 * GB 3095-2026 tables 1 and 2 (transitional limits to 2030-12-31, final limits from 2031-01-01).
 */
export const AMBIENT_AIR_EDITIONS: readonly AmbientAirEdition[] = [
  {
    id: 'GB 3095-2012',
    title: '环境空气质量标准',
    effectiveFrom: '2016-01-01',
    supersededOn: '2026-03-01',
    clause: 'GB 3095-2012 tables 1 and 2',
    mark: 'verified',
    note: 'nationwide date; many cities applied it earlier (from 2012), which an explicit edition can express',
    limits: LIMITS_2012,
  },
  {
    id: 'GB 3095-2026 transitional',
    title: '环境空气质量标准（过渡阶段限值）',
    effectiveFrom: '2026-03-01',
    supersededOn: '2031-01-01',
    clause: 'GB 3095-2026 tables 1 and 2',
    mark: 'verified',
    limits: LIMITS_2026_TRANSITIONAL,
  },
  {
    id: 'GB 3095-2026 final',
    title: '环境空气质量标准',
    effectiveFrom: '2031-01-01',
    clause: 'GB 3095-2026 tables 1 and 2',
    mark: 'verified',
    limits: LIMITS_2026_FINAL,
  },
];
