import { type SpearmanTable, WATER_SPEARMAN, type WaterTrend, waterTrend } from '../water/trend.ts';
import { presentValues, type StatisticValue } from './statistics.ts';

/** Critical values of HJ 663-2013 annex B, the same table as for surface water (recall). */
export const AIR_SPEARMAN: SpearmanTable = {
  ...WATER_SPEARMAN,
  id: 'HJ 663-2013 annex B',
  title: '秩相关系数临界值',
  effectiveFrom: '2013-10-01',
  clause: 'HJ 663-2013 annex B',
};

/**
 * Trend of annual values by Spearman's rank correlation, at least 5 years.
 * @param years values in order of time; years without one are left out.
 * @returns coefficient, critical value and verdict; see {@link WaterTrend}.
 * @throws DecimalError.
 * Source: HJ 663-2013 annex B (recall).
 */
export function airTrend(
  years: readonly StatisticValue[],
  significance: '0.05' | '0.01' = '0.05',
): WaterTrend {
  return waterTrend(presentValues(years), significance, AIR_SPEARMAN);
}
