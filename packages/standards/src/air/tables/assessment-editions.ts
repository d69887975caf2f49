import type { Edition } from '../../edition.ts';
import type { Pollutant } from '../pollutants.ts';

/** A statistic that a year is judged by. */
export interface AssessmentItem {
  readonly pollutant: Pollutant;
  /** `mean` against the annual limit, a percentile of daily values (MDA8 for O3) against the daily limit. */
  readonly statistic: 'mean' | 90 | 95 | 98;
}

/** One edition of the assessment specification. */
export interface AssessmentEdition extends Edition {
  readonly items: readonly AssessmentItem[];
  /** Digits of a concentration at judgement and output. */
  readonly digits: Readonly<Record<Pollutant, number>>;
  readonly digitsNote: string;
}

const ITEMS: readonly AssessmentItem[] = [
  { pollutant: 'SO2', statistic: 'mean' },
  { pollutant: 'SO2', statistic: 98 },
  { pollutant: 'NO2', statistic: 'mean' },
  { pollutant: 'NO2', statistic: 98 },
  { pollutant: 'CO', statistic: 95 },
  { pollutant: 'O3', statistic: 90 },
  { pollutant: 'PM10', statistic: 'mean' },
  { pollutant: 'PM10', statistic: 95 },
  { pollutant: 'PM2.5', statistic: 'mean' },
  { pollutant: 'PM2.5', statistic: 95 },
];

/** The assessment specifications by day of observation. Source: HJ 663-2013, HJ 663-2026. */
export const ASSESSMENT_EDITIONS: readonly AssessmentEdition[] = [
  {
    id: 'HJ 663-2013',
    title: '环境空气质量评价技术规范（试行）',
    effectiveFrom: '2013-10-01',
    supersededOn: '2026-03-01',
    clause: 'HJ 663-2013 table 1, 5, 6, annex A',
    mark: 'single source',
    items: ITEMS,
    digits: { SO2: 0, NO2: 0, CO: 1, O3: 0, PM10: 0, 'PM2.5': 0 },
    digitsNote: 'recall, partly confirmed by public implementations',
  },
  {
    id: 'HJ 663-2026',
    title: '环境空气质量评价技术规范',
    effectiveFrom: '2026-03-01',
    clause: 'HJ 663-2026 table 1 (text not read)',
    mark: 'single source',
    note: 'item list from a secondary source; exceptional events and three-year means exist but were not read',
    items: ITEMS,
    digits: { SO2: 0, NO2: 0, CO: 1, O3: 0, PM10: 0, 'PM2.5': 1 },
    digitsNote: 'single source; agrees with the national monthly reports since 2025',
  },
];
