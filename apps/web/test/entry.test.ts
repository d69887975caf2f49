import { describe, expect, it } from 'vitest';
import { pasteInto, typedRows } from '../src/pages/monitoring/entry/cells.ts';
import type { Sheet } from '../src/pages/monitoring/entry/queries.ts';

const sheet: Sheet = {
  site: { id: 1, code: 'S1', name: '站', kind: 'air' },
  rowIs: 'hour',
  from: '2025-05-01',
  to: '2025-05-01',
  factors: ['a34004', 'a05024'].map((factor) => ({ factor, name: factor, unit: 'µg/m³' })),
  rows: [1, 2, 3].map((hour) => ({
    day: '2025-05-01',
    hour,
    open: hour < 3,
    locked: false,
    stands: [null, null],
  })),
  locked: [],
};

describe('a pasted block', () => {
  it('fills to the right and down from where it was pasted, as a spreadsheet copies it', () => {
    expect(pasteInto(sheet, { row: 0, factor: 0 }, '11\t80\r\n 12 \t\r\n')).toEqual({
      cells: {
        '2025-05-01 1 a34004': '11',
        '2025-05-01 1 a05024': '80',
        '2025-05-01 2 a34004': '12',
        '2025-05-01 2 a05024': '',
      },
      left: 0,
    });
  });

  it('counts what lies outside the sheet or in hours that are not over', () => {
    expect(pasteInto(sheet, { row: 1, factor: 1 }, '1\t2\n3\t4\n5')).toEqual({
      cells: { '2025-05-01 2 a05024': '1' },
      left: 4,
    });
  });
});

it('only cells with something in them are sent, with the row they stand in', () => {
  const cells = { '2025-05-01 1 a34004': ' 11 ', '2025-05-01 2 a34004': '  ', '2025-05-01 2 a05024': '--' };
  expect(typedRows(sheet, cells)).toEqual({
    site: 1,
    rows: [
      { day: '2025-05-01', hour: 1, cells: { a34004: '11' } },
      { day: '2025-05-01', hour: 2, cells: { a05024: '--' } },
    ],
  });
});
