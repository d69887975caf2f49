import { type Pollutant, pollutantNameZh } from '@huanzhi/standards';
import type { Indicator, SectionMeasure, Words } from './indicator.ts';

/** Pollutants whose annual mean plans set goals for. */
const means: readonly Pollutant[] = ['PM2.5', 'PM10', 'NO2', 'SO2'];

const airFilter: Words = {
  zh: '参评空气站；区值为各站浓度平均后计算，有效站不足的日子不计',
  en: 'assessed stations; the district value is made from the mean of their concentrations',
};
const throughDay: Words = { zh: '截至日及以前的日子', en: 'days up to the as-of day' };

function annualMean(pollutant: Pollutant): Indicator {
  const noun = pollutantNameZh(pollutant);
  return {
    key: `air.${slug(pollutant)}.mean`,
    version: 1,
    name: {
      zh: `${noun}（${pollutant}）年均浓度`,
      en: `Annual mean of ${pollutant}`,
    },
    unit: 'µg/m³',
    direction: 'low',
    formula: { zh: '日均值之和 ÷ 有效天数', en: 'Σ daily means ÷ valid days' },
    numerator: { zh: '日均值之和', en: 'sum of daily means' },
    denominator: { zh: '有效天数', en: 'valid days' },
    filter: airFilter,
    asOf: throughDay,
    inputs: { zh: `全区${noun}日均值`, en: `daily means of ${pollutant}, district` },
    of: { family: 'air-mean', pollutant },
  };
}

const slug = (pollutant: Pollutant): string => pollutant.toLowerCase().replace('.', '');

const days: readonly Indicator[] = [
  {
    key: 'air.good-days',
    version: 1,
    name: { zh: '空气质量优良天数比率', en: 'Share of days with good air' },
    unit: '%',
    direction: 'high',
    formula: { zh: '空气质量指数 ≤ 100 的天数 ÷ 有效天数', en: 'days with AQI ≤ 100 ÷ valid days' },
    numerator: { zh: '优良天数', en: 'good days' },
    denominator: { zh: '有效天数', en: 'valid days' },
    filter: airFilter,
    asOf: throughDay,
    inputs: { zh: '全区日空气质量指数', en: 'daily AQI of the district' },
    of: { family: 'good-days' },
  },
  {
    key: 'air.heavy-days',
    version: 1,
    name: { zh: '重度及以上污染天数', en: 'Days of heavy pollution' },
    unit: '天',
    direction: 'low',
    formula: { zh: '空气质量指数 > 200 的天数', en: 'number of days with AQI > 200' },
    numerator: { zh: '重度及以上污染天数', en: 'days of heavy pollution' },
    denominator: { zh: '有效天数', en: 'valid days' },
    filter: airFilter,
    asOf: throughDay,
    inputs: { zh: '全区日空气质量指数', en: 'daily AQI of the district' },
    of: { family: 'heavy-days' },
  },
  {
    key: 'air.o3.p90',
    version: 1,
    name: {
      zh: '臭氧日最大8小时平均第90百分位浓度',
      en: '90th percentile of daily 8-hour ozone maxima',
    },
    unit: 'µg/m³',
    direction: 'low',
    formula: {
      zh: '有效日的日最大 8 小时平均由小到大排列，取第 90 百分位（HJ 663 附录 A）',
      en: 'daily 8-hour maxima in order, 90th percentile (HJ 663 annex A)',
    },
    numerator: { zh: '第 90 百分位', en: '90th percentile' },
    denominator: { zh: '有效天数', en: 'valid days' },
    filter: airFilter,
    asOf: throughDay,
    inputs: { zh: '全区臭氧日最大 8 小时平均', en: 'daily 8-hour maxima of ozone, district' },
    of: { family: 'ozone-p90' },
  },
];

/** Groups of sections by who assesses them. */
const scopes: readonly { key: string; name: Words; tiers: readonly string[] | null }[] = [
  { key: '', name: { zh: '参评断面', en: 'assessed sections' }, tiers: null },
  { key: '.national', name: { zh: '国控断面', en: 'national sections' }, tiers: ['national'] },
  { key: '.municipal', name: { zh: '市控断面', en: 'municipal sections' }, tiers: ['municipal'] },
  {
    key: '.upper',
    name: { zh: '国控和市控断面', en: 'national and municipal sections' },
    tiers: ['national', 'municipal'],
  },
];

const measures: Readonly<
  Record<
    SectionMeasure,
    { unit: string; direction: Indicator['direction']; name: Words; formula: Words; counted: Words }
  >
> = {
  good: {
    unit: '%',
    direction: 'high',
    name: { zh: '达到或好于Ⅲ类比例', en: 'share of class Ⅲ or better' },
    formula: { zh: 'Ⅰ–Ⅲ类断面数 ÷ 评价断面数', en: 'sections of class Ⅰ–Ⅲ ÷ judged sections' },
    counted: { zh: 'Ⅰ–Ⅲ类断面', en: 'sections of class Ⅰ–Ⅲ' },
  },
  compliant: {
    unit: '%',
    direction: 'high',
    name: { zh: '水质达标率', en: 'share that meets its target class' },
    formula: {
      zh: '达到目标类别的断面数 ÷ 评价断面数',
      en: 'sections at their target class ÷ judged sections',
    },
    counted: { zh: '达标断面', en: 'sections at their target class' },
  },
  inferior: {
    unit: '%',
    direction: 'low',
    name: { zh: '劣Ⅴ类比例', en: 'share worse than class Ⅴ' },
    formula: { zh: '劣Ⅴ类断面数 ÷ 评价断面数', en: 'sections worse than class Ⅴ ÷ judged sections' },
    counted: { zh: '劣Ⅴ类断面', en: 'sections worse than class Ⅴ' },
  },
  'inferior-count': {
    unit: '个',
    direction: 'low',
    name: { zh: '劣Ⅴ类数量', en: 'number worse than class Ⅴ' },
    formula: { zh: '劣Ⅴ类断面数', en: 'number of sections worse than class Ⅴ' },
    counted: { zh: '劣Ⅴ类断面', en: 'sections worse than class Ⅴ' },
  },
};

const sections: readonly Indicator[] = (Object.keys(measures) as SectionMeasure[]).flatMap((measure) =>
  scopes.map(({ key, name, tiers }): Indicator => {
    const words = measures[measure];
    return {
      key: `water.${measure}${key}`,
      version: 1,
      name: { zh: `${name.zh}${words.name.zh}`, en: `${sentence(name.en)}: ${words.name.en}` },
      unit: words.unit,
      direction: words.direction,
      formula: words.formula,
      numerator: words.counted,
      denominator: { zh: '评价断面', en: 'judged sections' },
      filter: {
        zh: `${name.zh}；按已结束各月均值的平均单因子评价，有数的月份不足一半的断面不评价`,
        en: `${name.en}; class of the mean of the months that are over; at least half of them with data`,
      },
      asOf: { zh: '截至日以前结束的月份', en: 'months that ended by the as-of day' },
      inputs: { zh: '断面各项目月均值', en: 'monthly means of the sections' },
      of: { family: 'sections', measure, tiers },
    };
  }),
);

/** Every indicator of monitoring, in the order in which it is offered. */
export const indicators: readonly Indicator[] = [...means.map(annualMean), ...days, ...sections];

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
