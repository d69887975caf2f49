import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRowTime, type TimeCells, type TimeChoices } from '../../src/files/index.ts';
import { addDays } from '../../src/hours/index.ts';

const end: TimeChoices = { hourLabel: 'end', year: null };
const start: TimeChoices = { hourLabel: 'start', year: null };
const cell = (text: string) => ({ column: 'c', text });
const dated = (date: string, hour: string): TimeCells => ({ date: cell(date), hour: cell(hour) });
const timed = (time: string): TimeCells => ({ time: cell(time) });

describe('the hour of a row', () => {
  it.each<[string, TimeCells, TimeChoices, string, number | null]>([
    ['hour 0 by its end is 24:00 of the day before', dated('20190101', '0'), end, '2018-12-31', 24],
    ['hour 1 by its end', dated('20190101', '1'), end, '2019-01-01', 1],
    ['hour 23 by its end', dated('20190101', '23'), end, '2019-01-01', 23],
    ['hour 24 by its end', dated('2019-01-01', '24'), end, '2019-01-01', 24],
    ['hour 0 by its start', dated('20190101', '0'), start, '2019-01-01', 1],
    ['hour 23 by its start', dated('20190101', '23'), start, '2019-01-01', 24],
    ['a date with a time', timed('2019-01-01 08:00'), end, '2019-01-01', 8],
    ['a date with a time, by its start', timed('2019-01-01 08:00'), start, '2019-01-01', 9],
    ['midnight', timed('2019/1/1 00:00:00'), end, '2018-12-31', 24],
    ['24:00', timed('2019-01-01 24:00'), end, '2019-01-01', 24],
    ['ISO with T', timed('2019-01-01T08:00:00'), end, '2019-01-01', 8],
    ['ISO in UTC', timed('2019-01-01T00:00:00Z'), end, '2019-01-01', 8],
    ['ISO with an offset', timed('2019-01-01T23:00:00.000+08:00'), end, '2019-01-01', 23],
    ['ISO in UTC over midnight', timed('2018-12-31T16:00:00Z'), end, '2018-12-31', 24],
    ['ISO in UTC by its start', timed('2018-12-31T16:00:00Z'), start, '2019-01-01', 1],
    ['Chinese', timed('2019年1月1日8时'), end, '2019-01-01', 8],
    ['Chinese with minutes', timed('2019年1月1日 8时30分'), end, '2019-01-01', 9],
    ['digits only', timed('2019010108'), end, '2019-01-01', 8],
    ['digits down to seconds', timed('20190101080000'), end, '2019-01-01', 8],
    ['within an hour', timed('2019-01-01 08:05'), end, '2019-01-01', 9],
    ['within an hour, by its start', timed('2019-01-01 08:05'), start, '2019-01-01', 9],
    ['a day only', timed('2019-01-01'), end, '2019-01-01', null],
    ['hour with 时', dated('2019-01-01', '8时'), end, '2019-01-01', 8],
    ['hour as a clock', dated('2019-01-01', '08:00'), end, '2019-01-01', 8],
    ['clock beside a day', { date: cell('2019-01-01'), time: cell('08:00') }, end, '2019-01-01', 8],
    [
      'no year, from the day column',
      { date: cell('2020-05-08'), time: cell('05-08 15:00') },
      end,
      '2020-05-08',
      15,
    ],
    [
      'no year, over new year',
      { date: cell('2021-01-01'), time: cell('12-31 20:00') },
      end,
      '2020-12-31',
      20,
    ],
    ['no year, given', timed('04-01 12:00'), { hourLabel: 'end', year: 2021 }, '2021-04-01', 12],
    ['29 February', timed('2020-02-29 01:00'), end, '2020-02-29', 1],
  ])('%s', (_name, cells, choices, day, hour) => {
    expect(readRowTime(cells, choices)).toEqual({ day, hour });
  });

  it.each<[string, TimeCells, TimeChoices, string]>([
    ['no year', timed('04-01 12:00'), end, 'no-year'],
    ['no such day', timed('2019-02-29'), end, 'no-such-day'],
    ['month 13', timed('20191301'), end, 'no-such-day'],
    ['words', timed('昨天'), end, 'date-unreadable'],
    ['empty', timed(''), end, 'no-date'],
    ['not monitored', timed('*'), end, 'no-date'],
    ['hour 25', dated('20190101', '25'), end, 'hour-unreadable'],
    ['hour 24 by its start', dated('20190101', '24'), start, 'hour-unreadable'],
    ['hour in words', dated('20190101', 'noon'), end, 'hour-unreadable'],
    ['no hour', dated('20190101', ''), end, 'no-hour'],
    ['minute 75', timed('2019-01-01 08:75'), end, 'date-unreadable'],
    ['no column', {}, end, 'no-date'],
  ])('refuses: %s', (_name, cells, choices, code) => {
    expect(readRowTime(cells, choices)).toMatchObject({ code });
  });

  const days = fc
    .date({ min: new Date('1970-01-02'), max: new Date('2099-12-30'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10));

  it('reads the same hour from every form', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 23 }), (day, hour) => {
        const [year = '', month = '', date = ''] = day.split('-');
        const two = String(hour).padStart(2, '0');
        const utc = new Date(Date.parse(`${day}T00:00:00Z`) + (hour - 8) * 3_600_000).toISOString();
        for (const text of [
          `${day} ${two}:00`,
          `${day}T${two}:00:00`,
          `${day}T${two}:00+08:00`,
          `${Number(year)}/${Number(month)}/${Number(date)} ${hour}:00`,
          `${year}${month}${date}${two}`,
          `${year}年${Number(month)}月${Number(date)}日${hour}时`,
          utc,
        ]) {
          expect(readRowTime(timed(text), end)).toEqual({ day, hour });
          expect(readRowTime(timed(text), start)).toEqual({ day, hour: hour + 1 });
        }
      }),
    );
  });

  it('names each of the hours 0 to 23 of consecutive days once, whichever end the label is', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(end, start), (day, choices) => {
        const seen = new Set<string>();
        for (const one of [day, addDays(day, 1)]) {
          for (let hour = 0; hour < 24; hour += 1) {
            const time = readRowTime(dated(one, String(hour)), choices);
            seen.add(JSON.stringify(time));
          }
        }
        expect(seen.size).toBe(48);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (date, hour, time) => {
        const read = readRowTime({ date: cell(date), hour: cell(hour), time: cell(time) }, end);
        if (!('code' in read)) expect(read.day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }),
    );
  });
});
