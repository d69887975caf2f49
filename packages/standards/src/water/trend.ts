import type { Measured } from '../measured.ts';
import {
  SPEARMAN_CRITICAL,
  type SpearmanTable,
  type SpearmanTrend,
  spearmanTrend,
} from '../trend/spearman.ts';

/** The table of 环办〔2011〕22号 (recall). */
export const WATER_SPEARMAN: SpearmanTable = {
  id: '环办〔2011〕22号 Spearman',
  title: '秩相关系数临界值',
  effectiveFrom: '2011-03-09',
  clause: '附录 秩相关系数法',
  mark: 'recall',
  critical: SPEARMAN_CRITICAL,
};

/**
 * The trend of a section's or basin's yearly or monthly values, at least five.
 * @param values in time order; periods without a value are left out.
 * @returns coefficient, critical value and verdict; see {@link SpearmanTrend}.
 * Source: 环办〔2011〕22号, 附录 秩相关系数法 (recall).
 */
export function waterTrend(
  values: readonly Measured[],
  significance: '0.05' | '0.01' = '0.05',
  table: SpearmanTable = WATER_SPEARMAN,
): SpearmanTrend {
  return spearmanTrend(values, significance, table);
}
