import { buildDocx, type DocxBlock } from '../templates/build-docx.ts';
import { type ReportKind, sourceFields } from '../templates/report-kind.ts';
import { sourceBlocks } from '../templates/source-block.ts';
import { sampleOf, type TemplateFields } from '../templates/template-data.ts';

const fields: TemplateFields = {
  区名: '行政区名称',
  日期: '2026年10月5日',
  指数: '全区日空气质量指数',
  级别: '优至严重污染',
  首要污染物: '细颗粒物，或“无”',
  年内优良天数: '截至当日的优良天数',
  年内有效天数: '截至当日的有效天数',
  优良率: '优良天数比率',
  细颗粒物累计: '年初至当日细颗粒物平均浓度',
  评价标准: 'HJ 633-2026',
  编制单位: '编制人所在单位',
  编制日期: '编制日期',
  声明: '实时数据未经最终审核。',
  污染物: { 名称: '细颗粒物', 浓度: '日均浓度（臭氧为日最大8小时平均）', 分指数: '空气质量分指数' },
  站点: { 站名: '站点名称', 站点指数: '日指数', 站点级别: '级别', 站点首要: '首要污染物' },
  数据来源: sourceFields,
};

const blocks: DocxBlock[] = [
  { kind: 'paragraph', text: '{区名}空气质量日报', style: 'Title' },
  {
    kind: 'paragraph',
    text: '{日期}，全区空气质量指数为{指数}，级别为{级别}，首要污染物为{首要污染物}。',
  },
  {
    kind: 'paragraph',
    text: '今年以来，有效{年内有效天数}，其中优良{年内优良天数}，优良天数比率为{优良率}；细颗粒物平均浓度为{细颗粒物累计}。',
  },
  { kind: 'paragraph', text: '一、全区各项污染物', style: 'Heading1' },
  {
    kind: 'table',
    columns: [
      { title: '污染物', share: 2 },
      { title: '浓度', share: 3 },
      { title: '分指数', share: 2 },
    ],
    rows: [['{#污染物}{名称}', '{浓度}', '{分指数}{/污染物}']],
  },
  { kind: 'paragraph', text: '二、各站点', style: 'Heading1' },
  {
    kind: 'table',
    columns: [
      { title: '站点', share: 2 },
      { title: '指数', share: 3 },
      { title: '级别', share: 2 },
      { title: '首要污染物', share: 2 },
    ],
    rows: [['{#站点}{站名}', '{站点指数}', '{站点级别}', '{站点首要}{/站点}']],
  },
  { kind: 'paragraph', text: '{编制单位}', style: 'Signature' },
  { kind: 'paragraph', text: '{编制日期}', style: 'Signature' },
  { kind: 'paragraph', text: '按{评价标准}评价。{声明}', style: 'Note' },
  { kind: 'landscape' },
  ...sourceBlocks({ place: { title: '站点', share: 2.6 }, period: { title: '日期', share: 3 } }),
];

/** 空气质量日报: the district and its stations on one day. */
export const airNoteKind: ReportKind = {
  id: 'air-daily',
  name: { zh: '空气质量日报', en: 'Daily air note' },
  fields,
  required: ['日期', '指数', '污染物', '数据来源'],
  sample: sampleOf(fields),
  builtIn: () => buildDocx(blocks),
};
