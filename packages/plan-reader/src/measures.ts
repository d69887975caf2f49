/**
 * Units of measure that a target may carry. Longer spellings stand first, so that a regular expression takes the
 * longest. Count words are apart: they need a verb that makes them a target.
 */
const MEASURES = [
  '个百分点',
  '微克/立方米',
  '毫克/立方米',
  '毫克/升',
  '微克/升',
  'μg/m³',
  'ug/m3',
  'μg/m3',
  'mg/L',
  'mg/l',
  'mg/m³',
  '吨标准煤/万元',
  '吨标煤/万元',
  '千克标准煤/万元',
  '立方米/万元',
  '吨/平方公里·月',
  '吨/平方公里',
  '吨/日',
  '吨/天',
  '吨/年',
  '立方米/日',
  '立方米/天',
  '平方米/人',
  '㎡/人',
  'm²/人',
  'm2/人',
  '平方公里',
  '平方千米',
  'km²',
  '平方米',
  '平米',
  '㎡',
  'm²',
  '公顷',
  '亩',
  '立方米',
  '万千瓦时',
  '亿千瓦时',
  '千瓦时',
  '度电',
  '千瓦',
  '兆瓦',
  '吉瓦',
  'MW',
  'GW',
  'kW',
  '吨标准煤',
  '吨标煤',
  '吨',
  '公斤',
  '千克',
  '公里',
  '千米',
  'km',
  '米',
  '分贝',
  'dB',
  '年一遇',
  '亿元',
  '元',
  '小时',
  '%',
  '‰',
];
const COUNTS = [
  '人次',
  '户次',
  '批次',
  '台套',
  '台次',
  '家次',
  '场次',
  '个',
  '座',
  '家',
  '户',
  '条',
  '处',
  '场',
  '起',
  '株',
  '辆',
  '台',
  '套',
  '所',
  '项',
  '人',
  '名',
  '次',
  '天',
  '公顷',
  '栋',
  '幢',
  '对',
  '根',
  '艘',
  '件',
  '批',
  '支',
  '期',
  '只',
  '份',
  '片',
  '块',
  '段',
  '口',
  '组',
  '宗',
];

const escapePattern = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
const longestFirst = (list: readonly string[]): string =>
  [...list]
    .sort((a, b) => b.length - a.length)
    .map(escapePattern)
    .join('|');

/** 1,234.5 · 30.19 */
export const NUMBER = '(?<!\\d)(?:\\d{1,3}(?:,\\d{3}){1,4}(?:\\.\\d{1,6})?|\\d{1,12}(?:\\.\\d{1,6})?)';
export const SCALE = '[万亿]?';
export const MEASURE = longestFirst(MEASURES);
export const COUNT = longestFirst(COUNTS);

/** The number of a printed figure. */
export function figure(text: string): number {
  return Number(text.replace(/,/gu, ''));
}

/** Words that end the name of a rate, level or total. */
export const RATE_NOUN =
  /(?:率|比例|比重|占比|浓度|总量|排放量|减排量|削减量|下降量|用量|用水量|能耗|水耗|强度|面积|指数|水平|密度|人均|天数|规模|能力|数量|个数|产能|装机容量|装机|里程|长度|得分|满意度|碳汇|储量|回收量|处置量|利用量|覆盖面|噪声|级别|等级|水质)$/u;
