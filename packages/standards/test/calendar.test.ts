import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chinaHolidays, createCalendar, HolidayTableError } from '../src/calendar/index.ts';

const calendar = createCalendar(chinaHolidays);
const usual = { excludeStartDay: true, rollIfHoliday: false };
const rolling = { excludeStartDay: true, rollIfHoliday: true };

/** A day between 2023-01-01 and 2026-11-30, so that short periods stay within the known years. */
const knownDay = fc
  .integer({ min: 0, max: 1429 })
  .map((offset) => new Date(Date.UTC(2023, 0, 1 + offset)).toISOString().slice(0, 10));

describe('working days of the notices 2023 to 2026', () => {
  it.each([
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, expected) => {
    expect(calendar.workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`)).toBe(expected);
  });

  it.each([
    ['2026-01-04', true, 'make-up Sunday'],
    ['2026-01-03', false, 'holiday on a Saturday'],
    ['2026-02-16', false, 'holiday on a Monday'],
    ['2026-02-28', true, 'make-up Saturday'],
    ['2026-03-07', false, 'plain Saturday'],
    ['2026-11-25', true, 'plain Wednesday'],
    ['2023-01-02', false, 'compensation day'],
    ['2022-12-31', false, 'day before the known years that the notice of 2023 names'],
  ])('%s works: %s (%s)', (day, expected) => {
    expect(calendar.isWorkingDay(day)).toBe(expected);
  });

  it('names the holiday of a day off', () => {
    expect(calendar.holidayOn('2026-10-01')).toBe('国庆节');
    expect(calendar.holidayOn('2026-10-10')).toBeNull();
    expect(calendar.holidayOn('2026-11-28')).toBeNull();
  });

  it('knows until the end of its last year', () => {
    expect([calendar.knownFrom, calendar.knownUntil]).toEqual(['2023-01-01', '2026-12-31']);
  });
});

describe('add: vectors of workflows §18', () => {
  it.each([
    ['2025-12-30', 5, '2026-01-07'],
    ['2026-02-11', 5, '2026-02-25'],
    ['2026-02-13', 7, '2026-03-02'],
    ['2026-04-29', 5, '2026-05-09'],
    ['2026-09-23', 5, '2026-10-08'],
    ['2026-09-28', 5, '2026-10-10'],
  ])('%s + %i working days = %s', (start, amount, due) => {
    expect(calendar.add(start, amount, 'wd', usual)).toEqual({ due, provisional: false });
  });

  it.each([
    ['2026-07-05', 90, '2026-10-03', '2026-10-08'],
    ['2026-09-21', 15, '2026-10-06', '2026-10-08'],
  ])('%s + %i natural days = %s, rolled %s', (start, amount, plain, rolled) => {
    expect(calendar.add(start, amount, 'd', usual).due).toBe(plain);
    expect(calendar.add(start, amount, 'd', rolling).due).toBe(rolled);
  });
});

describe('add: units and options', () => {
  it.each([
    ['2026-11-23', 1, 'wd', false, '2026-11-23', 'the start day counts'],
    ['2026-11-28', 1, 'wd', false, '2026-11-30', 'a start on a rest day does not count'],
    ['2026-11-23', 10, 'd', false, '2026-12-02', 'ten days with the first'],
    ['2026-01-31', 1, 'month', true, '2026-02-28', 'no such day: last of the month'],
    ['2024-01-31', 1, 'month', true, '2024-02-29', 'leap year'],
    ['2026-03-15', 6, 'month', true, '2026-09-15', 'corresponding day'],
    ['2026-03-15', 6, 'month', false, '2026-09-14', 'day before when the start day counts'],
    ['2026-11-25', 0, 'wd', true, '2026-11-25', 'nothing added'],
  ] as const)(
    '%s + %i %s, exclude start %s = %s (%s)',
    (start, amount, unit, excludeStartDay, due, _reason) => {
      expect(calendar.add(start, amount, unit, { excludeStartDay, rollIfHoliday: false }).due).toBe(due);
    },
  );

  it('runs hours on the wall clock, through holidays', () => {
    expect(calendar.add('2026-10-01T22:00:00+08:00', 4, 'h', usual)).toEqual({
      due: '2026-10-01T18:00:00.000Z',
      provisional: false,
    });
  });

  it('takes the local day of an instant', () => {
    expect(calendar.add('2026-11-24T16:30:00Z', 1, 'wd', usual).due).toBe('2026-11-26');
  });

  it.each([
    ['2026-12-28', 3, 'wd', usual, '2026-12-31', false],
    ['2026-12-28', 4, 'wd', usual, '2027-01-01', true],
    ['2026-12-28', 30, 'd', usual, '2027-01-27', false],
    ['2026-12-28', 30, 'd', rolling, '2027-01-27', true],
    ['2022-12-29', 3, 'wd', usual, '2023-01-04', true],
  ] as const)(
    '%s + %i %s is known only inside the table',
    (start, amount, unit, options, due, provisional) => {
      expect(calendar.add(start, amount, unit, options)).toEqual({ due, provisional });
    },
  );

  it.each([-1, 1.5, Number.NaN])('refuses %s working days', (amount) => {
    expect(() => calendar.add('2026-11-25', amount, 'wd', usual)).toThrow(RangeError);
  });

  it.each(['2026-02-30', '20261125', ''])('refuses the day “%s”', (day) => {
    expect(() => calendar.isWorkingDay(day)).toThrow(/YYYY-MM-DD/);
  });
});

describe('properties', () => {
  it('n working days later lies exactly n working days away', () => {
    fc.assert(
      fc.property(knownDay, fc.integer({ min: 1, max: 60 }), (start, amount) => {
        const { due } = calendar.add(start, amount, 'wd', usual);
        expect(calendar.isWorkingDay(due)).toBe(true);
        expect(calendar.workingDaysBetween(start, due)).toBe(amount);
      }),
    );
  });

  it('working days between add up and change sign', () => {
    fc.assert(
      fc.property(knownDay, knownDay, knownDay, (a, b, c) => {
        expect(calendar.workingDaysBetween(a, b) + calendar.workingDaysBetween(b, c)).toBe(
          calendar.workingDaysBetween(a, c),
        );
        expect(calendar.workingDaysBetween(a, b) + calendar.workingDaysBetween(b, a)).toBe(0);
      }),
    );
  });

  it('a rolled end is the first working day on or after the plain end', () => {
    fc.assert(
      fc.property(knownDay, fc.integer({ min: 0, max: 90 }), (start, amount) => {
        const plain = calendar.add(start, amount, 'd', usual).due;
        const rolled = calendar.add(start, amount, 'd', rolling).due;
        expect(calendar.isWorkingDay(rolled)).toBe(true);
        expect(rolled >= plain).toBe(true);
        const between = calendar.workingDaysBetween(plain, rolled);
        expect(between).toBe(rolled === plain ? 0 : 1);
      }),
    );
  });

  it('a longer period never ends earlier', () => {
    fc.assert(
      fc.property(
        knownDay,
        fc.constantFrom('wd' as const, 'd' as const, 'month' as const),
        fc.integer({ min: 0, max: 24 }),
        (start, unit, amount) => {
          const shorter = calendar.add(start, amount, unit, usual).due;
          expect(calendar.add(start, amount + 1, unit, usual).due > shorter).toBe(true);
        },
      ),
    );
  });
});

describe('a table that contradicts itself is refused', () => {
  const year = chinaHolidays.years[3];
  if (year === undefined) throw new Error('the table has four years');

  it('makes dates of the next year final when its notice is added', () => {
    const next = {
      ...year,
      year: 2027,
      off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
      makeUp: [],
    };
    const longer = createCalendar({ ...chinaHolidays, years: [...chinaHolidays.years, next] });
    expect(longer.add('2026-12-28', 4, 'wd', usual)).toEqual({ due: '2027-01-04', provisional: false });
  });

  it.each([
    ['no year', []],
    ['a gap', [{ ...year, year: 2024 }, year]],
    [
      'a range that runs backwards',
      [{ ...year, off: [{ name: '元旦', from: '2026-01-03', to: '2026-01-01' }] }],
    ],
    ['a make-up day on a weekday', [{ ...year, makeUp: ['2026-03-04'] }]],
    ['a make-up day that is off', [{ ...year, makeUp: ['2026-01-03'] }]],
  ])('%s', (_, years) => {
    expect(() => createCalendar({ ...chinaHolidays, years })).toThrow(HolidayTableError);
  });
});
