import type { Edition } from '../edition.ts';

/** Rules for continuous monitoring of waste gas. */
export interface GasMonitoringMethod extends Edition {
  /** Minutes of valid data that make an hour valid. */
  readonly validHourMinutes: number;
  /** Valid hours in % of running hours that make a day valid. */
  readonly validDayPercent: number;
}

/** HJ 75 as settings (recall). */
export const GAS_MONITORING: GasMonitoringMethod = {
  id: 'HJ 75-2017',
  title: '固定污染源烟气（SO2、NOx、颗粒物）排放连续监测技术规范',
  effectiveFrom: '2018-03-01',
  clause: 'clause 12 (数据审核和处理)',
  mark: 'recall',
  validHourMinutes: 45,
  validDayPercent: 75,
};

/** Rules for online monitoring of waste water. */
export interface WaterMonitoringMethod extends Edition {
  /** Valid data in % of those due that make a day valid. */
  readonly validDayPercent: number;
  /** Valid daily means in % that make a month valid. */
  readonly validMonthPercent: number;
  /** What a zero, small negative or below-limit reading is kept as once checked, mg/L. */
  readonly belowDetection: Readonly<Record<string, string>>;
  /** Valid days before the last good check whose largest load fills a day without a mean. */
  readonly fillDays: number;
}

/** HJ 356 as settings (recall; scope and chapters verified). */
export const WATER_MONITORING: WaterMonitoringMethod = {
  id: 'HJ 356-2019',
  title: '水污染源在线监测系统（CODCr、NH3-N等）数据有效性判别技术规范',
  effectiveFrom: '2020-03-24',
  clause: 'clauses 5 to 7',
  mark: 'recall',
  validDayPercent: 75,
  validMonthPercent: 75,
  belowDetection: { CODCr: '2', NH3N: '0.01', TP: '0.005', TN: '0.025' },
  fillDays: 30,
};

/** One row of the allowed errors of an instrument in a check with a standard or comparison. */
export interface AllowedError {
  readonly item: string;
  /** Range of the true value: from inclusive, to exclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly absolute?: string;
  readonly percent?: string;
  readonly unit: string;
}

/** HJ 355 error limits as settings (recall). */
export const ALLOWED_ERRORS: Edition & { readonly rows: readonly AllowedError[] } = {
  id: 'HJ 355-2019',
  title: '水污染源在线监测系统（CODCr、NH3-N等）运行技术规范',
  effectiveFrom: '2020-03-24',
  clause: 'table 1',
  mark: 'recall',
  rows: [
    { item: 'CODCr', to: '30', absolute: '5', unit: 'mg/L' },
    { item: 'CODCr', from: '30', to: '60', percent: '30', unit: 'mg/L' },
    { item: 'CODCr', from: '60', to: '100', percent: '20', unit: 'mg/L' },
    { item: 'CODCr', from: '100', percent: '15', unit: 'mg/L' },
    { item: 'NH3N', to: '2', absolute: '0.3', unit: 'mg/L' },
    { item: 'NH3N', from: '2', percent: '15', unit: 'mg/L' },
    { item: 'TP', to: '0.4', absolute: '0.06', unit: 'mg/L' },
    { item: 'TP', from: '0.4', percent: '15', unit: 'mg/L' },
    { item: 'TN', to: '2', absolute: '0.3', unit: 'mg/L' },
    { item: 'TN', from: '2', percent: '15', unit: 'mg/L' },
    { item: 'pH', absolute: '0.5', unit: '1' },
    { item: 'temperature', absolute: '0.5', unit: '℃' },
    { item: 'flow', percent: '10', unit: '1' },
  ],
};
