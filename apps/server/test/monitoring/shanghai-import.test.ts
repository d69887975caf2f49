import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { addDays } from '@huanzhi/monitoring';
import { beforeAll, describe, expect, it } from 'vitest';
import { processReadings } from '../../src/jobs/process-readings.ts';
import type { Person, World } from '../api/world.ts';
import { makeWorld } from '../api/world.ts';
import { importerFor } from './import-setup.ts';
import { hasShanghai, publishGoals, type ShownTarget, shanghaiFile, targetsOf } from './indicators-setup.ts';

const plan = `示例区2019年空气质量行动方案

一、主要目标

到2019年底，PM2.5年均浓度控制在35微克/立方米以下，空气质量优良天数比率达到85%以上。
`;

/** The control station at Dianshan Lake, which does not count for the city. */
const control = '1146A';

describe.skipIf(!hasShanghai)('a year of Shanghai imported in one go, as an officer does it', () => {
  let world: World;
  let officer: Person;
  let coord: Person;
  let targets: ShownTarget[];
  let sites: { id: number; code: string }[];
  let counts: object;
  let columns: Record<string, number>;

  const read = async (url: string) => {
    const answer = await coord.get(url);
    expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.payload]).toEqual([200, '']);
    return answer.json();
  };

  const progress = (asOf: string) =>
    Promise.all(targets.map(({ id }) => read(`/api/targets/${id}/progress?asOf=${asOf}`)));

  beforeAll(async () => {
    world = await makeWorld();
    world.setTime('2020-03-01T00:00:00Z');
    officer = await world.as('MON');
    coord = await world.as('COORD');
    await publishGoals(coord, plan);
    const { upload, step } = importerFor(world, officer);
    const found = await upload('shanghai-2019.csv.gz', readFileSync(shanghaiFile));
    expect(found).toMatchObject({ status: 'checked', counts: { rows: 83_173, reject: 83_095, nothing: 78 } });
    const checked = await step('PUT', `${found.id}/mapping`, {
      sites: Object.fromEntries(found.sites.map(({ name }) => [name, 'new-air'])),
    });
    expect(checked.counts).toMatchObject({ rows: 83_173, change: 0, same: 0, conflict: 0, reject: 0 });
    sites = (await read('/api/sites?kind=air')).items;
    const lake = sites.find(({ code }) => code === control)?.id ?? 0;
    expect((await officer.send('PATCH', `/api/sites/${lake}`, { assessed: false })).statusCode).toBe(200);
    const committed = await step('POST', `${found.id}/commit`);
    expect(committed).toMatchObject({ status: 'committed', counts: checked.counts });
    ({ counts } = committed);
    columns = {};
    for (const { role } of committed.columns)
      if (!['site', 'date', 'hour'].includes(role)) columns[role] = (columns[role] ?? 0) + 1;
    await processReadings(world.env);
    targets = await targetsOf(coord);
  }, 600_000);

  it('takes hours and published day figures, none refused', async () => {
    expect(counts).toMatchObject({ new: 480_914, dayNew: 24_761, nothing: 78 });
    expect(columns).toEqual({ factor: 6, 'day-mean': 5, 'day-mda8': 1, 'day-max1h': 1, ignored: 2 });
  });

  it('shows the annual means of the bulletin', async () => {
    const year = await read('/api/air/year?year=2019');
    const of = (name: string) => year.pollutants.find((one: { pollutant: string }) => one.pollutant === name);
    const mean = (name: string) =>
      of(name).items.find((one: { statistic: string }) => one.statistic === 'mean');
    // The bulletin: 35, 42, 7. From the hours alone PM2.5 is 35.6 on 342 days.
    expect(mean('PM2.5')).toMatchObject({ exact: '35.3', value: '35', limit: '35', compliant: true });
    expect(of('PM2.5')).toMatchObject({ validDays: 358, publishedDays: 88, sufficient: true });
    expect([mean('NO2'), mean('SO2')]).toMatchObject([
      { exact: '41.8', value: '42' },
      { exact: '6.9', value: '7' },
    ]);
    expect((await read('/api/air/ranking?period=2019&measure=pm25')).rows).toHaveLength(10);
  });

  it('shows the good days of the bulletin on the days that the network published, and six days more', async () => {
    const calendar = await read('/api/air/calendar?year=2019');
    expect(calendar.total).toMatchObject({ good: 304, valid: 360, percent: '84.4', published: 235 });
    const values: { day: string; value: number | null }[] = calendar.days;
    // No station has a row for the hour that ends these days; their hours suffice.
    const ours = ['2019-04-07', '2019-06-04', '2019-08-21', '2019-08-29', '2019-10-09', '2019-12-31'];
    const ends = new Set(
      gunzipSync(readFileSync(shanghaiFile))
        .toString('utf8')
        .split('\n')
        .flatMap((line) => {
          const [, date = '', hour] = line.split(',');
          return hour === '0' ? [date] : [];
        }),
    );
    expect(ours.map((day) => ends.has(addDays(day, 1).replaceAll('-', '')))).toEqual(ours.map(() => false));
    const rest = values.filter(({ day, value }) => value !== null && !ours.includes(day));
    const good = rest.filter(({ value }) => (value ?? 0) <= 100);
    expect([good.length, rest.length, ((100 * good.length) / rest.length).toFixed(1)]).toEqual([
      300,
      354,
      '84.7',
    ]);
  });

  it('says on a day which figures are published', async () => {
    const { id = 0 } = sites.find(({ code }) => code === '1141A') ?? {};
    const page = await read(`/api/air/sites/${id}?from=2019-03-01&to=2019-03-31`);
    const figures: { published: number; valid: number; pollutant: string }[] = page.days.flatMap(
      (day: { figures: object[] }) => day.figures,
    );
    const published = figures.filter((one) => one.published === 1);
    expect(published.length).toBeGreaterThan(10);
    expect(published.every((one) => one.pollutant === 'O3' || one.valid < 20)).toBe(true);
  });

  it('gives the goals of a plan their light for the year', async () => {
    expect(targets.map(({ name, bound, status }) => [name, bound?.indicator, bound?.auto, status])).toEqual([
      ['PM2.5年均浓度', 'air.pm25.mean', true, 'met'],
      ['空气质量优良天数比率', 'air.good-days', true, 'missed'],
    ]);
    const [mean, good] = await progress('2019-12-31');
    expect([mean.value, mean.denominator]).toEqual(['35', '358']);
    expect(mean.target.reason.zh).toContain('2019 年 35（有效 358 天），要求 ≤ 35，与要求持平，达到要求');
    expect([good.value, good.numerator, good.denominator]).toEqual(['84.4', '304', '360']);
    expect(good.days.filter((one: { published: boolean }) => one.published)).toHaveLength(235);
  });

  it('gave them light, projection and headroom at the end of October', async () => {
    const [mean, good] = await progress('2019-10-31');
    expect([mean.value, mean.target.status]).toEqual(['35', 'on-course']);
    // (35 · (297 + 61) − 10284.3) ÷ 61
    expect(mean.headroom).toMatchObject({ kind: 'mean', remaining: 61, restMean: '36.8' });
    expect(mean.projection).toMatchObject({ method: 'running', from: '2019-11-01', value: 34.6 });
    expect([good.value, good.target.status]).toEqual(['84.3', 'at-risk']);
    // ⌊(299 + 61) · 15 %⌋ = 54, of which 47 were used
    expect(good.headroom).toMatchObject({ kind: 'days', remaining: 61, allowed: 54, used: 47, left: 7 });
    expect(good.projection).toMatchObject({ value: 84.28 });
    const { goals } = await read('/api/air/headroom?year=2019&to=2019-10-31');
    expect(
      goals.map((goal: Record<string, string>) => [goal.source, goal.left, goal.soFar, goal.light]),
    ).toEqual([
      ['target', '36.8', '34.6', 'grey'],
      ['target', '7', '84.3', 'grey'],
    ]);
  });
});
