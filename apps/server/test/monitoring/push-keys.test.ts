import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { sessionCookie } from '../../src/api/register-routes.ts';
import { PushGate } from '../../src/services/monitoring/push/push-gate.ts';
import { makePushWorld, now, observation, type PushWorld, pm25, root } from './push-setup.ts';

let pushed: PushWorld;
beforeAll(async () => {
  pushed = await makePushWorld();
}, 120_000);

describe('a push key', () => {
  it('is shown once, kept as a hash, and lists what it may write', async () => {
    const { rows } = await sql<{ text: string }>`select row_to_json(k)::text as text from push_key k`.execute(
      pushed.world.env.store.db,
    );
    expect(pushed.secret).toMatch(/^hzp_[\w-]{43}$/);
    expect(rows.every(({ text }) => !text.includes(pushed.secret))).toBe(true);
    const list = (await pushed.manager.get('/api/monitoring/push-keys')).body;
    expect(list).not.toContain(pushed.secret);
    const streams = (await pushed.send('Datastreams')).json();
    expect(streams['@iot.count']).toBe(6);
    expect(streams.value[0]).toMatchObject({
      '@iot.id': 'S1:a05024',
      unitOfMeasurement: { symbol: 'µg/m³' },
      ObservedProperty: { name: expect.any(String) },
      Thing: { properties: { code: 'S1', intervalHours: 1 } },
    });
    const one = await pushed.send(new URL(streams.value[0]['@iot.selfLink']).pathname);
    expect(one.json()).toEqual(streams.value[0]);
    expect((await pushed.send("Datastreams('S2:a34004')")).statusCode).toBe(404);
  });

  it('is the only thing that opens the routes: no key, a wrong one, a session, another page', async () => {
    const body = observation('2025-05-01', 1, 5);
    for (const headers of [
      { authorization: '' },
      { authorization: 'Bearer nothing' },
      { authorization: `Basic ${pushed.secret}` },
    ]) {
      const answer = await pushed.send(pm25, body, { headers });
      expect([answer.statusCode, answer.json().code]).toEqual([401, 'push-key-wrong']);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
    expect((await pushed.manager.send('POST', `${root}/${pm25}`, body)).statusCode).toBe(401);
    const foreign = await pushed.send(pm25, body, { headers: { origin: 'https://elsewhere.example' } });
    expect([foreign.statusCode, foreign.json().code]).toEqual([403, 'forbidden-origin']);
    const elsewhere = await pushed.send('/api/sites', { code: 'X' });
    expect([elsewhere.statusCode, elsewhere.json().code]).toEqual([403, 'forbidden-origin']);
    const reading = await pushed.send('/api/sites');
    expect(reading.statusCode).toBe(401);
    expect(await pushed.stands('2025-05-01')).toBeUndefined();
  });

  it('ends when it is revoked, and counts what it pushed until then', async () => {
    const made = (await pushed.makeKey({ sites: [pushed.siteId], name: '短期' })).json();
    const push = () => pushed.send(pm25, observation('2025-05-02', 1, 5), { key: made.secret });
    expect((await push()).statusCode).toBe(201);
    expect(
      (await pushed.send(pm25, observation('2025-05-02', 1, 'x'), { key: made.secret })).statusCode,
    ).toBe(400);
    const path = `/api/monitoring/push-keys/${made.key.id}/revoke`;
    expect((await pushed.manager.send('POST', path)).json()).toMatchObject({
      revokedAt: expect.any(String),
      lastUsedAt: '2025-06-01T02:00:00.000Z',
      lastUsedFrom: '127.0.0.1',
      taken: 1,
      refused: 1,
    });
    expect((await push()).statusCode).toBe(401);
    expect((await pushed.manager.send('POST', path)).statusCode).toBe(200);
    const { rows } = await sql<{ action: string }>`
      select action from audit_log where object = ${made.key.id} order by seq`.execute(
      pushed.world.env.store.db,
    );
    expect(rows.map(({ action }) => action)).toEqual(['push-key.add', 'push-key.revoke']);
  });

  it('is made for sites of the own area only', async () => {
    const local = await pushed.world.as('MON', 'bureau', { area: '990199' });
    const wrong = await local.send('POST', '/api/monitoring/push-keys', {
      name: 'x',
      sites: [pushed.siteId],
      backDays: 3,
    });
    expect([wrong.statusCode, wrong.json().problems[0]?.path]).toEqual([422, 'sites']);
    expect((await local.get('/api/monitoring/push-keys')).json().items).toEqual([]);
    expect((await local.send('POST', `/api/monitoring/push-keys/${pushed.keyId}/revoke`)).statusCode).toBe(
      404,
    );
    expect((await pushed.makeKey({ sites: [99_999] })).statusCode).toBe(422);
  });

  it('may be used so many times a minute, each key for itself', async () => {
    const busy = (await pushed.makeKey({ sites: [pushed.siteId], name: '忙' })).json().secret;
    const gate = new PushGate(pushed.world.env, 2);
    const admit = (key: string) => gate.admit(`Bearer ${key}`, '192.0.2.1');
    await admit(busy);
    await admit(busy);
    await expect(admit(busy)).rejects.toMatchObject({ code: 'rate-limited' });
    expect((await admit(pushed.secret)).id).toBe(pushed.keyId);
    pushed.world.setTime('2025-06-01T02:01:00Z');
    expect((await admit(busy)).name).toBe('忙');
    pushed.world.setTime(now);
  });
});

it('a session cookie beside a key changes nothing', async () => {
  const answer = await pushed.world.app.inject({
    method: 'GET',
    url: `${root}/Datastreams`,
    headers: { authorization: `Bearer ${pushed.secret}` },
    cookies: { [sessionCookie]: 'not-a-session' },
  });
  expect(answer.statusCode).toBe(200);
});

it('the description of the interface names the routes and what opens them', async () => {
  const { paths } = (await pushed.world.app.inject({ url: '/api/openapi.json' })).json();
  const create = paths[`${root}/CreateObservations`].post;
  expect(create.security).toEqual([{ 'push-key': [] }]);
  expect(Object.keys(create.responses)).toEqual(['201']);
  expect(paths[`${root}/Datastreams{entity}/Observations`].post.operationId).toBe('pushObservation');
});
