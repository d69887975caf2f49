import type { Pollutant } from './pollutants.ts';
import { AQI_CATEGORIES, type AqiCategory, type AqiLevel } from './tables/aqi-categories.ts';
import { HEALTH_TEXTS, type HealthText, SENSITIVE_GROUPS_ZH } from './tables/health-texts.ts';

/**
 * Level of an index, 1 to 6.
 * @param aqi a whole number, 0 or more.
 * Source: HJ 633-2012 table 2; HJ 633-2026 table 2 (table numbers recall).
 */
export function aqiLevel(aqi: number): AqiLevel {
  if (aqi <= 50) return 1;
  if (aqi <= 100) return 2;
  if (aqi <= 150) return 3;
  if (aqi <= 200) return 4;
  return aqi <= 300 ? 5 : 6;
}

/**
 * Category of an index: name, range and colours.
 * @param aqi a whole number, 0 or more.
 * Source: HJ 633-2012 tables 2 and A.1; HJ 633-2026 tables 2 and A.1 (table numbers recall).
 */
export function aqiCategory(aqi: number): AqiCategory {
  return AQI_CATEGORIES[aqiLevel(aqi) - 1] as AqiCategory;
}

/**
 * Health text of a level, in the wording of an edition.
 * @param editionId `"HJ 633-2012"` or `"HJ 633-2026"`.
 * @returns undefined when the edition has no texts here.
 * Source: HJ 633-2012 and HJ 633-2026 table 2 (table number recall).
 */
export function healthText(level: AqiLevel, editionId: string): HealthText | undefined {
  return HEALTH_TEXTS[editionId]?.[level - 1];
}

/**
 * Groups of people that are sensitive to a pollutant, shown when its sub-index is above 100.
 * Source: HJ 633-2026 (clause not named: recall).
 */
export function sensitiveGroupsZh(pollutant: Pollutant): string {
  return SENSITIVE_GROUPS_ZH[pollutant];
}
