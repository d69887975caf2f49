import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourEnd } from '../../src/hours/index.ts';
import { observationHour, readPhenomenonTime } from '../../src/observations/index.ts';

const codeOf = (found: object) => ('code' in found ? found.code : found);
const now = Date.parse('2025-06-01T00:00:00Z');

function timeOf(text: string) {
  const time = readPhenomenonTime(text);
  if ('code' in time) throw new Error(time.message.en);
  return time;
}

describe('phenomenonTime', () => {
  it.each([
    ['2025-05-01T08:00:00+08:00', '2025-05-01T00:00:00Z', '2025-05-01T00:00:00Z'],
    ['2025-05-01T08:00+08', '2025-05-01T00:00:00Z', '2025-05-01T00:00:00Z'],
    ['2025-05-01T24:00:00+0800', '2025-05-01T16:00:00Z', '2025-05-01T16:00:00Z'],
    ['2025-04-30T23:00:00Z/2025-05-01T08:00:00.000+08:00', '2025-04-30T23:00:00Z', '2025-05-01T00:00:00Z'],
  ])('%s', (text, from, to) => {
    expect(readPhenomenonTime(text)).toEqual({ from: Date.parse(from), to: Date.parse(to) });
  });

  it.each([
    ['', 'no-date'],
    ['2025-05-01', 'date-unreadable'],
    ['2025-05-01T08:00:00', 'no-zone'],
    ['2025-02-30T08:00:00Z', 'no-such-day'],
    ['2025-05-01T25:00:00Z', 'date-unreadable'],
    ['2025-05-01T08:61:00Z', 'date-unreadable'],
    ['2025-05-01T08:00:00+15:00', 'date-unreadable'],
    ['2025-05-01T08:00:00Z/2025-05-01T08:00:00Z', 'date-unreadable'],
    ['2025-05-01T08:00:00Z/2025-05-01T07:00:00Z', 'date-unreadable'],
    ['2025-05-01T08:00:00Z/2025-05-01T09:00:00', 'no-zone'],
    ['2025-05-01T07:00:00Z/2025-05-01T08:00:00Z/2025-05-01T09:00:00Z', 'date-unreadable'],
  ])('%s is refused with %s', (text, code) => {
    expect(readPhenomenonTime(text)).toMatchObject({ code, column: 'phenomenonTime' });
  });

  it('any instant in any zone is read as the instant that it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        (at, offset) => {
          const local = new Date(at + offset * 60_000).toISOString().slice(0, -1);
          const two = (part: number) => String(part).padStart(2, '0');
          const away = Math.abs(offset);
          const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
          expect(readPhenomenonTime(local + zone)).toEqual({ from: at, to: at });
        },
      ),
    );
  });

  it('no text throws: it is a time or a problem that names the field', () => {
    const near = fc.stringMatching(/^[0-9TZ:+./-]{0,60}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), near), (text) => {
        const found = readPhenomenonTime(text);
        if ('code' in found) expect(found.column).toBe('phenomenonTime');
        else expect(found.to).toBeGreaterThanOrEqual(found.from);
      }),
    );
  });
});

describe('the hour of an observation', () => {
  it('every clock hour is named by its end, whatever the zone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 480_000 }), (hours) => {
        const to = hours * 3_600_000;
        const found = observationHour({ from: to - 3_600_000, to }, 1, to);
        if ('code' in found || found.hour === null) throw new Error('expected an hour');
        expect(hourEnd(found.day, found.hour)).toBe(to);
      }),
    );
  });

  it.each([
    ['2025-05-01T00:00:00+08:00', 1, 'not-hourly'],
    ['2025-05-01T07:00:00+08:00/2025-05-01T07:10:00+08:00', 1, 'not-hourly'],
    ['2025-05-01T07:30:00+08:00/2025-05-01T08:30:00+08:00', 1, 'not-hourly'],
    ['2025-05-01T07:00:00+08:00/2025-05-01T09:00:00+08:00', 4, 'not-hourly'],
    ['2025-05-01T07:00:00+08:00/2025-05-01T08:00:00+08:00', 1, { day: '2025-05-01', hour: 8 }],
    ['2025-05-01T23:00:00+08:00/2025-05-02T00:00:00+08:00', 1, { day: '2025-05-01', hour: 24 }],
    ['2025-05-01T08:00:00+08:00', 4, { day: '2025-05-01', hour: 8 }],
    ['2025-05-01T08:01:00+08:00', 4, { day: '2025-05-01', hour: 9 }],
    ['2025-05-01T00:00:00+08:00', 0, { day: '2025-05-01', hour: null }],
    ['2025-05-01T10:20:00+08:00', 0, { day: '2025-05-01', hour: null }],
    ['2025-05-01T00:00:00+08:00/2025-05-02T00:00:00+08:00', 24, { day: '2025-05-01', hour: null }],
    ['2025-05-01T12:00:00+08:00/2025-05-02T12:00:00+08:00', 24, 'not-one-day'],
    ['2025-06-01T09:00:00+08:00', 0, 'future'],
    ['2025-06-01T08:00:00+08:00/2025-06-01T09:00:00+08:00', 1, 'future'],
  ])('%s at a site of %i', (text, interval, expected) => {
    expect(codeOf(observationHour(timeOf(text), interval, now))).toEqual(expected);
  });
});
