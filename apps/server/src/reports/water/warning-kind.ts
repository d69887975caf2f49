import { buildDocx, type DocxBlock } from '../templates/build-docx.ts';
import { type ReportKind, sourceFields } from '../templates/report-kind.ts';
import { sourceBlocks } from '../templates/source-block.ts';
import { sampleOf, type TemplateFields } from '../templates/template-data.ts';

const fields: TemplateFields = {
  区名: '行政区名称',
  等级: '提醒、预警、督办',
  建议等级: '按本区设定的条件得出的等级',
  年月: '2026年10月',
  责任单位: '断面的责任街镇',
  断面名称: '断面',
  河流: '河流',
  级别: '国考、市考、区控、镇管',
  目标: '目标类别',
  本月类别: '本月类别',
  反馈期限: '2026年11月20日',
  要求: '签发人写的要求',
  依据: '等级的条件，本区设定',
  编制单位: '签发人所在单位',
  编制日期: '签发日期',
  声明: '数据未经最终审核，最终以市局发布为准。',
  项目: {
    项目名称: '氨氮',
    现值: '当月均值',
    限值: '目标类别限值',
    超标倍数: '对目标类别限值的倍数',
    连续月数: '连续超目标月数',
    累计均值: '累计均值',
    剩余月数: '年内剩余月数',
    所需均值: '剩余月份所需均值',
    原因: '列入通知的理由',
  },
  数据来源: sourceFields,
};

const blocks: DocxBlock[] = [
  { kind: 'paragraph', text: '{区名}地表水环境质量{等级}通知', style: 'Title' },
  { kind: 'paragraph', text: '{责任单位}：' },
  {
    kind: 'paragraph',
    text: '{年月}，你单位负责的{断面名称}（{河流}，{级别}，目标 {目标}类）水质类别为 {本月类别}类，具体如下：',
  },
  {
    kind: 'table',
    columns: [
      { title: '项目', share: 2 },
      { title: '现值（mg/L）', share: 1.6 },
      { title: '目标限值', share: 1.6 },
      { title: '超标倍数', share: 1.6 },
      { title: '连续月数', share: 1.3 },
      { title: '累计均值', share: 1.6 },
      { title: '剩余月数', share: 1.3 },
      { title: '剩余月份所需均值', share: 2 },
      { title: '理由', share: 3 },
    ],
    rows: [
      [
        '{#项目}{项目名称}',
        '{现值}',
        '{限值}',
        '{超标倍数}',
        '{连续月数}',
        '{累计均值}',
        '{剩余月数}',
        '{所需均值}',
        '{原因}{/项目}',
      ],
    ],
  },
  { kind: 'paragraph', text: '{要求}' },
  { kind: 'paragraph', text: '请于{反馈期限}前书面反馈原因和整改措施。' },
  { kind: 'paragraph', text: '{编制单位}', style: 'Signature' },
  { kind: 'paragraph', text: '{编制日期}', style: 'Signature' },
  { kind: 'paragraph', text: '{声明}', style: 'Note' },
  {
    kind: 'paragraph',
    text: '等级条件为本区设定，没有查到统一规定：{依据}。按条件得出：{建议等级}。',
    style: 'Note',
  },
  { kind: 'landscape' },
  ...sourceBlocks({ place: { title: '断面', share: 2.6 }, period: { title: '月份', share: 3 } }),
];

/** 预警通知: what is wrong at one section, to the unit that answers for it. */
export const waterWarningKind: ReportKind = {
  id: 'water-warning',
  name: { zh: '地表水预警通知', en: 'Surface-water warning notice' },
  fields,
  required: ['责任单位', '断面名称', '反馈期限', '项目', '数据来源'],
  sample: sampleOf(fields),
  builtIn: () => buildDocx(blocks),
};
