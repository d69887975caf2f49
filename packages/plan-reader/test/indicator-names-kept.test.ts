import { describe, expect, it } from 'vitest';
import { readPlan } from '../src/index.ts';

describe('words that look like a lead-in but belong to the name', () => {
  it.each([
    '在线监控覆盖率',
    '在建工地安装率',
    '应急物资配备率',
    '及时办结率',
    '完成率',
    '有效数据传输率',
    '并网光伏覆盖率',
    '需求响应率',
  ])('%s', (name) => {
    const { indicators } = readPlan(
      `工作方案\n一、工作目标\n到2027年底，${name}不低于60%。\n二、主要任务\n（一）摸底。完成普查。\n`,
    );
    expect(indicators.map((one) => one.name)).toEqual([name]);
  });
});
