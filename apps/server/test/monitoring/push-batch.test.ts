import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { hourText, makePushWorld, observation, type PushWorld, pm25 } from './push-setup.ts';

let pushed: PushWorld;
beforeAll(async () => {
  pushed = await makePushWorld();
}, 120_000);

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
