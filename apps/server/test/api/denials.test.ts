import { beforeAll, describe, expect, it } from 'vitest';
import { makeWorld, newKey, type Person, type World } from './world.ts';

let world: World;
let coord: Person;
let water: Person;
let record: { id: string; version: number };

const url = (id: string, rest = '') => `/api/registries/task/records/${id}${rest}`;
const act = async (who: Person, name: string, more: object = {}) => {
  const { version } = (await coord.get(url(record.id))).json();
  return who.send('POST', url(record.id, `/transitions/${name}`), {
    idempotencyKey: newKey(),
    version,
    ...more,
  });
};

beforeAll(async () => {
  world = await makeWorld();
  coord = await world.as('COORD');
  water = await world.as('DEPT', 'water');
  world.setTime('2026-03-02T01:00:00Z');
  const created = await coord.send('POST', '/api/registries/task/records', {
    idempotencyKey: newKey(),
    title: '建设雨水调蓄池',
    ownerOrg: world.orgs.water,
    data: { leads: [world.orgs.water], assists: [world.orgs.green], dueDate: '2026-12-31' },
  });
  expect(created.json()).toMatchObject({ state: 'drafted' });
  record = created.json();
  await act(coord, 'issue');
  const signed = await act(water, 'sign-for', {
    inputs: { liaisonName: '联络员', liaisonPhone: '021-00000000' },
  });
  expect(signed.json()).toMatchObject({ state: 'active' });
});

describe('hard denials (workflows §16.3)', () => {
  it('4: an owner’s own staff sees the telephone, others read it as withheld', async () => {
    const own = (await water.get(url(record.id))).json();
    expect([own.data.liaisonPhone, own.masked]).toEqual(['021-00000000', []]);
    const assistant = (await (await world.as('DEPT', 'green')).get(url(record.id))).json();
    expect(assistant.data.liaisonPhone).toBeUndefined();
    expect(assistant.masked).toContain('liaisonPhone');
    const director = await world.as('DIR');
    expect(JSON.stringify((await director.get(url(record.id, '/history'))).json())).not.toContain(
      '021-00000000',
    );
    expect(JSON.stringify((await director.get('/api/registries/task/records')).json())).not.toContain(
      '021-00000000',
    );
  });

  it('5: who reports does not confirm the report', async () => {
    world.setTime('2026-04-02T01:00:00Z');
    const both = await world.as('DEPT-L', 'water');
    await act(water, 'report', { inputs: { month: '2026-03', progress: 5, text: '已开工。' } });
    expect((await act(water, 'confirm-report')).statusCode).toBe(403);
    const confirmed = await act(both, 'confirm-report');
    expect(confirmed.statusCode).toBe(200);
  });

  it('6: administrators see no business data and change none', async () => {
    for (const role of ['SYSA', 'SECA', 'AUD'] as const) {
      const admin = await world.as(role);
      for (const path of [
        url(record.id),
        '/api/plans',
        '/api/targets',
        '/api/workbench',
        '/api/search?q=雨水',
      ]) {
        expect((await admin.get(encodeURI(path))).json().code).toBe('forbidden');
      }
      expect((await act(admin, 'urge', { opinion: 'x' })).json().code).toBe('forbidden');
    }
  });

  it('6: the system administrator grants nothing, the security administrator makes no account', async () => {
    const [sysa, seca] = [await world.as('SYSA'), await world.as('SECA')];
    const roles = [{ code: 'COORD', areaCode: null }];
    const patch = (who: Person, id: string, body: object) => who.send('PATCH', `/api/users/${id}`, body);
    expect((await patch(sysa, water.id, { roles })).json().code).toBe('grant-by-security-admin');
    expect((await patch(seca, water.id, { name: 'x' })).json().code).toBe('account-by-system-admin');
    expect((await patch(seca, seca.id, { roles })).json().code).toBe('grant-to-self');
    expect(
      (await patch(seca, water.id, { roles: [...roles, { code: 'AUD', areaCode: null }] })).json().code,
    ).toBe('roles-conflict');
    expect((await patch(seca, water.id, { roles: [{ code: 'SYS', areaCode: null }] })).json().code).toBe(
      'role-unknown',
    );
  });

  it('7, 8: others’ records do not exist for a town, a third party, an enterprise', async () => {
    for (const person of [
      await world.as('TOWN', 'town', { area: '990101001' }),
      await world.as('3P', 'green'),
      await world.as('ENT', 'green'),
    ]) {
      expect((await person.get(url(record.id))).statusCode).toBe(404);
      expect((await person.get(url(record.id, '/history'))).statusCode).toBe(404);
      expect((await act(person, 'report')).statusCode).toBe(404);
      expect((await person.get(encodeURI('/api/search?q=雨水'))).json().items).toEqual([]);
    }
  });

  it('9: an export withholds what stands above P3', async () => {
    const response = await coord.get('/api/registries/task/export');
    expect(response.statusCode).toBe(200);
    expect(response.rawPayload.includes(Buffer.from('021-00000000'))).toBe(false);
  });

  it('a closed account is out at once', async () => {
    const person = await world.as('DEPT', 'water');
    const sysa = await world.as('SYSA');
    expect((await person.get('/api/plans')).statusCode).toBe(200);
    await sysa.send('PATCH', `/api/users/${person.id}`, { active: false });
    expect((await person.get('/api/plans')).statusCode).toBe(401);
  });

  it('an error tells neither stack nor SQL', async () => {
    const response = await coord.get('/api/registries/task/records?after=nonsense');
    expect(response.statusCode).toBe(400);
    expect(Object.keys(response.json()).sort()).toEqual(['code', 'message', 'problems', 'requestId']);
    expect((await coord.get("/api/plans/';drop table plan")).statusCode).toBe(404);
  });
});
