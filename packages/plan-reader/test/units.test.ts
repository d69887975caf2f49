import { describe, expect, it } from 'vitest';
import { readUnits, unitsOfHeading } from '../src/units.ts';

function units(text: string): string {
  return readUnits(text, null)
    .units.map(({ role, start, end }) => `${role}:${text.slice(start, end)}`)
    .join(' ');
}

describe('readUnits', () => {
  it.each([
    ['推进治理。(牵头单位:区水务局、区房管局)', 'lead:区水务局 lead:区房管局'],
    [
      '推进治理。(牵头单位:区水务局;配合单位:区房管局,各街镇)',
      'lead:区水务局 support:区房管局 support:各街镇',
    ],
    ['责任单位:区水务局、各街道、镇。', 'responsible:区水务局 responsible:各街道、镇'],
    ['推进治理。(区水务局、区房管局按职责分工负责)', 'responsible:区水务局 responsible:区房管局'],
    ['推进治理。(区水务局牵头,区房管局、各街镇配合)', 'lead:区水务局 support:区房管局 support:各街镇'],
    ['推进治理。(区水务局、区房管局)', 'responsible:区水务局 responsible:区房管局'],
    ['推进治理。(含已建和在建项目)', ''],
    ['区水务局会同区房管局开展排查。', 'lead:区水务局 support:区房管局'],
    ['由区水务局负责日常管理。', 'responsible:区水务局'],
    ['材料齐备后,区水务局应及时组织验收。', 'responsible:区水务局'],
    ['区水务局、区房管局要加强检查。', 'responsible:区水务局 responsible:区房管局'],
    ['统筹协调公安、环保等部门加强巡查。', ''],
    ['优化布局。新建居住区须设计专用烟道。', ''],
    ['着眼全局要加强检查。', ''],
    ['责任单位:区水务局(牵头)、区房管局', 'lead:区水务局 responsible:区房管局'],
  ])('%s', (text, expected) => {
    expect(units(text)).toBe(expected);
  });

  it('reads a heading of names only', () => {
    expect(unitsOfHeading('区水务局、区房管局')).toHaveLength(2);
    expect(unitsOfHeading('加强组织领导')).toHaveLength(0);
    expect(unitsOfHeading('园区')).toHaveLength(0);
  });
});
