import { describe, expect, it } from 'vitest';
import { comparePlans } from '../src/compare-plans.ts';
import { readPlan } from '../src/read-plan.ts';

const draft = readPlan(`一、主要目标
到2027年，达标率不低于90%，新建绿道12公里。
二、主要任务
1.排查河道排口。对全区河道排口开展排查整治工作。（责任单位：区水务局）
2.改造老旧管网。结合道路大修改造老旧雨污水管网。（责任单位：区水务局）
3.开展环保宣传。组织开展环保宣传进社区活动。（责任单位：区生态环境局）
`);
const final = readPlan(`一、主要目标
到2027年，达标率不低于92%，改造泵站3座。
二、主要任务
1.改造老旧管网。结合道路大修改造老旧雨污水管网。（责任单位：区水务局）
2.排查河道排口。对全区河道排口开展排查整治工作。（责任单位：区水务局、各街镇）
3.推进中水回用。在公园绿地浇灌中推广使用再生水。（责任单位：区绿容局）
`);

describe('comparePlans', () => {
  const list = comparePlans(draft, final);
  const of = (change: string, item = 'task') =>
    list
      .filter((one) => one.change === change && one.item === item)
      .map(({ before, after }) => [before, after]);

  it('pairs tasks by what they say, not by number', () => {
    expect(of('unchanged')).toEqual([['t2', 't1']]);
    expect(of('changed')).toEqual([['t1', 't2']]);
    expect(of('dropped')).toEqual([['t3', null]]);
    expect(of('added')).toEqual([[null, 't3']]);
  });

  it('says which field changed', () => {
    expect(list.find(({ item, change }) => item === 'task' && change === 'changed')?.fields).toEqual([
      { field: 'responsible', before: '区水务局', after: '区水务局、各街镇' },
    ]);
    expect(list.find(({ item, change }) => item === 'indicator' && change === 'changed')?.fields).toEqual([
      { field: 'value', before: '90', after: '92' },
    ]);
    expect(of('dropped', 'indicator')).toHaveLength(1);
    expect(of('added', 'indicator')).toHaveLength(1);
  });

  it('finds nothing between a plan and itself', () => {
    expect(new Set(comparePlans(draft, draft).map(({ change }) => change))).toEqual(new Set(['unchanged']));
  });
});
