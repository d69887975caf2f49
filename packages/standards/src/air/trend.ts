import {
  SPEARMAN_CRITICAL,
  type SpearmanTable,
  type SpearmanTrend,
  spearmanTrend,
} from '../trend/spearman.ts';
import { presentValues, type StatisticValue } from './statistics.ts';

/** The table of HJ 663-2013 annex B (recall). */
export const AIR_SPEARMAN: SpearmanTable = {
  id: 'HJ 663-2013 annex B',
  title: '秩相关系数临界值',
  effectiveFrom: '2013-10-01',
  clause: 'HJ 663-2013 annex B',
  mark: 'recall',
  critical: SPEARMAN_CRITICAL,
};

/**
 * Trend of annual values, at least 5 years.
 * @param years values in order of time; years without one are left out.
 * @returns coefficient, critical value and verdict; see {@link SpearmanTrend}.
 * @throws DecimalError.
 * Source: HJ 663-2013 annex B (recall).
 */
export function airTrend(
  years: readonly StatisticValue[],
  significance: '0.05' | '0.01' = '0.05',
): SpearmanTrend {
  return spearmanTrend(presentValues(years), significance, AIR_SPEARMAN);
}
