import type { IndicatorDefinition, RegistryRecord, RegistryRules } from '@huanzhi/registry';
import { leadOf } from './lead.ts';

const count = (records: readonly RegistryRecord[], holds: (record: RegistryRecord) => boolean) =>
  records.filter(holds).length;
const late = (record: RegistryRecord) => record.clocks.some(({ closedLate }) => closedLate === true);

/** Numerators and denominators of the indicators of leads. A denominator of 0 means that there is nothing yet. */
export const indicatorRules: NonNullable<RegistryRules['indicators']> = {
  holds(records) {
    const verified = records.filter((record) => leadOf(record).disposal !== undefined);
    return {
      numerator: count(verified, (record) => leadOf(record).disposal !== 'unfounded'),
      denominator: verified.length,
    };
  },

  filed(records) {
    const verified = records.filter((record) => leadOf(record).disposal !== undefined);
    return {
      numerator: count(verified, (record) => leadOf(record).disposal === 'case'),
      denominator: verified.length,
    };
  },

  inTime(records) {
    const closed = records.filter(({ state }) => state === 'closed');
    return { numerator: count(closed, (record) => !late(record)), denominator: closed.length };
  },
};

/** Indicators of the registry of leads with the formula shown beside each figure. */
export const indicators: IndicatorDefinition[] = [
  {
    key: 'holds',
    label: { zh: '属实率', en: 'Share that holds' },
    unit: '%',
    formula: { zh: '属实 ÷ 已核实', en: 'found to hold ÷ checked' },
    rule: 'holds',
    version: 1,
  },
  {
    key: 'filed',
    label: { zh: '转立案率', en: 'Share of cases' },
    unit: '%',
    formula: { zh: '立案 ÷ 已核实', en: 'cases filed ÷ checked' },
    rule: 'filed',
    version: 1,
  },
  {
    key: 'inTime',
    label: { zh: '按期办结率', en: 'Closed in time' },
    unit: '%',
    formula: { zh: '各时限均未超期的 ÷ 已办结', en: 'closed without a late clock ÷ closed' },
    rule: 'inTime',
    version: 1,
  },
];
