import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/api/app.ts';
import { temporaryFolder } from '../store/fresh-database.ts';
import { makeWorld } from './world.ts';

let app: FastifyInstance;

beforeAll(async () => {
  const { env } = await makeWorld();
  const webRoot = await temporaryFolder();
  await mkdir(join(webRoot, 'assets'));
  await writeFile(join(webRoot, 'index.html'), '<title>环治</title>');
  await writeFile(join(webRoot, 'assets', 'index-a1b2c3.js'), 'export {};');
  app = await buildApp({ env, webRoot, version: '0', rateLimit: { all: 1e6, login: 3 } });
});

const get = (url: string) => app.inject({ method: 'GET', url });

describe('the pages', () => {
  it.each(['/', '/plans/0190a3f0-0000-7000-8000-000000000000', '/registries/task?light=red'])(
    '%s is the page, asked for every time',
    async (url) => {
      const response = await get(url);
      expect([response.statusCode, response.headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(response.body).toContain('环治');
      expect(response.headers['content-security-policy']).toContain("default-src 'self'");
    },
  );

  it('keeps a file with its hash in the name for a year', async () => {
    const response = await get('/assets/index-a1b2c3.js');
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    ['/assets/gone.js', 'not-found'],
    ['/api/nothing', 'no-such-route'],
    ['/api', 'no-such-route'],
    ['/../../etc/passwd.txt', 'not-found'],
  ])('%s is %s, not the page', async (url, code) => {
    const response = await get(url);
    expect([response.statusCode, response.json().code]).toEqual([404, code]);
  });
});

it('limits how often one address tries to sign in', async () => {
  const attempt = () =>
    app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'x-huanzhi': '1' },
      payload: { login: 'nobody', password: 'x' },
    });
  const codes = [];
  for (let time = 0; time < 4; time += 1) codes.push((await attempt()).json().code);
  expect(codes).toEqual(['sign-in-failed', 'sign-in-failed', 'sign-in-failed', 'rate-limited']);
  expect((await get('/api/health')).statusCode).toBe(200);
});
