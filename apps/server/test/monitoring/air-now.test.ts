import { beforeAll, describe, expect, it } from 'vitest';
import { airNow } from '../../src/services/monitoring/air/now.ts';
import { type AirWorld, makeAirWorld } from './air-world.ts';

// 2026-11-20 09:00–10:00 in Shanghai: the newest hour is 09 (ends 09:00).
let world: AirWorld;
let first: number;
let second: number;
let third: number;

beforeAll(async () => {
  world = await makeAirWorld('2026-11-20T01:30:00Z');
  first = await world.station('甲');
  second = await world.station('乙');
  third = await world.station('丙');
  const control = await world.station('对照', { assessed: false });
  await world.hour(first, '2026-11-20', 9, [40, 60, 60, 40, 6, 0.6]);
  await world.hour(second, '2026-11-20', 9, [44, 62, 76, 40, 6, 0.8]);
  await world.hour(third, '2026-11-20', 9, [39, 61, 68, 40, 6, 0.7]);
  await world.hour(control, '2026-11-20', 9, [300, 400, 300, 40, 6, 0.7]);
});

describe('air now', () => {
  it('averages the assessed stations first and then makes the index, without the control station', async () => {
    const now = await airNow(world.env);
    expect(now.at).toEqual({ day: '2026-11-20', hour: 9 });
    expect(now.ageHours).toBe(0);
    expect(now.edition).toBe('HJ 633-2026');
    // PM2.5 (40 + 44 + 39) / 3 = 41; 50 + 50 · (41 − 35) / (60 − 35) = 62.
    expect(now.district?.figures.map((one) => one.value)).toEqual(['41', '61', '68', '40', '6', '0.7']);
    expect(now.district?.index).toMatchObject({ value: 62, level: 2, primary: ['PM2.5'], state: 'value' });
    expect(now.district?.sites).toEqual({ assessed: 3, reporting: 3 });
    expect(now.district?.formula.zh).toContain('PM2.5 41 → 62');
    expect(now.district?.health?.advice).toBeTruthy();
    expect(now.stations.find((one) => one.site.name === '对照')?.index.value).toBeGreaterThan(200);
  });

  it('says why a station has no index, and never puts a zero there', async () => {
    await world.hour(third, '2026-11-20', 10, [50, 60, 60, 40, 6, 0.6]);
    await world.hour(third, '2026-11-20', 10, [50, 60, 60, 40, 6, 0.6], 'C');
    const now = await airNow(world.env);
    const station = now.stations.find((one) => one.site.id === third);
    expect(station?.at).toEqual({ day: '2026-11-20', hour: 10 });
    expect(station?.index).toMatchObject({ value: null, level: null, state: 'invalid' });
    expect(station?.figures.every((one) => one.value === null && one.state === 'invalid')).toBe(true);
    expect(station?.figures[0]?.reason?.zh).toBe('校准');
    // One of three stations has the hour 10 and it does not count: the district stays at 09.
    expect(now.at).toEqual({ day: '2026-11-20', hour: 9 });
  });

  it('tells nothing came from nothing measured', async () => {
    const empty = await makeAirWorld('2026-11-20T01:30:00Z');
    await empty.station('新站');
    const now = await airNow(empty.env);
    expect(now.at).toBeNull();
    expect(now.district).toBeNull();
    expect(now.stations[0]?.index).toMatchObject({ value: null, state: 'missing' });
  });

  it('shows the day value of the day before with its hours and limit', async () => {
    await world.figure(0, '2026-11-19', 'a34002', '117');
    await world.figure(0, '2026-11-19', 'AQI', '98', { detail: { level: 2, primary: ['a34002'] } });
    for (let hour = 1; hour <= 24; hour++) {
      if (hour === 11 || hour === 12) continue;
      for (const id of [first, second, third])
        await world.hour(id, '2026-11-19', hour, [30, 117, 60, 40, 6, 0.6]);
    }
    const { yesterday } = await airNow(world.env);
    expect(yesterday).toMatchObject({ day: '2026-11-19', pollutant: 'PM10', validHours: 22 });
    expect(yesterday?.figure.value).toBe('117');
    expect(yesterday?.index).toMatchObject({ value: 98, level: 2, primary: ['PM10'] });
    expect(yesterday?.series.hours[10]).toMatchObject({ hour: 11, value: null, state: 'missing' });
    expect(yesterday?.series.limits).toEqual([
      {
        from: '2026-11-19',
        to: '2026-11-19',
        value: '120',
        period: '24h',
        edition: 'GB 3095-2026 transitional',
      },
    ]);
  });
});
