import type { Edition } from '../../edition.ts';

/** A column of the sub-index table: pollutant and averaging period. PM has 24-hour columns only. */
export type IndexColumn =
  | 'SO2 24h'
  | 'SO2 1h'
  | 'NO2 24h'
  | 'NO2 1h'
  | 'PM10 24h'
  | 'CO 24h'
  | 'CO 1h'
  | 'O3 1h'
  | 'O3 8h'
  | 'PM2.5 24h';

/** One edition of the AQI regulation. */
export interface AqiEdition extends Edition {
  /** Concentrations (µg/m³, CO mg/m³) at the sub-indices {@link INDEX_POINTS}; a column may end early. */
  readonly breakpoints: Readonly<Record<IndexColumn, readonly number[]>>;
  /** Whether concentrations are rounded half to even (integers, CO one decimal) before the sub-index. */
  readonly roundsConcentrations: boolean;
  /** What a column that ends before 500 gives above its end: its last sub-index, or none. */
  readonly aboveShortColumn: 'last sub-index' | 'no sub-index';
  /** Whether 超标污染物 (sub-index above 100) is defined. */
  readonly namesExceedingPollutants: boolean;
  /** What the letter says when a pollutant is missing: publish from the rest, or only above 100. */
  readonly missingRule: 'publish' | 'publish above 100';
}

/** Sub-indices that the concentrations of a column belong to. Source: HJ 633 table 1 (both editions). */
export const INDEX_POINTS: readonly number[] = [0, 50, 100, 150, 200, 300, 400, 500];

const COMMON = {
  'SO2 24h': [0, 50, 150, 475, 800, 1600, 2100, 2620],
  'SO2 1h': [0, 150, 500, 650, 800],
  'NO2 24h': [0, 40, 80, 180, 280, 565, 750, 940],
  'NO2 1h': [0, 100, 200, 700, 1200, 2340, 3090, 3840],
  'CO 24h': [0, 2, 4, 14, 24, 36, 48, 60],
  'CO 1h': [0, 5, 10, 35, 60, 90, 120, 150],
  'O3 1h': [0, 160, 200, 300, 400, 800, 1000, 1200],
  'O3 8h': [0, 100, 160, 215, 265, 800],
} as const;

/** The AQI regulations by day of observation. Source: HJ 633-2012, HJ 633-2026. */
export const AQI_EDITIONS: readonly AqiEdition[] = [
  {
    id: 'HJ 633-2012',
    title: '环境空气质量指数（AQI）技术规定（试行）',
    effectiveFrom: '2016-01-01',
    supersededOn: '2026-03-01',
    clause: 'HJ 633-2012 table 1, 6.2',
    mark: 'verified',
    note: 'nationwide date; many cities published by it earlier',
    breakpoints: {
      ...COMMON,
      'PM10 24h': [0, 50, 150, 250, 350, 420, 500, 600],
      'PM2.5 24h': [0, 35, 75, 115, 150, 250, 350, 500],
    },
    roundsConcentrations: false,
    aboveShortColumn: 'no sub-index',
    namesExceedingPollutants: true,
    missingRule: 'publish',
  },
  {
    id: 'HJ 633-2026',
    title: '环境空气质量指数（AQI）技术规定',
    effectiveFrom: '2026-03-01',
    clause: 'HJ 633-2026 table 1, 4.1.1, 4.2.2, 4.2.6, 5.3',
    mark: 'verified',
    breakpoints: {
      ...COMMON,
      'PM10 24h': [0, 50, 120, 250, 350, 420, 500, 600],
      'PM2.5 24h': [0, 35, 60, 115, 150, 250, 350, 500],
    },
    roundsConcentrations: true,
    aboveShortColumn: 'last sub-index',
    namesExceedingPollutants: false,
    missingRule: 'publish above 100',
  },
];
