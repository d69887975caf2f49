/**
 * Page answers with 10,000 tasks and 5 plans: p95 of every list and detail in the server (`inject`, no
 * network), beside a bare `select` of the same rows over the same connection. Limit: 50 ms.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programmes } from '@huanzhi/programs';
import { chinaHolidays, createCalendar } from '@huanzhi/standards';
import { type CompiledQuery, sql } from 'kysely';
import pg from 'pg';
import { buildApp } from '../src/api/app.ts';
import { defaultLimits } from '../src/config.ts';
import { DocumentReader } from '../src/document-reader/document-reader.ts';
import { makePlans } from '../src/sample/make-plans.ts';
import { makeSample } from '../src/sample/make-sample.ts';
import { sessionAs } from '../src/sample/people.ts';
import { at, daysBefore } from '../src/sample/sample-time.ts';
import type { Env } from '../src/services/env.ts';
import { openStore } from '../src/store/index.ts';
import { PrivateServer } from '../src/store/postgres/private-server.ts';

const wanted = 10_000;
const rounds = 40;
const limitMs = 50;

const dataDir = await mkdtemp(join(tmpdir(), 'huanzhi-bench-'));
const store = await openStore({ dataDir });
const env: Env = {
  store,
  clock: () => new Date(),
  programmes: new Map(programmes.map((one) => [one.definition.id, one])),
  calendar: createCalendar(chinaHolidays),
  limits: defaultLimits,
  reader: new DocumentReader(),
  kept: { orgs: null, names: null },
  sample: true,
};
try {
  await store.ensureRegistries(programmes.map((one) => one.definition));
  const accounts = await makeSample(env);
  const coordinator = await sessionAs(env, 'coord');
  await makePlans(at(env, daysBefore(env.clock(), 400)), coordinator);
  await multiplyTasks();

  const app = await buildApp({ env, webRoot: '/nowhere', version: '0', rateLimit: { all: 1e9, login: 1e9 } });
  for (const login of ['coord', 'water']) {
    const password = accounts.find((account) => account.login === login)?.password ?? '';
    const signed = await app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'x-huanzhi': '1' },
      payload: { login, password },
    });
    const cookies = { huanzhi_session: signed.cookies[0]?.value ?? '' };
    const get = async (url: string) => {
      const response = await app.inject({ method: 'GET', url, cookies });
      if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${response.body}`);
      return response;
    };
    await measure(login, get);
  }
  await app.close();
} finally {
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
}

async function measure(
  login: string,
  get: (url: string) => Promise<{ json: () => { items: { id: string }[] } }>,
) {
  const records = '/api/registries/task/records';
  const plans = (await get('/api/plans')).json().items;
  const plan = plans.at(-1)?.id ?? '';
  const task = (await get(`${records}?limit=1`)).json().items[0]?.id ?? '';
  const page = sql`select * from record where registry = 'task' order by updated_at desc, id desc limit 50`;
  const one = sql`select * from record where id = ${task}::uuid`;
  const cases: [string, string, ReturnType<typeof sql>][] = [
    ['task list', records, page],
    [
      'task list, by due date',
      `${records}?sort=due`,
      sql`select * from record where registry = 'task' order by due_on, id limit 50`,
    ],
    [
      'task list, red',
      `${records}?light=red`,
      sql`select * from record where registry = 'task' and light = 'red' order by updated_at desc, id desc limit 50`,
    ],
    ['task list of a plan', `${records}?plan=${plan}`, page],
    [
      'task list, words',
      `${records}?q=${encodeURIComponent('河道')}`,
      sql`select * from record where registry = 'task' and search like '%河道%' order by updated_at desc, id desc limit 50`,
    ],
    ['task', `${records}/${task}`, one],
    [
      'history of a task',
      `${records}/${task}/history`,
      sql`select * from record_event where record_id = ${task}::uuid`,
    ],
    ['workbench', '/api/workbench', page],
    ['plan list', '/api/plans', sql`select id, plan_id, status from plan_version`],
    ['plan', `/api/plans/${plan}`, sql`select * from plan_item where version_id = ${plan}::uuid`],
    ['targets', '/api/targets', sql`select * from target where active`],
    ['registries', '/api/registries', sql`select count(*) from record where registry = 'task'`],
    [
      'search',
      `/api/search?q=${encodeURIComponent('河道')}`,
      sql`select * from record where registry = 'task' and search like '%河道%' order by code limit 5`,
    ],
  ];
  process.stdout.write(`\n${login}: ${wanted} tasks, ${plans.length} plans, ${rounds} rounds, p95 in ms\n`);
  for (const [name, url, bare] of cases) {
    const answer = await p95(() => get(url));
    const baseline = await p95(() => store.db.executeQuery(bare.compile(store.db) as CompiledQuery<unknown>));
    const verdict = answer <= limitMs ? '' : `  over ${limitMs} ms`;
    process.stdout.write(
      `  ${name.padEnd(24)} ${answer.toFixed(1).padStart(7)}   bare select ${baseline.toFixed(1).padStart(6)}   × ${(answer / baseline).toFixed(1)}${verdict}\n`,
    );
  }
}

async function p95(action: () => Promise<unknown>): Promise<number> {
  for (let warm = 0; warm < 5; warm += 1) await action();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await action();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.95)] ?? 0;
}

/** Copies the sample's tasks and their first events under new ids; their chains are not looked at here. */
async function multiplyTasks(): Promise<void> {
  const columns = (
    await sql<{ name: string }>`select column_name as name from information_schema.columns
    where table_schema = current_schema() and table_name = 'record' and is_generated = 'NEVER' order by ordinal_position`.execute(
      store.db,
    )
  ).rows.map((row) => row.name);
  const changed: Record<string, string> = {
    id: 'gen_random_uuid()',
    code: `'RW-990101-2000-' || lpad(row_number() over ()::text, 6, '0')`,
    title: `title || ' ' || n`,
    updated_at: `updated_at - n * interval '1 minute'`,
  };
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from record`.execute(
    store.db,
  );
  const copies = Math.ceil(wanted / (rows[0]?.count ?? 1));
  const values = columns.map((column) => changed[column] ?? `record.${column}`).join(', ');
  await sql
    .raw(
      `insert into record (${columns.join(', ')})
       select ${values} from record, generate_series(1, ${copies}) as n limit ${wanted}`,
    )
    .execute(store.db);
  await settle();
}

/** What the database does by itself within a minute of such a load; its owner may do it at once. */
async function settle(): Promise<void> {
  const server = new PrivateServer(dataDir, () => {});
  await server.ensureRunning();
  const client = new pg.Client(server.ownerConfig());
  await client.connect();
  await client.query('vacuum analyze record');
  await client.end();
}
