import { describe, expect, it } from 'vitest';
import { ordinalOf, readLabel } from '../src/numbering.ts';

describe('readLabel', () => {
  it.each([
    ['第三章 总则', '第三章', 3],
    ['第二节 治理', '第二节', 2],
    ['一、总体要求', '一', 1],
    ['十二、附则', '十二', 12],
    ['(二十一)加强队伍', '(二十一)', 21],
    ['3.推进治理', '3', 3],
    ['12、推进治理', '12', 12],
    ['(4)推进治理', '(4)', 4],
    ['5)推进治理', '5)', 5],
    ['③推进治理', '③', 3],
    ['二是强化监管', '二是', 2],
    ['1.1总体布局', '1.1', 1],
  ])('%s has the number %s', (line, number, ordinal) => {
    expect(readLabel(line.replace(/\s/gu, ''))).toMatchObject({ number, ordinal });
  });

  it.each([
    '1.2万吨污泥',
    '2.0版方案',
    '一、二类水体',
    '2025年工作',
    '100%以上',
    '(2021-2023年)计划',
    '一批项目',
  ])('%s begins with no heading number', (line) => {
    expect(readLabel(line)).toBeNull();
  });

  it('takes a decimal number only where it continues the count', () => {
    expect(readLabel('2.3园区', '2.2')?.number).toBe('2.3');
    expect(readLabel('2.3园区', '2.1')).toBeNull();
  });
});

describe('ordinalOf', () => {
  it.each([
    ['十', 10],
    ['四十', 40],
    ['一百零三', 103],
    ['二〇二五', 2025],
    ['17', 17],
    ['⑥', 6],
    ['甲', 0],
  ])('%s is %d', (text, value) => {
    expect(ordinalOf(text)).toBe(value);
  });
});
