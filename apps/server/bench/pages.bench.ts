/**
 * Page answers with 10,000 tasks and 5 plans: p95 of every list and detail in the server (`inject`, no
 * network), beside a bare `select` of the same rows over the same connection. Limit: 50 ms.
 */
import { type CompiledQuery, sql } from 'kysely';
import { makePlans } from '../src/sample/make-plans.ts';
import { makeSample } from '../src/sample/make-sample.ts';
import { sessionAs } from '../src/sample/people.ts';
import { at, daysBefore } from '../src/sample/sample-time.ts';
import { type Get, openBenchApp, openBenchEnv, p95 } from './bench-env.ts';

const wanted = 10_000;
const rounds = 40;
const limitMs = 50;

const bench = await openBenchEnv(true);
const { env, owner } = bench;
const { store } = env;
try {
  const accounts = await makeSample(env);
  const coordinator = await sessionAs(env, 'coord');
  await makePlans(at(env, daysBefore(env.clock(), 400)), coordinator);
  await multiplyTasks();

  const app = await openBenchApp(env, accounts);
  for (const login of ['coord', 'water']) await measure(login, await app.as(login));
  await app.close();
} finally {
  await bench.close();
}

async function measure(login: string, get: Get) {
  const items = async (url: string) => ((await get(url)).json() as { items: { id: string }[] }).items;
  const records = '/api/registries/task/records';
  const plans = await items('/api/plans');
  const plan = plans.at(-1)?.id ?? '';
  const task = (await items(`${records}?limit=1`))[0]?.id ?? '';
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
    const answer = await p95(() => get(url), rounds);
    const baseline = await p95(
      () => store.db.executeQuery(bare.compile(store.db) as CompiledQuery<unknown>),
      rounds,
    );
    const verdict = answer <= limitMs ? '' : `  over ${limitMs} ms`;
    process.stdout.write(
      `  ${name.padEnd(24)} ${answer.toFixed(1).padStart(7)}   bare select ${baseline.toFixed(1).padStart(6)}   × ${(answer / baseline).toFixed(1)}${verdict}\n`,
    );
  }
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
  // What the database does by itself within a minute of such a load; its owner may do it at once.
  await owner.query('vacuum analyze record');
}
