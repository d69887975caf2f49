import { describe, expect, it } from 'vitest';
import { namesMatch, normaliseText, unitKey } from '../src/normalise.ts';

describe('normaliseText', () => {
  it.each([
    ['PM_{2.5} 浓度', 'PM2.5浓度'],
    ['农用\n\n地（一）', '农用地(一)'],
    ['5 ㎡/人', '5平方米/人'],
    ['12 km', '12公里'],
    ['3 km²', '3平方公里'],
    ['35 μg/m³', '35微克/立方米'],
    ['Ⅲ类、“两网”', 'Ⅲ类、“两网”'],
  ])('%s → %s', (text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });
});

describe('unit names', () => {
  const region = '云州市东湖区';
  it.each([
    ['区发改委', '区发展和改革委员会', true],
    ['区建管委', '东湖区建设和管理委员会', true],
    ['市生态环境局', '区生态环境局', false],
    ['生态环境局', '区生态环境局', true],
    ['公安分局', '公安东湖分局', true],
    ['区市场监管局', '市场监督管理局', true],
    ['区水务局', '区房管局', false],
    ['云州市交通委员会', '市交通委', true],
  ])('%s and %s', (a, b, expected) => {
    expect(namesMatch(a, b, region)).toBe(expected);
    expect(namesMatch(b, a, region)).toBe(expected);
  });

  it('keeps the level in the key', () => {
    expect(unitKey('区科学技术委员会')).toBe('区:科委');
    expect(unitKey('市场监管局')).toBe(':市场局');
    expect(unitKey('东湖区房屋管理局', region)).toBe('区:房管局');
  });
});
