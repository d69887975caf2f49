import pg from 'pg';
import { readFileSync } from 'node:fs';
import { PrivateServer } from '../src/store/postgres/private-server.ts';
const s = new PrivateServer(process.env.SCRATCH_DIR ?? '/tmp/hz-scratch', () => {});
await s.ensureRunning();
const c = new pg.Client(s.ownerConfig()); await c.connect();
for (const line of readFileSync(process.argv[2]!, 'utf8').split(';\n')) if (line.trim()) { const t = Date.now(); await c.query(line); console.log(Date.now() - t, line.trim().slice(0, 80)); }
console.log((await c.query(`select relname, pg_size_pretty(pg_relation_size(oid)) from pg_class where relname like 'record%' and relkind in ('r','i')`)).rows);
await c.end(); await s.stop();
