import type { FieldDefinition } from '@huanzhi/registry';

const option = (value: string, zh: string, en: string) => ({ value, label: { zh, en } });

const text = (
  key: string,
  zh: string,
  en: string,
  maxLength: number,
): FieldDefinition & { type: 'text' } => ({
  key,
  type: 'text',
  multiline: true,
  maxLength,
  label: { zh, en },
});

/** What was found on checking the lead; needed before anything is decided. */
export const findings: FieldDefinition = {
  ...text('findings', '核实情况', 'What was found', 4000),
  required: true,
  help: { zh: '现场情况、监测数据、设备与工况，写清依据', en: 'Site, figures, equipment, with the basis' },
};
export const toOrg: FieldDefinition = {
  key: 'toOrg',
  type: 'org',
  required: true,
  label: { zh: '转办单位', en: 'Passed on to' },
};
export const caseNo: FieldDefinition = {
  key: 'caseNo',
  type: 'text',
  maxLength: 60,
  required: true,
  label: { zh: '立案号', en: 'Case number' },
};
export const rectification: FieldDefinition = {
  ...text('rectification', '整改要求', 'What is to be put right', 2000),
  required: true,
};
export const rectifyDue: FieldDefinition = {
  key: 'rectifyDue',
  type: 'date',
  required: true,
  label: { zh: '整改期限', en: 'To be put right by' },
};
export const result: FieldDefinition = text('result', '处理结果', 'Result', 4000);

const written = ({ required: _, ...field }: FieldDefinition): FieldDefinition =>
  ({ ...field, readOnly: true }) as FieldDefinition;
const day = (key: string, zh: string, en: string): FieldDefinition => ({
  key,
  type: 'date',
  readOnly: true,
  label: { zh, en },
});

/** Fields of a lead. */
export const fields: FieldDefinition[] = [
  {
    key: 'origin',
    type: 'choice',
    required: true,
    list: true,
    searchable: true,
    options: [
      option('alert', '监测告警', 'Monitoring alert'),
      option('petition', '信访投诉', 'Petition'),
      option('patrol', '巡查发现', 'Patrol'),
      option('inspection', '执法检查', 'Inspection'),
      option('transfer', '其他部门移送', 'From another department'),
      option('other', '其他', 'Other'),
    ],
    label: { zh: '来源', en: 'Source' },
  },
  { key: 'place', type: 'text', maxLength: 200, list: true, label: { zh: '地点', en: 'Place' } },
  { key: 'party', type: 'org', list: true, searchable: true, label: { zh: '涉及单位', en: 'Party' } },
  { key: 'foundOn', type: 'date', searchable: true, label: { zh: '发现日期', en: 'Found on' } },
  { key: 'factor', type: 'text', maxLength: 60, label: { zh: '因子', en: 'Factor' } },
  { ...text('facts', '线索内容', 'Facts', 4000), required: true },
  text('note', '备注', 'Note', 1000),
  day('acceptedOn', '受理日期', 'Accepted on'),
  written(findings),
  day('verifiedOn', '核实日期', 'Checked on'),
  {
    key: 'disposal',
    type: 'choice',
    readOnly: true,
    list: true,
    searchable: true,
    options: [
      option('transfer', '属实，转办', 'Holds: passed on'),
      option('case', '属实，立案', 'Holds: case filed'),
      option('rectify', '属实，责令整改', 'Holds: to be put right'),
      option('unfounded', '不属实', 'Does not hold'),
    ],
    label: { zh: '核实结论', en: 'Conclusion' },
  },
  written(toOrg),
  written(caseNo),
  written(rectification),
  written(rectifyDue),
  written(result),
  day('reportedOn', '反馈日期', 'Reported back on'),
  day('closedOn', '办结日期', 'Closed on'),
];
