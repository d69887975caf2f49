import { programmes } from '@huanzhi/programs';
import { chinaHolidays, createCalendar } from '@huanzhi/standards';
import { sql } from 'kysely';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { buildApp } from '../src/api/app.ts';
import { defaultLimits } from '../src/config.ts';
import { DocumentReader } from '../src/document-reader/document-reader.ts';
import { makePlans } from '../src/sample/make-plans.ts';
import { makeSample } from '../src/sample/make-sample.ts';
import { sessionAs } from '../src/sample/people.ts';
import { at, daysBefore } from '../src/sample/sample-time.ts';
import type { Env } from '../src/services/env.ts';
import { openStore } from '../src/store/index.ts';
const dataDir = process.env.SCRATCH_DIR ?? '/tmp/hz-scratch';
const store = await openStore({ dataDir });
const env: Env = { store, clock: () => new Date(), programmes: new Map(programmes.map((o) => [o.definition.id, o])), calendar: createCalendar(chinaHolidays), limits: defaultLimits, reader: new DocumentReader(), kept: { orgs: null, names: null }, sample: true };
await store.ensureRegistries(programmes.map((o) => o.definition));
const pwFile = `${dataDir}/pw.json`;
if (!existsSync(pwFile)) {
  const accounts = await makeSample(env);
  const coordinator = await sessionAs(env, 'coord');
  await makePlans(at(env, daysBefore(env.clock(), 400)), coordinator);
  const columns = (await sql<{ name: string }>`select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = 'record' and is_generated = 'NEVER' order by ordinal_position`.execute(store.db)).rows.map((r) => r.name);
  const changed: Record<string, string> = { id: 'gen_random_uuid()', code: `'RW-990101-2000-' || lpad(row_number() over ()::text, 6, '0')`, title: `title || ' ' || n`, updated_at: `updated_at - n * interval '1 minute'` };
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from record`.execute(store.db);
  const copies = Math.ceil(10000 / (rows[0]?.count ?? 1));
  await sql.raw(`insert into record (${columns.join(', ')}) select ${columns.map((c) => changed[c] ?? `record.${c}`).join(', ')} from record, generate_series(1, ${copies}) as n limit 10000`).execute(store.db);
  writeFileSync(pwFile, JSON.stringify(accounts));
  await new Promise((r) => setTimeout(r, 1000));
}
const accounts = JSON.parse(readFileSync(pwFile, 'utf8'));
const s = await sql`select count(*), avg(pg_column_size(record.*))::int as size, avg(length(search))::int as search, avg(pg_column_size(data))::int as data, pg_size_pretty(pg_relation_size('record')) as heap, sum((source->>'plan' is not null)::int) from record`.execute(store.db);
console.log(s.rows);
const app = await buildApp({ env, webRoot: '/nowhere', version: '0', rateLimit: { all: 1e9, login: 1e9 } });
const records = '/api/registries/task/records';
for (const login of (process.env.WHO ?? 'coord,water').split(',')) {
  const password = accounts.find((a: any) => a.login === login)?.password;
  const signed = await app.inject({ method: 'POST', url: '/api/session', headers: { 'x-huanzhi': '1' }, payload: { login, password } });
  const cookies = { huanzhi_session: signed.cookies[0]?.value ?? '' };
  const plan = (await app.inject({ url: '/api/plans', cookies })).json().items.at(-1).id;
  const urls = { list: records, due: `${records}?sort=due`, red: `${records}?light=red`, plan: `${records}?plan=${plan}`, words: `${records}?q=${encodeURIComponent('河道')}`, workbench: '/api/workbench', plans: '/api/plans', planOne: `/api/plans/${plan}`, targets: '/api/targets', registries: '/api/registries', search: `/api/search?q=${encodeURIComponent('河道')}`, me: '/api/session' };
  const pool: any = store.db;
  for (const [name, url] of Object.entries(urls)) {
    if (process.env.ONLY && !process.env.ONLY.split(',').includes(name)) continue;
    const times: number[] = []; let bytes = 0; let cpu0 = process.cpuUsage();
    for (let i = 0; i < 25; i++) {
      if (i === 5) cpu0 = process.cpuUsage();
      const t = performance.now();
      const r = await app.inject({ url, cookies });
      bytes = r.rawPayload.length;
      if (r.statusCode !== 200) throw new Error(url + r.body);
      times.push(performance.now() - t);
    }
    const cpu = process.cpuUsage(cpu0);
    const w = times.slice(5).sort((a, b) => a - b);
    console.log(login, name.padEnd(12), 'p50', w[10]!.toFixed(1), 'p95', w[18]!.toFixed(1), 'cpu/req', ((cpu.user + cpu.system) / 20000).toFixed(1), 'bytes', bytes);
  }
}
await app.close(); await store.close();
