import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { processReadings } from '../../src/jobs/process-readings.ts';
import { putHours } from '../../src/store/monitoring/hours.queries.ts';
import type { Person } from '../api/world.ts';
import { type AirWorld, makeAirWorld } from './air-world.ts';
import { hasShanghai, publishGoals, type ShownTarget, shanghaiHours, targetsOf } from './indicators-setup.ts';

const text = `示例区2019年空气质量行动方案

一、主要目标

到2019年底，PM2.5年均浓度控制在35微克/立方米以下，空气质量优良天数比率达到85%以上。

二、重点任务

（一）治理工地扬尘。完成30个工地治理，2019年10月底前完成。
（牵头单位：区生态环境局）
`;

describe.skipIf(!hasShanghai)('a goal for Shanghai 2019', () => {
  let world: AirWorld;
  let coord: Person;
  let targets: ShownTarget[];
  const named = (key: string) => targets.find((one) => one.bound?.indicator === key)?.id ?? '';
  const progress = async (key: string, asOf: string) => {
    const answer = await coord.get(`/api/targets/${named(key)}/progress?asOf=${asOf}`);
    expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.payload]).toEqual([200, '']);
    return answer.json();
  };

  beforeAll(async () => {
    world = await makeAirWorld('2020-03-01T00:00:00Z');
    coord = await world.as('COORD');
    await publishGoals(coord, text);
    const entries = await shanghaiHours((station) =>
      world.station(station, { assessed: station !== '1146A' }),
    );
    for (let from = 0; from < entries.length; from += 60_000)
      await putHours(world.env.store.db, entries.slice(from, from + 60_000));
    await processReadings(world.env);
    targets = await targetsOf(coord);
  }, 600_000);

  it('is bound by the names of its goals', () => {
    expect(targets.map(({ name, bound }) => [name, bound?.indicator ?? null, bound?.auto ?? null])).toEqual([
      ['PM2.5年均浓度', 'air.pm25.mean', true],
      ['空气质量优良天数比率', 'air.good-days', true],
      ['工地治理', null, null],
    ]);
  });

  it('has its light for the whole year', async () => {
    const mean = await progress('air.pm25.mean', '2019-12-31');
    // 35.6 on 342 days (counted independently in air-year.test.ts), printed without digits by HJ 663-2013
    expect([mean.value, mean.denominator, mean.target.status]).toEqual(['36', '342', 'missed']);
    expect(mean.projection).toBeNull();
    const good = await progress('air.good-days', '2019-12-31');
    expect([good.value, good.numerator, good.denominator, good.target.status]).toEqual([
      '84.0',
      '293',
      '349',
      'missed',
    ]);
    expect(good.target.reason.zh).toContain(
      '有效 349 天中优良 293 天，84.0%，要求 ≥ 85%，比要求低 1.0 个百分点，未达到要求',
    );
    expect(good.days.filter((one: { bad: boolean }) => one.bad)).toHaveLength(56);
    expect(targets.slice(0, 2).map((one) => one.status)).toEqual(['missed', 'missed']);
  });

  it('had light, projection and headroom at the end of October', async () => {
    const good = await progress('air.good-days', '2019-10-31');
    expect([good.asOf, good.value, good.target.status]).toEqual(['2019-10-31', '83.7', 'at-risk']);
    // ⌊(288 + 61) · 15 %⌋ = 52 polluted days in the year, 47 were used
    expect(good.headroom).toMatchObject({ kind: 'days', remaining: 61, allowed: 52, used: 47, left: 5 });
    expect(good.projection).toMatchObject({
      method: 'running',
      years: [],
      from: '2019-11-01',
      to: '2019-12-31',
    });
    expect(good.months).toHaveLength(10);
    const mean = await progress('air.pm25.mean', '2019-10-31');
    const { restMean, remaining } = mean.headroom;
    const [sum, days] = [Number(mean.numerator), Number(mean.denominator)];
    expect(Number(restMean)).toBeCloseTo((35 * (days + remaining) - sum) / remaining, 0);
    expect(mean.target.reason.zh).toContain(`余下 61 天日均不能高于 ${restMean}`);
    expect(mean.line.at(-1).day).toBe('2019-10-31');
    expect(mean.days).toHaveLength(304);
  });

  it('stores the value with version, numerator, denominator and what went in', async () => {
    const { history } = await progress('air.pm25.mean', '2019-12-31');
    expect(history).toHaveLength(1);
    expect(history[0]).toMatchObject({
      asOf: '2019-12-31',
      value: '36',
      denominator: '342',
      version: 1,
      inputs: { sites: 9, from: '2019-01-01', through: '2019-12-31' },
    });
  });

  it('is part of the list of targets as Excel', async () => {
    const book = new exceljs.Workbook();
    const file = (await coord.get(`/api/targets/${named('air.pm25.mean')}/progress-export?asOf=2019-10-31`))
      .rawPayload;
    await book.xlsx.load(Uint8Array.from(file).buffer);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['情况', '各月', '累计', '逐日', '数值历史']);
    expect(book.getWorksheet('逐日')?.rowCount).toBe(306);
  });
});
