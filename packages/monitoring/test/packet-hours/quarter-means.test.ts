import { describe, expect, it } from 'vitest';
import { type HourPacket, type PacketRules, quarterMeans } from '../../src/index.ts';

const start = Date.parse('2026-05-10T00:00:00Z');
const rules: PacketRules = {
  medium: 'air',
  edition: '2017',
  label: 'start',
  units: { a34001: { unit: 'µg/m³' } },
  factors: [{ factor: 'a34001', unit: 'µg/m³' }],
};

const packet = (cn: number, minute: number, value: number | null, mark = 'N'): HourPacket => ({
  cn,
  at: start + minute * 60_000,
  receivedAt: start,
  fields: [cn === 2011 ? 'a34001-Rtd' : 'a34001-Avg'],
  readings: [value],
  marks: [mark],
});
const minutes = (cn: number, every: number, value: (minute: number) => number | null, mark = 'N') =>
  Array.from({ length: 60 / every }, (_, index) => packet(cn, index * every, value(index * every), mark));
const means = (packets: HourPacket[], more: Partial<PacketRules> = {}) =>
  quarterMeans(packets, start, { ...rules, ...more }, 'a34001');

describe('means of 15 minutes', () => {
  it('are made of the minutes of each quarter', () => {
    expect(means(minutes(2011, 1, (minute) => (minute < 15 ? 2100 : minute < 30 ? minute : 300)))).toEqual([
      2100, 22, 300, 300,
    ]);
    expect(means(minutes(2051, 5, (minute) => minute))).toEqual([5, 20, 35, 50]);
    expect(means(minutes(2051, 15, (minute) => minute))).toEqual([0, 15, 30, 45]);
  });

  it('need 75 % of the minutes due: 12 of 15', () => {
    const all = minutes(2011, 1, () => 300);
    expect(means(all.slice(3))).toEqual([300, 300, 300, 300]);
    expect(means(all.slice(4))).toEqual([null, 300, 300, 300]);
    const faulty = all.map((one, index) => (index < 4 ? packet(2011, index, 9000, 'D') : one));
    expect(means(faulty)).toEqual([null, 300, 300, 300]);
  });

  it('take ends of periods back by one minute', () => {
    const ends = Array.from({ length: 60 }, (_, index) => packet(2011, index + 1, index < 15 ? 100 : 200));
    expect(means(ends, { label: 'end' })).toEqual([100, 200, 200, 200]);
  });

  it('are not made of hourly packets, a rhythm of ten minutes, or an unknown unit', () => {
    const none = [null, null, null, null];
    expect(means([packet(2061, 0, 300)])).toEqual(none);
    expect(means(minutes(2051, 10, () => 300))).toEqual(none);
    expect(
      means(
        minutes(2011, 1, () => 300),
        { units: {} },
      ),
    ).toEqual(none);
    expect(means([])).toEqual(none);
  });
});
