import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programmes } from '@huanzhi/programs';
import { chinaHolidays, createCalendar } from '@huanzhi/standards';
import pg from 'pg';
import { buildApp } from '../src/api/app.ts';
import { defaultLimits } from '../src/config.ts';
import { DocumentReader } from '../src/document-reader/document-reader.ts';
import type { SampleAccount } from '../src/sample/make-sample.ts';
import type { Env } from '../src/services/env.ts';
import { openStore } from '../src/store/index.ts';
import { PrivateServer } from '../src/store/postgres/private-server.ts';

/** A private server of its own in a temporary folder, with all programmes. */
export interface BenchEnv {
  env: Env;
  /** As the owner of the tables, which requests are not. */
  owner: pg.Client;
  /** Ends everything and removes the folder. */
  close(): Promise<void>;
}

/** @param sample whether the district is a sample */
export async function openBenchEnv(sample: boolean): Promise<BenchEnv> {
  const dataDir = await mkdtemp(join(tmpdir(), 'huanzhi-bench-'));
  const store = await openStore({ dataDir });
  const server = new PrivateServer(dataDir, () => {});
  await server.ensureRunning();
  const owner = new pg.Client(server.ownerConfig());
  await owner.connect();
  const env: Env = {
    store,
    clock: () => new Date(),
    programmes: new Map(programmes.map((one) => [one.definition.id, one])),
    calendar: createCalendar(chinaHolidays),
    limits: defaultLimits,
    reader: new DocumentReader(),
    kept: { orgs: null, names: null },
    sample,
  };
  await store.ensureRegistries(programmes.map((one) => one.definition));
  const close = async () => {
    await owner.end();
    await store.close();
    await env.reader.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { env, owner, close };
}

/** What a page asks of the server, signed in as one person; an answer other than 200 is an error. */
export type Get = (url: string) => Promise<{ json: () => unknown }>;

/** The server without a network. @returns `as` signs somebody in */
export async function openBenchApp(env: Env, accounts: readonly SampleAccount[]) {
  const app = await buildApp({ env, webRoot: '/nowhere', version: '0', rateLimit: { all: 1e9, login: 1e9 } });
  const as = async (login: string): Promise<Get> => {
    const password = accounts.find((account) => account.login === login)?.password ?? '';
    const signed = await app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'x-huanzhi': '1' },
      payload: { login, password },
    });
    const cookies = { huanzhi_session: signed.cookies[0]?.value ?? '' };
    return async (url) => {
      const response = await app.inject({ method: 'GET', url, cookies });
      if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${response.body}`);
      return response;
    };
  };
  return { as, close: () => app.close() };
}

/** The 95th of 100 times in ms, after five that warm up. */
export async function p95(what: () => Promise<unknown>, rounds = 40): Promise<number> {
  for (let warm = 0; warm < 5; warm += 1) await what();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await what();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[Math.ceil(rounds * 0.95) - 1] ?? 0;
}
