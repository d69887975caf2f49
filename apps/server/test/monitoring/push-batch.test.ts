import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { putHours } from '../../src/store/monitoring/hours.queries.ts';
import { hourText, makePushWorld, observation, type PushWorld, pm25 } from './push-setup.ts';

let pushed: PushWorld;
beforeAll(async () => {
  pushed = await makePushWorld();
}, 120_000);

/** Whether a transaction waits for another one. */
const waits = async () => {
  const { rows } = await sql`
    select 1 from pg_locks join pg_stat_activity a using (pid)
    where not granted and a.datname = current_database()`.execute(pushed.world.env.store.db);
  return rows.length > 0;
};

describe('a data array', () => {
  const group = (rows: unknown[], more: object = {}) => ({
    Datastream: { '@iot.id': 'S1:a34004' },
    components: ['phenomenonTime', 'result'],
    'dataArray@iot.count': rows.length,
    dataArray: rows,
    ...more,
  });

  it('is answered row by row; what is refused names row and field, is kept, counted and can be had as a file', async () => {
    const key = (await pushed.makeKey({ sites: [pushed.siteId], name: '批量' })).json();
    const body = [
      group([
        [hourText('2025-05-20', 1), 11],
        [hourText('2025-05-20', 2), 'x'],
        [hourText('2025-05-20', 1), 12],
        [hourText('2025-05-20', 3)],
      ]),
      group([[hourText('2025-05-20', 4), 14]], { Datastream: { '@iot.id': 'nowhere:x' } }),
      group([[14]], { components: ['result'] }),
    ];
    const answer = await pushed.send('CreateObservations', body, { key: key.secret });
    expect(answer.statusCode).toBe(201);
    const [first, ...others] = answer.json();
    expect((await pushed.send(new URL(first).pathname, undefined, { key: key.secret })).json().result).toBe(
      11,
    );
    expect(others.map((text: string) => text.split(':')[0])).toEqual([
      'error 0.dataArray.1.result no-number',
      'error 0.dataArray.2.result duplicate-row',
      'error 0.dataArray.3.dataArray bad-row',
      'error 1.dataArray.0.Datastream unknown-datastream',
      'error 2.dataArray.0.components bad-row',
    ]);
    expect((await pushed.stands('2025-05-20'))?.values.slice(0, 4)).toEqual([11, null, null, null]);
    const again = await pushed.send('CreateObservations', [body[2]], { key: key.secret });
    expect([again.statusCode, again.json().code]).toEqual([400, 'observation-refused']);
    expect(again.json().problems[0].path).toBe('0.dataArray.0.components');
    const { items } = (await pushed.manager.get('/api/monitoring/push-keys')).json();
    const shown = items.find((one: { id: string }) => one.id === key.key.id);
    expect(shown).toMatchObject({ taken: 1, refused: 6 });
    const kept = (await pushed.manager.get(`/api/monitoring/imports/${shown.newest}`)).json();
    expect(kept).toMatchObject({
      source: 'p',
      status: 'committed',
      createdBy: '批量',
      counts: { rows: 7, new: 1, reject: 6 },
    });
    expect(kept.rows).toHaveLength(6);
    expect(kept.rows.at(-1)).toMatchObject({ row: 7, verdict: 'reject' });
    expect((await pushed.manager.get(`/api/monitoring/imports/${shown.newest}/rejected`)).statusCode).toBe(
      200,
    );
  });

  it('without rows, of too many, or of no form at all is refused whole', async () => {
    const of = async (body: object) => (await pushed.send('CreateObservations', body)).json().code;
    expect(await of([group([])])).toBe('observation-refused');
    expect(await of([{}])).toBe('observation-refused');
    expect(await of([])).toBe('invalid-input');
    expect(await of({})).toBe('invalid-input');
    const many = Array.from({ length: 5001 }, () => ['', 1]);
    expect(await of([group(many)])).toBe('too-many-observations');
  });

  it('can be taken back like a file', async () => {
    const key = (await pushed.makeKey({ sites: [pushed.siteId], name: '撤回' })).json();
    await pushed.send(pm25, observation('2025-05-21', 1, 5));
    const rows = [1, 2].map((hour) => [hourText('2025-05-21', hour), 50 + hour]);
    expect((await pushed.send('CreateObservations', [group(rows)], { key: key.secret })).statusCode).toBe(
      201,
    );
    expect((await pushed.stands('2025-05-21'))?.values.slice(0, 2)).toEqual([51, 52]);
    const { items } = (await pushed.manager.get('/api/monitoring/push-keys')).json();
    const { newest } = items.find((one: { id: string }) => one.id === key.key.id);
    expect((await pushed.manager.send('POST', `/api/monitoring/imports/${newest}/withdraw`)).statusCode).toBe(
      200,
    );
    await expect.poll(async () => (await pushed.stands('2025-05-21'))?.values.slice(0, 2)).toEqual([5, null]);
    await expect
      .poll(async () => (await pushed.manager.get(`/api/monitoring/imports/${newest}`)).json().status)
      .toBe('withdrawn');
    const mapping = await pushed.manager.send('PUT', `/api/monitoring/imports/${newest}/mapping`, {});
    expect(mapping.statusCode).toBe(409);
    expect((await pushed.send('CreateObservations', [group(rows)], { key: key.secret })).statusCode).toBe(
      201,
    );
  });

  it('is taken back whole when it wrote an hour twice, and leaves what others pushed', async () => {
    const keyOf = async (name: string) => (await pushed.makeKey({ sites: [pushed.siteId], name })).json();
    const [first, second] = [await keyOf('先'), await keyOf('后')];
    const push = async (key: { secret: string }, values: number[]) => {
      const rows = values.map((value, index) => [hourText('2025-05-24', index + 1), value]);
      const answer = await pushed.send('CreateObservations', [group(rows)], { key: key.secret });
      expect(answer.statusCode).toBe(201);
    };
    await push(first, [1, 2]);
    await push(first, [3]);
    await push(second, [4, 5]);
    await push(second, [6, 7]);
    expect((await pushed.stands('2025-05-24'))?.values.slice(0, 2)).toEqual([6, 7]);
    const { items } = (await pushed.manager.get('/api/monitoring/push-keys')).json();
    const { newest } = items.find((one: { id: string }) => one.id === second.key.id);
    await pushed.manager.send('POST', `/api/monitoring/imports/${newest}/withdraw`);
    await expect
      .poll(async () => (await pushed.manager.get(`/api/monitoring/imports/${newest}`)).json().status)
      .toBe('withdrawn');
    expect((await pushed.stands('2025-05-24'))?.values.slice(0, 2)).toEqual([3, 2]);
  });

  it('never replaces what an instrument measures in the same instant', async () => {
    const { store } = pushed.world.env;
    let answer: Promise<{ statusCode: number }> | undefined;
    await store.transaction(async (trx) => {
      const hour = {
        siteId: pushed.siteId,
        factor: 'a34004',
        day: '2025-05-23',
        hour: 1,
        mark: 'N',
      } as const;
      await putHours(trx, [{ ...hour, value: 7, source: 'g' }]);
      answer = Promise.resolve(pushed.send(pm25, observation('2025-05-23', 1, 9)));
      await expect.poll(waits).toBe(true);
    });
    expect((await answer)?.statusCode).toBe(409);
    expect(await pushed.stands('2025-05-23')).toMatchObject({ sources: expect.stringMatching(/^g/) });
    expect((await pushed.stands('2025-05-23'))?.values[0]).toBe(7);
  });

  it('that repeats a refused observation is refused again', async () => {
    const hour = { siteId: pushed.siteId, factor: 'a34004', day: '2025-05-26', hour: 1 } as const;
    await putHours(pushed.world.env.store.db, [{ ...hour, value: 7, mark: 'N', source: 'g' }]);
    const rows = [1, 1, 2].map((at) => [hourText('2025-05-26', at), 9]);
    const answer = await pushed.send('CreateObservations', [group(rows)]);
    expect(answer.json().map((text: string) => text.split(':')[0])).toEqual([
      'error 0.dataArray.0.result stored-otherwise',
      'error 0.dataArray.1.result stored-otherwise',
      expect.stringMatching('^http'),
    ]);
  });

  it('waits for another push of its key without a connection, of which others need some', async () => {
    const key = (await pushed.makeKey({ sites: [pushed.siteId], name: '并行' })).json();
    const push = (hour: number) =>
      Promise.resolve(pushed.send(pm25, observation('2025-05-27', hour, hour), { key: key.secret }));
    expect((await push(24)).statusCode).toBe(201);
    // So that each of them has its use to note, too.
    await sql`update push_key set last_used_at = null where id = ${key.key.id}`.execute(
      pushed.world.env.store.db,
    );
    let answers: ReturnType<typeof push>[] = [];
    await pushed.world.env.store.transaction(async (trx) => {
      await sql`select 1 from push_key where id = ${key.key.id} for update`.execute(trx);
      answers = Array.from({ length: 23 }, (_, index) => push(index + 1));
      await expect.poll(waits).toBe(true);
      for (let count = 0; count < 20; count += 1)
        expect((await pushed.manager.get('/api/monitoring/push-keys')).statusCode).toBe(200);
    });
    expect((await Promise.all(answers)).map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 201));
    expect((await pushed.stands('2025-05-27'))?.values[22]).toBe(23);
  });

  it('keeps a refused text that the database cannot hold, and takes the rest', async () => {
    const texts = ['\\u0000', '\0', '\ud83d', `${'x'.repeat(199)}😀`, `${'x'.repeat(39)}😀`];
    const rows = [[hourText('2025-05-25', 1), 11], ...texts.map((text) => [hourText('2025-05-25', 2), text])];
    const answer = await pushed.send('CreateObservations', [group(rows)]);
    expect(answer.statusCode).toBe(201);
    expect(answer.json().slice(1)).toEqual(texts.map(() => expect.stringMatching(/^error .*no-number/)));
    expect((await pushed.stands('2025-05-25'))?.values[0]).toBe(11);
  });

  it('from two keys at once is stored once, and both are answered', async () => {
    const key = async (name: string) => (await pushed.makeKey({ sites: [pushed.siteId], name })).json();
    const keys = [await key('甲'), await key('乙')];
    const rows = Array.from({ length: 24 }, (_, index) => [hourText('2025-05-22', index + 1), 30 + index]);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        pushed.send('CreateObservations', [group(rows)], { key: keys[index % 2]?.secret }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect((await pushed.stands('2025-05-22'))?.values).toEqual(rows.map(([, value]) => value));
    const { rows: revisions } = await sql`select 1 from hour_revision where day = '2025-05-22'`.execute(
      pushed.world.env.store.db,
    );
    expect(revisions).toEqual([]);
  });
});
