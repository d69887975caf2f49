import { describe, expect, it } from 'vitest';
import { findDeadlines } from '../src/deadlines.ts';

function show(text: string, year: number | null = 2025): string {
  return findDeadlines(text, year)
    .filter(({ optional }) => !optional)
    .map((d) =>
      [d.kind, d.date ?? (d.from ? `${d.from}…${d.to}` : (d.duration ?? JSON.stringify(d.recurrence)))].join(
        ' ',
      ),
    )
    .join(' | ');
}

describe('findDeadlines', () => {
  it.each([
    ['到2027年,建成网络', 'by 2027-12-31'],
    ['2027年底前完成', 'by 2027-12-31'],
    ['2024年2月底前完成', 'by 2024-02-29'],
    ['2026年6月15日前报送', 'by 2026-06-15'],
    ['2026年6月启动', 'at 2026-06-01…2026-06-30'],
    ['2026年至2028年实施', 'during 2026-01-01…2028-12-31'],
    ['2026年3月至5月整治', 'during 2026-03-01…2026-05-31'],
    ['“十五五”期间建成', 'during 2026-01-01…2030-12-31'],
    ['“十四五”末完成', 'by 2025-12-31'],
    ['集中整治(5-7月)', 'during 2025-05-01…2025-07-31'],
    ['10月底前完成', 'by 2025-10-31'],
    ['年底前完成', 'by 2025-12-31'],
    ['每年1月31日前报送', 'recurring {"freq":"yearly","month":1,"day":31,"before":true}'],
    ['每年10月底前报送', 'recurring {"freq":"yearly","month":10,"day":31,"before":true}'],
    ['每月25日前报送', 'recurring {"freq":"monthly","day":25,"before":true}'],
    ['每日检查', 'recurring {"freq":"daily"}'],
    ['双月例会', 'recurring {"freq":"bimonthly"}'],
    ['不定期抽查', 'recurring {"freq":"irregular"}'],
    ['定期抽查', 'recurring {"freq":"periodic"}'],
    ['争取用两年时间完成', 'during P2Y'],
    ['完成年度任务', 'during 2025-01-01…2025-12-31'],
    ['到2027年末,建成网络', 'by 2027-12-31'],
    ['2026年三季度末前建成', 'by 2026-09-30'],
    ['2026年一季度启动', 'during 2026-01-01…2026-03-31'],
    ['上半年完成', 'during 2025-01-01…2025-06-30'],
    ['每季度通报', 'recurring {"freq":"quarterly"}'],
    ['2025-2027年实施', 'during 2025-01-01…2027-12-31'],
    ['2025年十二月底前完成', 'by 2025-12-31'],
    ['2025年九月三十日前完成', 'by 2025-09-30'],
    ['长期坚持,持续推进', ''],
    ['自2016年6月起执行', ''],
    ['2018年以来成效明显', ''],
    ['落实《行动计划(2021-2023年)》', ''],
    ['做好2019年工作总结', ''],
  ])('%s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it('infers no year where the document has none', () => {
    expect(show('10月底前完成', null)).toBe('');
  });

  it('marks an inferred year and an aim', () => {
    expect(findDeadlines('年底前完成', 2025)[0]?.inferredYear).toBe(true);
    expect(findDeadlines('力争到2027年建成', null)[0]?.stretch).toBe(true);
  });

  it('marks 年度 as an adjective optional', () => {
    expect(findDeadlines('纳入年度重点工作', 2025)[0]?.optional).toBe(true);
  });
});
