import { beforeAll, describe, expect, it } from 'vitest';
import { makeWorld, password, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

const signIn = (login: string, secret: string, headers: Record<string, string> = { 'x-huanzhi': '1' }) =>
  world.app.inject({ method: 'POST', url: '/api/session', headers, payload: { login, password: secret } });

const cookieOf = (response: Awaited<ReturnType<typeof signIn>>) => response.cookies[0]?.value ?? '';

const ask = (
  cookie: string,
  method: 'GET' | 'POST' | 'DELETE' = 'GET',
  url = '/api/session',
  payload?: object,
) =>
  world.app.inject({
    method,
    url,
    headers: { 'x-huanzhi': '1' },
    cookies: { huanzhi_session: cookie },
    ...(payload === undefined ? {} : { payload }),
  });

describe('sessions', () => {
  it('keeps the cookie from scripts and other sites', async () => {
    const { login } = await world.as('DEPT');
    const response = await signIn(login.toUpperCase(), password);
    expect(response.statusCode).toBe(200);
    expect(response.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    expect(response.json()).toMatchObject({ login, can: expect.arrayContaining(['work', 'plan.read']) });
    expect(JSON.stringify(response.json())).not.toContain('scrypt');
  });

  it('refuses a changing request of another site', async () => {
    const { login } = await world.as('DEPT');
    const other = await signIn(login, password, { origin: 'https://elsewhere.example' });
    expect([other.statusCode, other.json().code]).toEqual([403, 'forbidden-origin']);
    expect((await signIn(login, password, {})).json().code).toBe('forbidden-origin');
    const own = await signIn(login, password, { origin: 'http://localhost:80', host: 'localhost:80' });
    expect(own.statusCode).toBe(200);
  });

  it('says the same of an unknown account and a wrong password, and locks after five', async () => {
    const { login } = await world.as('DEPT');
    const unknown = await signIn('nobody', 'x');
    const codes = [];
    for (let attempt = 0; attempt < 6; attempt += 1) codes.push((await signIn(login, 'wrong')).json().code);
    expect(unknown.json().code).toBe('sign-in-failed');
    expect(codes).toEqual([...Array(4).fill('sign-in-failed'), 'account-locked', 'account-locked']);
    expect((await signIn(login, password)).json().code).toBe('account-locked');
    const audit = await (await world.as('AUD')).get('/api/audit');
    const refused = audit
      .json()
      .items.filter((one: { action: string }) => one.action === 'session.login (refused)');
    expect(refused).toHaveLength(8);
    expect(JSON.stringify(audit.json())).not.toContain('wrong');
  });

  it('ends after 15 idle minutes and after 8 hours', async () => {
    const { login } = await world.as('DEPT');
    const start = Date.parse('2026-11-25T01:00:00Z');
    world.setTime(new Date(start).toISOString());
    const cookie = cookieOf(await signIn(login, password));
    for (let minutes = 14; minutes < 8 * 60; minutes += 14) {
      world.setTime(new Date(start + minutes * 60_000).toISOString());
      expect((await ask(cookie)).statusCode).toBe(200);
    }
    world.setTime(new Date(start + 8 * 3_600_000).toISOString());
    expect((await ask(cookie)).json().code).toBe('session-ended');
    const second = cookieOf(await signIn(login, password));
    world.setTime(new Date(start + 8 * 3_600_000 + 15 * 60_000 + 1000).toISOString());
    expect((await ask(second)).json().code).toBe('session-ended');
  });

  it('shuts everything but the password to a first password', async () => {
    const sysa = await world.as('SYSA');
    const seca = await world.as('SECA');
    const made = await sysa.send('POST', '/api/users', {
      login: 'newcomer',
      name: '新人',
      orgId: world.orgs.water,
      roles: [],
    });
    const { password: first, user } = made.json();
    await seca.send('PATCH', `/api/users/${user.id}`, { roles: [{ code: 'DEPT', areaCode: null }] });
    const cookie = cookieOf(await signIn('newcomer', first));
    expect((await ask(cookie)).json()).toMatchObject({ mustChangePassword: true });
    expect((await ask(cookie, 'GET', '/api/plans')).json().code).toBe('password-must-change');
    const change = (next: string) => ask(cookie, 'POST', '/api/session/password', { current: first, next });
    expect((await change('short')).json().code).toBe('password-weak');
    expect((await change('Newcomer-2026')).json().code).toBe('password-weak');
    expect((await change(first)).json().code).toBe('password-reused');
    expect((await change('Better-Horse-43')).statusCode).toBe(200);
    expect((await ask(cookie, 'GET', '/api/plans')).statusCode).toBe(200);
  });

  it('lists the own sessions and ends one', async () => {
    const { login } = await world.as('DEPT');
    const [one, two] = [cookieOf(await signIn(login, password)), cookieOf(await signIn(login, password))];
    const sessions = (await ask(one, 'GET', '/api/session/all')).json().items;
    const other = sessions.find((session: { current: boolean }) => !session.current);
    expect(sessions).toHaveLength(2);
    expect((await ask(one, 'DELETE', `/api/session/all/${other.id}`)).statusCode).toBe(200);
    expect((await ask(two)).json().code).toBe('session-ended');
    expect((await ask(one, 'DELETE')).statusCode).toBe(200);
    expect((await ask(one)).json().code).toBe('session-ended');
  });
});
