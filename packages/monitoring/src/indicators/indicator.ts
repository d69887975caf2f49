import type { Pollutant } from '@huanzhi/standards';

/** A text in both languages of the interface. */
export interface Words {
  zh: string;
  en: string;
}

/** Which figures of a section an indicator counts. */
export type SectionMeasure = 'good' | 'compliant' | 'inferior' | 'inferior-count';

/** What an indicator is computed from. */
export type IndicatorFamily =
  /** Mean of the daily values of a pollutant over the year. */
  | { family: 'air-mean'; pollutant: Pollutant }
  /** 90th percentile of the daily 8-hour maxima of ozone over the year. */
  | { family: 'ozone-p90' }
  /** Share of days with an AQI of 100 or less. */
  | { family: 'good-days' }
  /** Number of days with an AQI above 200. */
  | { family: 'heavy-days' }
  /** Sections by the class of the mean of their months; without tiers all assessed ones. */
  | { family: 'sections'; measure: SectionMeasure; tiers: readonly string[] | null }
  /** Share that a registry's own rule counts. */
  | { family: 'registry'; registry: string; rule: string };

/** Families that are computed from daily values. */
export type DayFamily = Extract<
  IndicatorFamily,
  { family: 'air-mean' | 'ozone-p90' | 'good-days' | 'heavy-days' }
>;

/**
 * An indicator: what is counted, over what, and how it is said. Changing what is counted raises `version`, which is
 * stored with each value, so that a published figure can be computed again.
 */
export interface Indicator {
  key: string;
  version: number;
  name: Words;
  /** `µg/m³`, `%`, `天`, `个`. */
  unit: string;
  /** Whether a lower or a higher value is better. */
  direction: 'low' | 'high';
  formula: Words;
  numerator: Words;
  denominator: Words;
  /** Which places and days take part. */
  filter: Words;
  /** Up to when. */
  asOf: Words;
  /** The stored figures that it is made of. */
  inputs: Words;
  of: IndicatorFamily;
}
