import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textTable, textWidth } from '../src/text-table.ts';

describe('text tables', () => {
  test.each([
    ['abc', 3],
    ['水质', 4],
    ['（一）、', 8],
    ['PM2.5≤35', 8],
    ['e\u0301', 1],
    ['𠀀', 2],
    ['', 0],
  ])('%s is %i columns wide', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  test('columns line up, long cells are cut, line breaks become spaces', () => {
    expect(
      textTable(
        ['序号', '任务'],
        [
          [1, '治\n水'],
          [12, '一二三四五六七'],
        ],
        10,
      ),
    ).toBe('序号  任务\n----  ---------\n1     治 水\n12    一二三四…\n');
  });

  test('every line has its columns at the same place', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '中', '，', ' ', '\n', '1'), maxLength: 30 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell)), (rows) => {
        const lines = textTable(
          ['甲', '乙'],
          rows.map(([left, right]) => [left, `|${right}`]),
          20,
        )
          .trimEnd()
          .split('\n')
          .slice(2);
        const bars = new Set(lines.map((line) => textWidth(line.slice(0, line.indexOf('|')))));
        expect(lines).toHaveLength(rows.length);
        expect(bars.size).toBeLessThanOrEqual(1);
      }),
    );
  });
});
