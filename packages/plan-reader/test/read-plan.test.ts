import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText } from '../src/normalise.ts';
import { readPlan } from '../src/read-plan.ts';
import type { Span } from '../src/types.ts';

const PLAN = `关于印发《东湖区河道治理三年行动计划（2025—2027年）》的通知

各街镇，区政府各部门：

现将《东湖区河道治理三年行动计划（2025—2027年）》印发给你们，请认真执行。

云州市东湖区人民政府办公室

2025年3月1日

东湖区河道治理三年行动计划（2025—2027年）

一、主要目标

到2027年，地表水达标率不低于90%，新建绿道12公里，力争消除黑臭水

体。

二、主要任务

（一）截污治污

1.排查排口。建立排口清单，2025年底前完成排查。（牵头单位：区水务局；配合单位：区生态环境局、各街镇）

2.改造管网。每月通报进展。

责任单位：区水务局、区建管委

三、保障措施

（二）加强监督。由区水务局会同区财政局定期检查。
`;

describe('readPlan', () => {
  const plan = readPlan(PLAN, { file: 'plan.txt' });

  it('reads the front', () => {
    expect(plan.document).toMatchObject({
      title: '东湖区河道治理三年行动计划（2025—2027年）',
      status: '印发',
      issuers: ['云州市东湖区人民政府办公室'],
      issueDate: '2025-03-01',
      period: { start: '2025', end: '2027' },
      region: '云州市东湖区',
      recipients: ['各街镇', '区政府各部门'],
    });
  });

  it('reads the outline, numbers that run on across chapters included', () => {
    expect(plan.sections.map(({ path, title, isTask }) => `${path} ${title}${isTask ? ' T' : ''}`)).toEqual([
      '一 主要目标',
      '二 主要任务',
      '二/(一) 截污治污',
      '二/(一)/1 排查排口 T',
      '二/(一)/2 改造管网 T',
      '三 保障措施',
      '三/(二) 加强监督 T',
    ]);
  });

  it('reads units, deadlines and content of the tasks', () => {
    const [first, second, third] = plan.tasks;
    expect(first).toMatchObject({
      leads: ['区水务局'],
      supports: ['区生态环境局', '各街镇'],
      responsible: [],
    });
    expect(first?.content).toBe('建立排口清单，2025年底前完成排查。');
    expect(first?.deadlines[0]).toMatchObject({ kind: 'by', date: '2025-12-31' });
    expect(second).toMatchObject({ responsible: ['区水务局', '区建管委'] });
    expect(second?.deadlines[0]?.recurrence).toEqual({ freq: 'monthly' });
    expect(third).toMatchObject({ leads: ['区水务局'], supports: ['区财政局'] });
  });

  it('joins what a page end has broken and gives goals the year of their lead-in', () => {
    expect(plan.indicators.map(({ name, deadline }) => `${name} ${deadline}`)).toEqual([
      '地表水达标率 2027-12-31',
      '新建绿道 2027-12-31',
      '黑臭水体 2027-12-31',
    ]);
    expect(plan.indicators[2]?.stretch).toBe(true);
    expect(plan.doubts.some(({ code }) => code === 'line-joined')).toBe(true);
  });

  it('names the registry and where it stands', () => {
    expect(plan.registries).toContainEqual(
      expect.objectContaining({ name: '排口清单', kind: 'registry', path: '二/(一)/1' }),
    );
  });

  it('makes a task of every paragraph where only first-level headings are numbered', () => {
    const body =
      '东湖区2025年工作要点\n一、做好治理\n持续推进治理。开展排查工作。\n加强监管执法。开展检查工作。\n二、做好宣传\n组织宣传活动。开展培训工作。';
    expect(readPlan(body).tasks.map(({ path, title }) => `${path} ${title}`)).toEqual([
      '一/¶1 持续推进治理',
      '一/¶2 加强监管执法',
      '二/¶1 组织宣传活动',
    ]);
  });

  it('begins a tree of its own at an annex and leaves announcements of annexes out', () => {
    const body =
      '一、做好治理\n持续推进治理工作。\n附件：1.申报表\n2.指引\n附件1\n申报表\n一、基本情况\n附件2\n工作方案\n一、推进排查\n开展排查工作。';
    const reading = readPlan(body);
    expect(reading.sections.map(({ path }) => path)).toEqual([
      '一',
      '附件1',
      '附件1/一',
      '附件2',
      '附件2/一',
    ]);
    expect(reading.tasks.map(({ path }) => path)).toEqual(['一', '附件2/一']);
  });

  it('shares the unit clause behind the last of 一是… 二是…', () => {
    const body = '一、加强监管\n一是开展排查工作。\n二是严格执法检查。（责任单位：区水务局）';
    expect(readPlan(body).tasks.map(({ title, responsible }) => [title, responsible])).toEqual([
      ['开展排查工作', ['区水务局']],
      ['严格执法检查', ['区水务局']],
    ]);
  });

  it('gives an empty reading for an empty text', () => {
    expect(readPlan('')).toMatchObject({ charCount: 0, sections: [], tasks: [], indicators: [] });
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    '一、',
    '（二）',
    '3.',
    '（4）',
    '附件1',
    '——',
    '第二章 ',
    '一是',
    '\n',
    '\n\n',
    '。',
    '，',
    '、',
    '：',
    '；',
    '（',
    '）',
    '《',
    '》',
    '“',
    '”',
    '|',
    '\t',
    '序号\t重点任务\t责任单位\n1\t',
    '指标\t单位\t2027年\n',
    '序号\n重点任务\n责任单位\n完成时限\n1\n',
    '2',
    '　　',
    '区水务局',
    '各街镇',
    '牵头单位：',
    '责任单位：',
    '会同',
    '要',
    '由',
    '到2025年',
    '每年10月底前',
    '“十五五”期间',
    '达到95%以上',
    '12公里',
    '新建绿道',
    '分别达到8%、9%',
    '管理平台',
    '清单',
    '完成市下达目标',
    '2025年3月1日',
    '工作方案',
    '关于印发《',
    '》的通知',
    '推进治理',
    'PM_{2.5}',
    '**',
    '100',
    '\u{20000}',
    '\ufeff',
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 80 }).map((list) => list.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );

  function inside(span: Span, length: number): void {
    expect(span[0]).toBeGreaterThanOrEqual(0);
    expect(span[1]).toBeGreaterThanOrEqual(span[0]);
    expect(span[1]).toBeLessThanOrEqual(length);
  }

  it('is read without an error; spans lie inside it, quotations equal the text, offsets ascend', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const plan = readPlan(raw);
        const quoted = (span: Span, words: string): void => {
          inside(span, raw.length);
          expect(normaliseText(words.replaceAll('|', ''))).toBe(
            normaliseText(raw.slice(...span).replaceAll('|', '')),
          );
        };
        for (const { span, offset } of plan.sections) {
          inside(span, raw.length);
          expect(span[0]).toBe(offset);
        }
        for (const task of plan.tasks) {
          inside(task.span, raw.length);
          for (const unit of task.units) quoted(unit.span, unit.name);
          for (const deadline of task.deadlines) quoted(deadline.span, deadline.text);
        }
        for (const item of plan.indicators) quoted(item.span, item.source);
        for (const item of plan.registries) quoted(item.span, item.name);
        for (const item of plan.criteria) quoted(item.span, item.startsWith);
        for (const doubt of plan.doubts) inside(doubt.span, raw.length);
        const offsets = plan.sections.map(({ offset }) => offset);
        expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });
});

describe('documents in other forms', () => {
  const reading = readPlan(`云州市东湖区人民政府文件
东府发〔2024〕12号
东湖区人民政府关于印发东湖区空气质量改善方案的通知
各镇人民政府，区政府各部门：
现将方案印发给你们，请认真落实。
东湖区人民政府
2024年6月18日
（此件公开发布）
东湖区空气质量改善方案
第一章 总体要求
第一节 目标指标
到2025年，细颗粒物浓度控制在32微克/立方米以内，力争达到30微克/立方米。
第二章 重点任务
第一节 优化结构
1.严把准入关。完成企业排查。（牵头部门：区发改委；参与部门：区经信委等；完成时限：2025年6月）
2.强化管控。推进管控工作。
牵头单位：区交通委
责任单位：区公安分局，各镇、街道
`);

  it('reads a letterhead, a number and a cover without 《》', () => {
    expect(reading.document).toMatchObject({
      title: '东湖区空气质量改善方案',
      docNumber: '东府发〔2024〕12号',
      issuers: ['东湖区人民政府'],
    });
  });

  it('reads chapters and sections', () => {
    expect(reading.tasks.map(({ path }) => path)).toEqual(['第二章/第一节/1', '第二章/第一节/2']);
  });

  it('reads unit clauses that hold a time or stand on lines of their own', () => {
    expect(reading.tasks[0]).toMatchObject({ leads: ['区发改委'], supports: ['区经信委'] });
    expect(reading.tasks[0]?.deadlines).toMatchObject([{ kind: 'by', date: '2025-06-30' }]);
    expect(reading.tasks[1]).toMatchObject({
      leads: ['区交通委'],
      responsible: ['区公安分局', '各镇、街道'],
    });
  });

  it('gives a further aim the name of the target before it', () => {
    expect(
      reading.indicators.map(({ name, comparator, value, stretch }) => [name, comparator, value, stretch]),
    ).toEqual([
      ['细颗粒物浓度', '<=', 32, false],
      ['细颗粒物浓度', '<=', 30, true],
    ]);
  });
});
