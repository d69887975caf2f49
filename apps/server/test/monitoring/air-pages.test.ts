import PizZip from 'pizzip';
import { beforeAll, describe, expect, it } from 'vitest';
import { airCalendar } from '../../src/services/monitoring/air/calendar.ts';
import { airHeadroom } from '../../src/services/monitoring/air/headroom.ts';
import { airRanking } from '../../src/services/monitoring/air/ranking.ts';
import { airSitePage } from '../../src/services/monitoring/air/site-page.ts';
import { type AirWorld, codes, makeAirWorld } from './air-world.ts';

let world: AirWorld;
let east: number;
let west: number;
let north: number;

beforeAll(async () => {
  world = await makeAirWorld('2026-03-04T02:00:00Z');
  east = await world.station('东', { areaCode: '990101001' });
  west = await world.station('西');
  north = await world.station('北');
  // PM2.5 of March 1 to 3: the same mean in the east and the west, more in the north.
  const pm25 = new Map([
    [east, ['20', '30', '40']],
    [west, ['30', '30', '30']],
    [north, ['60', '70', '80']],
  ]);
  for (const [site, values] of pm25) {
    for (const [index, value] of values.entries()) {
      for (const code of codes)
        await world.figure(site, `2026-03-0${index + 1}`, code, code === 'a34004' ? value : '1');
      await world.figure(site, `2026-03-0${index + 1}`, 'AQI', site === north && index > 0 ? '120' : '60');
    }
  }
  await world.figure(0, '2026-03-01', 'AQI', '101', { detail: { level: 3, primary: ['a34004'] } });
  await world.figure(0, '2026-03-02', 'AQI', '100', { detail: { level: 2, primary: ['a34004'] } });
  await world.figure(0, '2026-03-03', 'AQI', null, { received: 5 });
  await world.figure(0, '2026-03-03', 'a34002', null, { received: 3, valid: 1, expected: 3 });
  await world.figure(0, '2026-03-01', 'a34004', '40');
  await world.figure(0, '2026-03-02', 'a34004', '20');
  await world.figure(0, '2025-03-01', 'AQI', '80', { detail: { level: 2, primary: [] } });
});

describe('calendar', () => {
  it('counts good days over valid days and leaves a day without an index out, with its reason', async () => {
    const calendar = await airCalendar(world.env, 0, 2026);
    expect(calendar.total).toMatchObject({ good: 1, valid: 2, percent: '50.0' });
    expect(calendar.months[2]).toEqual({ month: 3, good: 1, valid: 2, days: 31 });
    const third = calendar.days.find((one) => one.day === '2026-03-03');
    expect(third).toMatchObject({ value: null, level: null, state: 'invalid' });
    expect(third?.reason?.zh).toContain('PM10 3 站中仅 1 站有效');
    expect(calendar.days.find((one) => one.day === '2026-03-04')?.state).toBe('future');
    expect(calendar.days[0]).toMatchObject({ day: '2026-01-01', value: null, state: 'missing' });
    expect(calendar.before).toMatchObject({ year: 2025, to: '2025-03-02', good: 1, valid: 1 });
  });

  it('names both editions of a year in which they change', async () => {
    const calendar = await airCalendar(world.env, 0, 2026);
    expect(calendar.editions.map((one) => [one.id, one.from])).toEqual([
      ['HJ 633-2012', '2026-01-01'],
      ['HJ 633-2026', '2026-03-01'],
    ]);
  });
});

describe('station page', () => {
  it('steps a limit where the edition changes', async () => {
    const page = await airSitePage(world.env, east, { from: '2026-02-27', to: '2026-03-02' });
    const pm25 = page.series.find((one) => one.pollutant === 'PM2.5');
    expect(pm25?.limits.map((one) => [one.from, one.to, one.value])).toEqual([
      ['2026-02-27', '2026-02-28', '75'],
      ['2026-03-01', '2026-03-02', '60'],
    ]);
    expect(page.days.map((one) => one.edition)).toEqual([
      'HJ 633-2012',
      'HJ 633-2012',
      'HJ 633-2026',
      'HJ 633-2026',
    ]);
  });

  it('refuses a span that runs backwards or is too long', async () => {
    await expect(airSitePage(world.env, east, { from: '2026-03-02', to: '2026-03-01' })).rejects.toThrow(
      'validation',
    );
    await expect(airSitePage(world.env, east, { from: '2026-01-01', to: '2026-03-01' })).rejects.toThrow(
      'validation',
    );
  });
});

describe('ranking', () => {
  it('gives equal figures one rank and skips the next', async () => {
    const { rows } = await airRanking(world.env, { by: 'site', period: '2026-03', measure: 'pm25' });
    expect(rows.map((row) => [row.siteId, row.rank, row.pm25])).toEqual([
      [east, 1, '30.0'],
      [west, 1, '30.0'],
      [north, 3, '70.0'],
    ]);
  });

  it('puts the highest good-day ratio first', async () => {
    const { rows } = await airRanking(world.env, { by: 'site', period: '2026-03', measure: 'good' });
    expect(rows.at(-1)).toMatchObject({ siteId: north, rank: 3, good: 1, valid: 3, percent: '33.3' });
  });

  it('ranks towns by the stations that lie in them', async () => {
    const { rows } = await airRanking(world.env, { by: 'town', period: '2026-03', measure: 'pm25' });
    expect(rows.map((row) => [row.name, row.siteIds])).toEqual([['晨光街道', [east]]]);
  });
});

describe('headroom', () => {
  it('says what is left of an entered goal', async () => {
    const { asOf, goals } = await airHeadroom(world.env, { year: 2026, pm25: '30', good: '99' });
    expect(asOf).toBe('2026-03-02');
    // 304 days remain: (30 · 306 − 60) / 304 = 30.0; ⌊306 · 1 %⌋ = 3 polluted days, one used.
    expect(goals.map((goal) => [goal.kind, goal.remainingDays, goal.left])).toEqual([
      ['pm25', 304, '30.0'],
      ['good', 304, '2'],
    ]);
  });
});

describe('over HTTP', () => {
  it('refuses enterprises and who may not upload a base map', async () => {
    const enterprise = await world.as('ENT');
    for (const path of [
      '/api/air/now',
      '/api/air/calendar',
      `/api/air/sites/${east}`,
      '/api/air/ranking?period=2026',
    ])
      expect((await enterprise.get(path)).statusCode).toBe(403);
    const officer = await world.as('OFF');
    const about = 'origin=test&date=2026-01-01&crs=WGS84';
    expect(
      (await officer.upload(`/api/map/base?${about}`, [{ name: 'a.json', content: '{}' }])).statusCode,
    ).toBe(403);
    expect((await officer.get('/api/air/sites/999')).statusCode).toBe(404);
  });

  it('takes a base map in degrees and names what is wrong with one in metres', async () => {
    const station = await world.as('MON');
    const about = 'origin=test&date=2026-01-01&crs=WGS84';
    const map = (point: number[]) =>
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          { type: 'Feature', properties: { name: '区' }, geometry: { type: 'Point', coordinates: point } },
        ],
      });
    const send = (content: string) =>
      station.upload(`/api/map/base?${about}`, [{ name: 'a.geojson', content }]);
    const metres = await send(map([13_500_000, 3_600_000]));
    expect(metres.statusCode).toBe(422);
    expect(metres.json().problems[0].path).toBe('features.1');
    expect((await send('<kml/>')).statusCode).toBe(422);
    expect((await send(map([121.4, 31.2]))).json().base.features).toBe(1);
    expect((await station.get('/api/map/base')).json().base.geojson.features[0].properties.name).toBe('区');
  });

  it('exports the calendar, the ranking and the hours as Excel', async () => {
    const officer = await world.as('OFF');
    for (const path of [
      '/api/air/calendar/export?year=2026',
      '/api/air/ranking/export?period=2026-03&measure=pm25',
      `/api/air/sites/${east}/export?from=2026-03-01&to=2026-03-02`,
    ]) {
      const answer = await officer.get(path);
      expect(answer.statusCode).toBe(200);
      expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK');
    }
  });

  it('writes the daily note with every figure in the appendix, and says 无数据 with the reason', async () => {
    const maker = await world.as('MON');
    const answer = await maker.send('POST', '/api/air/note', { day: '2026-03-03' });
    expect(answer.statusCode).toBe(200);
    const { id } = answer.json();
    const file = await maker.get(`/api/reports/issued/${id}/file`);
    const text =
      new PizZip(file.rawPayload)
        .file('word/document.xml')
        ?.asText()
        .replace(/<[^>]+>/g, '') ?? '';
    expect(text).toContain('2026年3月3日');
    expect(text).toContain('无数据（');
    expect(text).toContain('PM10 3 站中仅 1 站有效');
    expect(text).toContain('优良天数 ÷ 有效天数');
    expect(text).not.toMatch(/undefined|null|NaN/);
    expect((await maker.send('POST', '/api/air/note', { day: '2026-03-04' })).statusCode).toBe(422);
  });
});
