import type { Column, ColumnRole } from './table.ts';

const UNIT_NOUN = '(?:单位|部门|主体|机构|街镇|科室|处室|委办局)';

/** Header words in order of precedence; brackets are cut off before. */
const ROLES: readonly { role: ColumnRole; pattern: RegExp }[] = [
  { role: 'number', pattern: /^(?:序号|编号|序|项次|NO\.?)$/iu },
  { role: 'score', pattern: /分值|得分|评分|扣分|自评|打分|赋分/u },
  {
    role: 'other',
    pattern:
      /(?:领导|责任人|负责人|联系人|联络人|电话|联系方式|备注|说明|依据|文件|来源|地点|地址|投资|资金|进展|完成情况)/u,
  },
  { role: 'property', pattern: /^(?:指标)?(?:属性|性质|类型)$/u },
  { role: 'measure', pattern: /^(?:计量|指标)?单位$|^计量$/u },
  {
    role: 'lead',
    pattern: new RegExp(`(?:牵头|主办|主责|总牵头)(?:和?责任|负责)?${UNIT_NOUN}?$|^牵头`, 'u'),
  },
  {
    role: 'support',
    pattern: new RegExp(`^(?:主要)?(?:配合|协助|协办|参与|协同|参加|会办|支持)(?:责任)?${UNIT_NOUN}?$`, 'u'),
  },
  {
    role: 'responsible',
    pattern: new RegExp(
      `^(?:主要)?(?:责任|负责|实施|落实|承办|承担|主管|建设|执行|任务|完成)?(?:责任)?${UNIT_NOUN}(?:及分工|分工)?$|^责任分工$|^职责分工$|^任务分工$`,
      'u',
    ),
  },
  {
    role: 'time',
    pattern:
      /^(?:计划|预计|预期|工作|任务|目标|项目|整改|建设|实施|要求)?(?:完成|实施|办结|整改|推进|建设|起止|开竣工)?的?(?:时限|期限|时间|节点|周期|年限|时段|进度)(?:节点|要求|安排|计划)?$|^进度安排$|^完成年份$/u,
  },
  {
    role: 'group',
    pattern:
      /^(?:[一1]级指标|指标(?:类别|分类)|任务(?:类别|类型|分类)|.{0,4}(?:类别|分类|领域|板块|方面|大类)|类型|项目类型|工程类型)$/u,
  },
  { role: 'name', pattern: /^(?:[\u4e00-\u9fff]{0,6}指标)(?:名称|内容|项|项目)?$/u },
  {
    role: 'baseline',
    pattern: /现状|基期|基准|基数|基础值|实际|上年|(?:19|20)\d\d年?(?:完成|现状|实际)(?:值|数)?$/u,
  },
  {
    role: 'title',
    pattern:
      /^(?:重点|主要|工作|具体|专项|整治|年度|目标|核心|建设|治理|行动)*(?:任务|工作|项目|事项|工程|行动)(?:名称|事项|清单|分解|类型)?$/u,
  },
  {
    role: 'content',
    pattern:
      /(?:内容|要求|措施|举措|做法|描述|任务|规模|标准|成果|安排|事项)$|^(?:工作|阶段|年度|主要|具体|建设|预期)(?:目标|成效)$/u,
  },
  {
    role: 'value',
    pattern: /^(?:[\u4e00-\u9fff]{0,4}目标(?:值)?|规划值|指标值|标准值|目标要求|数值|要求值)$/u,
  },
];

/** Reads what a column holds from the words in its header; null for words that say nothing known. */
export function columnOf(header: string): Column | null {
  const year = /((?:19|20)\d\d)(?:年|$)/u.exec(header);
  const words = header.replace(/\([^()]*\)/gu, '');
  const bare = words.replace(/[“”"'\s]/gu, '').replace(/^(?:到|至)?(?:19|20)\d\d年?(?:底|末|度)?/u, '');
  const value = year ? Number(year[1]) : null;
  if (bare === '' && value !== null) return { role: 'value', year: value };
  if (value !== null && /现状|实际|完成|基数|基准/u.test(bare)) return { role: 'baseline', year: value };
  const found = ROLES.find(({ pattern }) => pattern.test(bare));
  return found ? { role: found.role, year: value } : null;
}

export type TableKind = 'task' | 'target';

/**
 * Says what a table with these columns holds: tasks need words for the task and a unit or time; targets need a
 * name and a value. Tables with scores, and tables most of whose columns are unknown, are neither.
 */
export function tableKind(columns: readonly (Column | null)[]): TableKind | null {
  const has = (...roles: ColumnRole[]): boolean =>
    columns.some((column) => column !== null && roles.includes(column.role));
  const known = columns.filter((column) => column !== null).length;
  if (known < 2 || known < (known < 3 ? columns.length : columns.length * 0.6) || has('score')) return null;
  if (has('name') && has('value')) return 'target';
  return has('title', 'content') && has('lead', 'support', 'responsible', 'time') ? 'task' : null;
}

/**
 * Settles the columns of a table of the given kind: a second name is a group's sub-target, bare years before the
 * plan are what was there at the outset, in a table of tasks values are stages of the work and 单位 alone is who does it.
 * @param startYear first year of the plan, or null
 */
export function settleColumns(
  columns: readonly (Column | null)[],
  kind: TableKind,
  startYear: number | null,
): Column[] {
  const settled = columns.map((column) => column ?? { role: 'other' as const, year: null });
  if (kind === 'task') {
    const units = settled.some(({ role }) => ['lead', 'support', 'responsible', 'value'].includes(role));
    return settled.map((column) => {
      if (column.role === 'measure' && !units) return { ...column, role: 'responsible' };
      return column.role === 'value' || column.role === 'name' ? { ...column, role: 'content' } : column;
    });
  }
  const names = settled.filter(({ role }) => role === 'name').length;
  const values = settled.filter(({ role }) => role === 'value').length;
  let seen = 0;
  return settled.map((column) => {
    if (column.role === 'name' && ++seen < names) return { ...column, role: 'group' };
    const early = column.year !== null && startYear !== null && column.year < startYear;
    return column.role === 'value' && early && values > 1 ? { ...column, role: 'baseline' } : column;
  });
}
