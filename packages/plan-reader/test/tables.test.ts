import { describe, expect, it } from 'vitest';
import { readPlan } from '../src/read-plan.ts';
import type { PlanReading } from '../src/types.ts';

const BODY = `东湖区水环境治理行动方案（2025—2027年）
一、主要目标
到2027年，地表水达标率不低于90%。
二、重点任务
（一）推进截污。改造雨污管网。（责任单位：区水务局）
（二）清淤疏浚。疏浚河道。（责任单位：区水务局）
三、保障措施
（一）加强领导。建立协调机制。
`;
const BODY_PATHS = ['二/(一)', '二/(二)', '三/(一)'];

function tasks(reading: PlanReading): unknown[] {
  return reading.tasks
    .slice(BODY_PATHS.length)
    .map(({ path, title, leads, supports, responsible, deadlines }) => [
      path,
      title,
      leads.join('、'),
      [...supports, ...responsible].join('、'),
      deadlines.map(({ date, end, recurrence }) => date ?? end ?? recurrence?.freq).join(' '),
    ]);
}

const targets = (reading: PlanReading): unknown[] =>
  reading.indicators.map(({ name, comparator, value, unit, deadline, raw }) => [
    name,
    comparator,
    value ?? raw,
    unit,
    deadline,
  ]);

const EXPECTED = [
  ['附件/1', '排查排口', '区水务局', '区生态环境局、各街镇', '2025-12-31'],
  ['附件/2', '改造管网', '区建管委', '区水务局', '2026-06-30'],
  ['附件/3', '巡查河道', '区水务局', '各街镇', ''],
];

/** The same three tasks in the layouts that offices and converters produce. */
const LAYOUTS: readonly [string, string][] = [
  [
    'cells divided by tabs',
    `附件
重点任务分解表
序号\t重点任务\t工作内容\t牵头单位\t配合单位\t完成时限
1\t排查排口\t建立排口清单，逐一编号建档。\t区水务局\t区生态环境局、各街镇\t2025年底
2\t改造管网\t实施雨污分流改造。\t区建管委\t区水务局\t2026年6月
3\t巡查河道\t组织日常巡查。\t区水务局\t各街镇\t长期坚持
`,
  ],
  [
    'cells framed by |',
    `附件：重点任务分解表
| 序号 | 重点任务 | 工作内容 | 牵头单位 | 配合单位 | 完成时限 |
|---|---|---|---|---|---|
| 1 | 排查排口 | 建立排口清单，逐一编号建档。 | 区水务局 | 区生态环境局、各街镇 | 2025年底 |
| 2 | 改造管网 | 实施雨污分流改造。 | 区建管委 | 区水务局 | 2026年6月 |
| 3 | 巡查河道 | 组织日常巡查。 | 区水务局 | 各街镇 | 长期坚持 |
`,
  ],
  [
    'the header repeated at a page end, cells of several lines',
    `附件
重点任务分解表
序号\t重点任务\t工作内容\t牵头单位\t配合单位\t完成时限
1\t排查排口\t建立排口清单，逐一
编号建档。\t区水务局\t区生态环境局、各街镇\t2025年底
序号\t重点任务\t工作内容\t牵头单位\t配合单位\t完成时限
2\t改造管网\t实施雨污分流改造。\t区建管委\t区水务局\t2026年6月
3\t巡查河道\t组织日常巡查。\t区水务局\t各街镇\t长期坚持
`,
  ],
  [
    'one cell per paragraph',
    `附件

重点任务分解表

序号

重点任务

工作内容

牵头单位

配合单位

完成
时限

1

排查排口

建立排口清单，
逐一编号建档。

区水务局

区生态环境局、
各街镇

2025年底

2

改造管网

实施雨污分流改造。

区建管委

区水务局

2026年6月

— 3 —

序号

重点任务

工作内容

牵头单位

配合单位

完成
时限

3

巡查河道

组织日常巡查。

区水务局

各街镇

长期坚持
`,
  ],
  [
    'one cell line per line, without empty lines',
    `附件
重点任务分解表
序号
重点任务
工作内容
牵头单位
配合单位
完成
时限
1
排查排口
建立排口清单，逐一编
号建档。
区水务局
区生态环境局、
各街镇
2025年底
2
改造管网
实施雨污分流改造。
区建管委
区水务局
2026年6月
3
巡查河道
组织日常巡查。
区水务局
各街镇
长期坚持
`,
  ],
];

describe('tables of tasks', () => {
  it.each(LAYOUTS)('%s', (_, table) => {
    const reading = readPlan(BODY + table);
    expect(reading.tasks.slice(0, 3).map(({ path }) => path)).toEqual(BODY_PATHS);
    expect(tasks(reading)).toEqual(EXPECTED);
    expect(reading.tasks[3]?.content).toBe('建立排口清单，逐一编号建档。');
    expect(reading.tasks[2]?.content).toBe('建立协调机制。');
  });

  it('makes a heading of a numbered row over several rows', () => {
    const reading = readPlan(`${BODY}附件
责任分工表
序号\t主要任务\t责任单位\t完成时间
一、治水
1\t排查排口。\t区水务局\t12月底
2\t改造管网。\t区建管委\t2026年
二、治气
1\t淘汰旧车。\t区交通委\t2027年9月底前
`);
    expect(tasks(reading)).toEqual([
      ['附件/一/1', '排查排口', '', '区水务局', '2027-12-31'],
      ['附件/一/2', '改造管网', '', '区建管委', '2026-12-31'],
      ['附件/二/1', '淘汰旧车', '', '区交通委', '2027-09-30'],
    ]);
    expect(reading.sections.find(({ path }) => path === '附件/一')).toMatchObject({
      title: '治水',
      isTask: false,
    });
  });

  it('nests headings of two kinds, under an annex whose mark stands alone', () => {
    const reading = readPlan(`${BODY}附件：
任务分解表
序号\t工作任务\t责任单位\t完成时限
一、治气
（一）工业
1\t改造锅炉\t区经委\t2026年
（二）扬尘
2\t抑制扬尘\t区建管委\t2026.9
二、治水
3\t清淤\t区水务局\t2027年6月30日前
`);
    expect(tasks(reading)).toEqual([
      ['附件/一/(一)/1', '改造锅炉', '', '区经委', '2026-12-31'],
      ['附件/一/(二)/2', '抑制扬尘', '', '区建管委', '2026-09-30'],
      ['附件/二/3', '清淤', '', '区水务局', '2027-06-30'],
    ]);
  });

  it('reads the same headings in a flattened table', () => {
    const reading = readPlan(`${BODY}附件
责任分工表
序号
主要任务
责任单位
完成时间
一
治水
1
排查排口
区水务局
2025年底
2
改造管网
区建管委
2026年
二
治气
1
淘汰旧车
区交通委
2027年
`);
    expect(tasks(reading)).toEqual([
      ['附件/一/1', '排查排口', '', '区水务局', '2025-12-31'],
      ['附件/一/2', '改造管网', '', '区建管委', '2026-12-31'],
      ['附件/二/1', '淘汰旧车', '', '区交通委', '2027-12-31'],
    ]);
  });

  it('reads a merged first column and merged units', () => {
    const reading = readPlan(`${BODY}附件
任务清单
重点领域\t序号\t具体任务\t责任单位\t完成时限
截污治污\t1\t排查排口\t区水务局\t2025年
\t2\t改造管网\t\t
河道治理\t3\t疏浚河道\t区河长办、各街镇\t2026年
`);
    expect(tasks(reading)).toEqual([
      ['附件/1', '排查排口', '', '区水务局', '2025-12-31'],
      ['附件/2', '改造管网', '', '区水务局', '2025-12-31'],
      ['附件/3', '疏浚河道', '', '区河长办、各街镇', '2026-12-31'],
    ]);
  });

  it('counts rows without numbers and reads roles inside a cell', () => {
    const reading = readPlan(`${BODY}附件
项目清单
项目名称\t建设内容\t责任单位\t建设周期
东湖泵站\t新建泵站1座\t区水务局牵头，各街镇配合\t2025-2026年
西湖湿地\t修复湿地\t区水务局（牵头）、区绿化市容局\t2027年
`);
    expect(tasks(reading)).toEqual([
      ['附件/¶1', '东湖泵站', '区水务局', '各街镇', '2026-12-31'],
      ['附件/¶2', '西湖湿地', '区水务局', '区绿化市容局', '2027-12-31'],
    ]);
  });

  it('reads a flattened table without numbers', () => {
    const reading = readPlan(`${BODY}附件
项目清单
项目名称
责任单位
完成时间
东湖泵站
区水务局
2025年
西湖湿地
区绿化市容局
2026年
`);
    expect(tasks(reading)).toEqual([
      ['附件/¶1', '东湖泵站', '', '区水务局', '2025-12-31'],
      ['附件/¶2', '西湖湿地', '', '区绿化市容局', '2026-12-31'],
    ]);
  });

  it('begins a tree of its own for a closing table under a title without 附件', () => {
    const reading = readPlan(`${BODY}重点任务清单
序号\t重点任务\t责任单位
1\t排查排口\t区水务局
`);
    expect(reading.tasks.map(({ path }) => path)).toEqual([...BODY_PATHS, '附表/1']);
  });

  it('divides two flattened tables under titles of their own', () => {
    const reading = readPlan(`${BODY}附件1
任务分解表
序号
重点任务
责任单位
完成时限
1
排查排口
区水务局
2025年
附件2
项目清单
序号
项目名称
建设内容
责任单位
1
东湖泵站
新建泵站1座
区水务局
指标体系表
序号
指标名称
单位
2027年
1
地表水达标率
%
95
`);
    expect(tasks(reading)).toEqual([
      ['附件1/1', '排查排口', '', '区水务局', '2025-12-31'],
      ['附件2/1', '东湖泵站', '', '区水务局', ''],
    ]);
    expect(targets(reading)).toContainEqual(['地表水达标率', '>=', 95, '%', '2027-12-31']);
  });

  it('leaves forms, scores and lists of contacts alone', () => {
    const reading = readPlan(`${BODY}附件1
考核评分表
序号\t考核内容\t责任单位\t分值
1\t排查排口\t区水务局\t10
附件2
申报表
项目名称\t\t完成时间\t
申报单位\t\t联系人\t
`);
    expect(reading.tasks.map(({ path }) => path)).toEqual(BODY_PATHS);
  });
});

describe('tables of targets', () => {
  it.each([
    [
      'divided',
      '序号\t指标名称\t单位\t2024年现状值\t2027年目标值\t属性\n1\t地表水达标率\t%\t88\t≥95\t约束性\n2\t细颗粒物浓度\t微克/立方米\t31\t28\t预期性\n3\t土壤安全利用率\t%\t—\t完成市下达目标\t约束性\n',
    ],
    [
      'flattened',
      '序号\n指标名称\n单位\n2024年现状值\n2027年目标值\n属性\n1\n地表水达标率\n%\n88\n≥95\n约束性\n2\n细颗粒物浓度\n微克/立方米\n31\n28\n预期性\n3\n土壤安全利用率\n%\n—\n完成市下达目标\n约束性\n',
    ],
  ])('%s', (_, table) => {
    const reading = readPlan(
      `东湖区生态环境保护方案\n一、主要目标\n持续改善环境质量。\n${table}二、重点任务\n（一）治水。推进治水。`,
    );
    expect(targets(reading)).toEqual([
      ['地表水达标率', '>=', 95, '%', '2027-12-31'],
      ['细颗粒物浓度', '<=', 28, '微克/立方米', '2027-12-31'],
      ['土壤安全利用率', 'qualitative', '完成市下达目标', null, '2027-12-31'],
    ]);
    expect(reading.indicators[0]?.path).toBe('一');
    expect(reading.tasks.map(({ path }) => path)).toEqual(['二/(一)']);
  });

  it('reads years under a common heading and units behind the name', () => {
    const reading = readPlan(`东湖区生态环境保护规划（2026—2030年）
附件
指标体系表
序号\t指标\t2025年\t目标值\t\t属性
\t\t\t2027年\t2030年\t
1\t绿道长度（公里）\t12\t20\t30\t预期性
2\t地表水水质\tⅣ类\tⅢ类及以上\tⅢ类及以上\t约束性
`);
    expect(targets(reading)).toEqual([
      ['绿道长度', '>=', 20, '公里', '2027-12-31'],
      ['绿道长度', '>=', 30, '公里', '2030-12-31'],
      ['地表水水质', '>=', 'Ⅲ', '类', '2027-12-31'],
      ['地表水水质', '>=', 'Ⅲ', '类', '2030-12-31'],
    ]);
  });
});
