import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { aggregateDirty } from '../../src/services/monitoring/aggregate/aggregate-dirty.ts';
import { putHours, setVerdicts } from '../../src/store/monitoring/hours.queries.ts';
import { makePushWorld, observation, type PushWorld, pm25 } from './push-setup.ts';
import { addSite } from './sites-setup.ts';

let pushed: PushWorld;
beforeAll(async () => {
  pushed = await makePushWorld();
}, 120_000);

describe('an observation', () => {
  it('is stored, answered with its address, and makes the figures of the day', async () => {
    for (let hour = 1; hour <= 24; hour += 1)
      expect(
        (await pushed.send(pm25, observation('2025-05-10', hour, hour <= 12 ? 20 : 40))).statusCode,
      ).toBe(201);
    const answer = await pushed.send(pm25, observation('2025-05-10', 24, 40));
    expect(answer.json()).toMatchObject({
      '@iot.id': 'S1:a34004:2025-05-10:24',
      phenomenonTime: '2025-05-10T15:00:00.000Z/2025-05-10T16:00:00.000Z',
      result: 40,
      resultQuality: 'N',
    });
    const { location } = answer.headers;
    expect(location).toBe(answer.json()['@iot.selfLink']);
    expect((await pushed.send(new URL(String(location)).pathname)).json()).toEqual(answer.json());
    expect(await pushed.stands('2025-05-10')).toMatchObject({
      sources: 'p'.repeat(24),
      marks: 'N'.repeat(24),
    });
    await aggregateDirty(pushed.world.env);
    const figures = await pushed.manager.get(
      `/api/sites/${pushed.siteId}/figures?period=day&from=2025-05-10&to=2025-05-10`,
    );
    expect(figures.json().items).toContainEqual(
      expect.objectContaining({
        factor: 'a34004',
        statistic: 'mean',
        value: '30',
        valid: 24,
        complete: true,
      }),
    );
  });

  it('that comes again is stored once; another number replaces the first, which is kept', async () => {
    const count = async () =>
      (
        await sql<{ reading: number; source: string }>`
          select reading, source from hour_revision where site_id = ${pushed.siteId} and day = '2025-05-11'`.execute(
          pushed.world.env.store.db,
        )
      ).rows;
    for (const _ of [1, 2])
      expect((await pushed.send(pm25, observation('2025-05-11', 3, 12))).statusCode).toBe(201);
    expect(await count()).toEqual([]);
    expect((await pushed.send(pm25, observation('2025-05-11', 3, 13))).json().result).toBe(13);
    expect(await count()).toEqual([{ reading: 12, source: 'p' }]);
    expect((await pushed.stands('2025-05-11'))?.values[2]).toBe(13);
  });

  it('may name its datastream in the body, its unit and its mark', async () => {
    const linked = { Datastream: { '@iot.id': 'S1:a34004' }, ...observation('2025-05-12', 1, '0.0125') };
    const answer = await pushed.send('Observations', {
      ...linked,
      parameters: { unit: 'mg/m3' },
      resultQuality: 'M',
    });
    expect(answer.json()).toMatchObject({ result: 12.5, resultQuality: 'M' });
    const sum = await pushed.send(pm25, observation('2025-05-12', 2, 0.1 + 0.2));
    expect(sum.json().result).toBe(0.3);
  });

  it.each<[string, string, object | string, number, string, string?]>([
    [
      'another datastream',
      "Datastreams('S2:a34004')/Observations",
      observation('2025-05-13', 1, 5),
      404,
      'unknown-datastream',
      'Datastream',
    ],
    [
      'a factor that the site has not',
      "Datastreams('S1:w01018')/Observations",
      observation('2025-05-13', 1, 5),
      404,
      'unknown-datastream',
      'Datastream',
    ],
    [
      'no datastream at all',
      'Observations',
      observation('2025-05-13', 1, 5),
      404,
      'unknown-datastream',
      'Datastream',
    ],
    ['no time', pm25, { result: 5 }, 400, 'no-date', 'phenomenonTime'],
    [
      'a time without a zone',
      pm25,
      { phenomenonTime: '2025-05-13T08:00:00', result: 5 },
      400,
      'no-zone',
      'phenomenonTime',
    ],
    [
      'an instant',
      pm25,
      { phenomenonTime: '2025-05-13T08:00:00Z', result: 5 },
      400,
      'not-hourly',
      'phenomenonTime',
    ],
    [
      'ten minutes',
      pm25,
      { phenomenonTime: '2025-05-13T08:00:00Z/2025-05-13T08:10:00Z', result: 5 },
      400,
      'not-hourly',
      'phenomenonTime',
    ],
    ['an hour that is not over', pm25, observation('2025-06-01', 11, 5), 400, 'future', 'phenomenonTime'],
    ['a day too far back', pm25, observation('2025-04-21', 1, 5), 400, 'too-old', 'phenomenonTime'],
    ['no result', pm25, observation('2025-05-13', 1, null), 400, 'no-number', 'result'],
    ['a result that is no number', pm25, observation('2025-05-13', 1, 'NaN'), 400, 'no-number', 'result'],
    ['a list as result', pm25, observation('2025-05-13', 1, [5]), 400, 'no-number', 'result'],
    ['a negative concentration', pm25, observation('2025-05-13', 1, -5), 400, 'negative', 'result'],
    ['an implausible number', pm25, observation('2025-05-13', 1, 1e9), 400, 'implausible', 'result'],
    [
      'an unknown mark',
      pm25,
      observation('2025-05-13', 1, 5, { resultQuality: 'X' }),
      400,
      'unknown-mark',
      'resultQuality',
    ],
    [
      'an object as mark',
      pm25,
      observation('2025-05-13', 1, 5, { resultQuality: {} }),
      400,
      'unknown-mark',
      'resultQuality',
    ],
    [
      'an unknown unit',
      pm25,
      observation('2025-05-13', 1, 5, { parameters: { unit: 'furlong' } }),
      400,
      'unknown-unit',
      'parameters.unit',
    ],
    [
      'a unit that cannot be converted',
      pm25,
      observation('2025-05-13', 1, 5, { parameters: { unit: 'mg/L' } }),
      400,
      'unknown-unit',
      'result',
    ],
    ['broken JSON', pm25, '{"result": NaN}', 400, 'json', ''],
  ])('%s is refused with its field', async (_, path, body, status, code, field) => {
    const answer = await pushed.send(path, body);
    expect([answer.statusCode, answer.json().problems[0]?.code, answer.json().problems[0]?.path]).toEqual([
      status,
      code,
      field,
    ]);
    expect(await pushed.stands('2025-05-13')).toBeUndefined();
  });

  it('of more than a megabyte is refused before it is read', async () => {
    const answer = await pushed.send(
      pm25,
      observation('2025-05-13', 1, 5, { parameters: { text: 'x'.repeat(1_100_000) } }),
    );
    expect([answer.statusCode, answer.json().code]).toEqual([413, 'body-too-large']);
  });

  it('does not replace what an instrument measured, a person typed, or a reviewer judged', async () => {
    const { db } = pushed.world.env.store;
    const hour = { siteId: pushed.siteId, factor: 'a34004', day: '2025-05-14', value: 9, mark: 'N' } as const;
    await putHours(db, [
      { ...hour, hour: 1, source: 'g' },
      { ...hour, hour: 2, source: 'm' },
      { ...hour, hour: 3, source: 'p' },
    ]);
    await setVerdicts(db, { siteId: pushed.siteId, factor: 'a34004', day: '2025-05-14' }, [3], 'I');
    for (const at of [1, 2, 3]) {
      const answer = await pushed.send(pm25, observation('2025-05-14', at, 10));
      expect([answer.statusCode, answer.json().problems[0]?.path]).toEqual([409, 'result']);
      expect((await pushed.send(pm25, observation('2025-05-14', at, 9))).statusCode).toBe(201);
    }
    expect(await pushed.stands('2025-05-14')).toMatchObject({ sources: `gmp${'.'.repeat(21)}` });
    expect((await pushed.stands('2025-05-14'))?.values.slice(0, 3)).toEqual([9, 9, 9]);
  });

  it('for a locked day changes nothing and waits for two reviewers', async () => {
    const { db } = pushed.world.env.store;
    await sql`insert into review_day (day, checked_at, hours, flagged, locked_at, locked_by)
      values ('2025-05-15', now(), 0, 0, now(), ${pushed.manager.id}::uuid)`.execute(db);
    const answer = await pushed.send(pm25, observation('2025-05-15', 1, 10));
    expect([answer.statusCode, answer.json().problems[0]?.code]).toEqual([409, 'day-locked']);
    expect(await pushed.stands('2025-05-15')).toBeUndefined();
    const { rows } = await sql`
      select reading, source from late_hour where day = '2025-05-15' and status = 'waiting'`.execute(db);
    expect(rows).toEqual([{ reading: 10, source: 'p' }]);
  });

  it('that a locked day would not take open either is not said to wait', async () => {
    const { db } = pushed.world.env.store;
    const hour = { siteId: pushed.siteId, factor: 'a34004', day: '2025-05-16', hour: 1 } as const;
    await putHours(db, [{ ...hour, value: 9, mark: 'N', source: 'g' }]);
    await sql`insert into review_day (day, checked_at, hours, flagged, locked_at, locked_by)
      values ('2025-05-16', now(), 0, 0, now(), ${pushed.manager.id}::uuid)
      on conflict (day) do update set locked_at = now()`.execute(db);
    const answer = await pushed.send(pm25, observation('2025-05-16', 1, 10));
    expect([answer.statusCode, answer.json().problems[0]]).toMatchObject([409, { code: 'stored-otherwise' }]);
    const { rows } = await sql`select 1 from late_hour where day = '2025-05-16'`.execute(db);
    expect(rows).toEqual([]);
  });

  it('at a site with samples may be an instant, and belongs to its day', async () => {
    const section = await addSite(
      pushed.world.env,
      'W1',
      { w21003: 'mg/L' },
      { kind: 'section', intervalHours: 0 },
    );
    const key = (await pushed.makeKey({ sites: [section] })).json().secret;
    const sample = { phenomenonTime: '2025-05-08T10:20:00+08:00', result: '0.05L' };
    const answer = await pushed.send("Datastreams('W1:w21003')/Observations", sample, { key });
    expect(answer.json()).toMatchObject({
      '@iot.id': 'W1:w21003:2025-05-08:24',
      result: 0.025,
      phenomenonTime: '2025-05-07T16:00:00.000Z/2025-05-08T16:00:00.000Z',
    });
  });
});
