import { expect, it } from 'vitest';
import { auditVerify, openStore } from '../src/store/index.ts';
import { signIn, startServerProcess } from './running-server.ts';
import { temporaryFolder } from './store/fresh-database.ts';

const kills = 5;
const lanes = 3;
const records = '/api/registries/task/records';
const marker = '断电续写';

it('loses and doubles no confirmed request when the server is killed while it answers', {
  timeout: 300_000,
}, async () => {
  const dataDir = await temporaryFolder();
  let server = startServerProcess(dataDir, { args: [] });
  let address = await server.address;
  const password = server.passwordOf('coord');
  let call = await signIn(address, 'coord', password);
  const orgs = (await call('GET', '/api/orgs')).body.items as { id: string; kind: string }[];
  const lead = orgs.find((org) => org.kind === 'department')?.id;
  const confirmed = new Map<string, unknown>();
  const next = Array.from({ length: lanes }, () => 0);

  const send = async (lane: number) => {
    const key = `kill-${lane}-${next[lane]}`;
    const { status, body } = await call('POST', records, {
      idempotencyKey: key,
      title: `${marker} ${key}`,
      data: { leads: [lead], dueDate: '2027-12-31' },
    });
    expect([status, body.code]).toEqual([200, null]);
    confirmed.set(key, body.id);
    next[lane] = (next[lane] ?? 0) + 1;
  };

  for (let kill = 0; kill < kills; kill += 1) {
    const wanted = confirmed.size + 1 + Math.floor(Math.random() * 20);
    let killed: Promise<unknown> | null = null;
    const run = async (lane: number): Promise<void> => {
      for (;;) {
        try {
          await send(lane);
        } catch (error) {
          // A cut connection is what this test makes; any other failure is one.
          if (!(error instanceof TypeError)) throw error;
          return;
        }
        if (confirmed.size >= wanted) killed ??= server.end('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, lane) => run(lane)));
    await killed;
    server = startServerProcess(dataDir, { args: [] });
    address = await server.address;
    call = await signIn(address, 'coord', password);
    // What was under way goes out again under its key, as a page would send it.
    for (let lane = 0; lane < lanes; lane += 1) await send(lane);
  }

  for (const [key, id] of confirmed) {
    const again = await call('POST', records, {
      idempotencyKey: key,
      title: `${marker} ${key}`,
      data: { leads: [lead], dueDate: '2027-12-31' },
    });
    expect(again.body.id, key).toBe(id);
  }
  const list = await call('GET', `${records}?q=${encodeURIComponent(marker)}`);
  expect((list.body.page as { total: number }).total).toBe(confirmed.size);
  expect(new Set(confirmed.values()).size).toBe(confirmed.size);
  expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });

  const store = await openStore({ dataDir });
  try {
    expect((await auditVerify(store)).broken).toEqual([]);
  } finally {
    await store.close();
  }
});
