import { addDays, hourEnd, statisticalHourOf } from '@huanzhi/monitoring';
import { expect, it } from 'vitest';
import { signIn, startServerProcess } from '../running-server.ts';
import { temporaryFolder } from '../store/fresh-database.ts';

const kills = 4;
const lanes = 4;
const site = {
  code: 'PUSH-KILL',
  name: '推送试验站',
  kind: 'air',
  areaCode: '990101',
  ownerOrg: null,
  enterpriseOrg: null,
  tier: null,
  assessed: false,
  lon: null,
  lat: null,
  intervalHours: 1,
  props: {},
  active: true,
};

it('every observation that was answered is stored, with the number that was sent, after the server was killed', {
  timeout: 300_000,
}, async () => {
  const dataDir = await temporaryFolder();
  let server = startServerProcess(dataDir, { args: [] });
  let address = await server.address;
  const password = server.passwordOf('monitor');
  const manager = await signIn(address, 'monitor', password);
  // The sample makes its places after the start, each with the next number.
  const codes = async () =>
    ((await manager('GET', '/api/sites')).body.items as { code: string }[]).map((one) => one.code);
  await expect.poll(codes, { timeout: 60_000, interval: 250 }).toContain('99D01');
  const { id } = (await manager('POST', '/api/sites', site)).body as { id: number };
  const first = addDays(statisticalHourOf(Date.now()).day, -29);
  await manager('POST', `/api/sites/${id}/factors`, { factor: 'a34004', unit: 'µg/m³', since: first });
  const made = await manager('POST', '/api/monitoring/push-keys', {
    name: 'kill',
    sites: [id],
    backDays: 31,
  });
  const headers = {
    authorization: `Bearer ${String(made.body.secret)}`,
    'content-type': 'application/json',
  };
  const answered = new Map<number, number>();

  /** Pushes the hour that is so many after the first, alone or with the one before, which stands already. */
  const push = async (number: number) => {
    const rows = (number % 3 === 0 && number > 0 ? [number - 1, number] : [number]).map((one) => {
      const end = hourEnd(first, one + 1);
      return [`${new Date(end - 3_600_000).toISOString()}/${new Date(end).toISOString()}`, sentFor(one)];
    });
    const link = { '@iot.id': `${site.code}:a34004` };
    const group = { Datastream: link, components: ['phenomenonTime', 'result'], dataArray: rows };
    const answer = await fetch(`${address}/api/push/v1.1/CreateObservations`, {
      method: 'POST',
      headers,
      body: JSON.stringify([group]),
    });
    expect(answer.status, await answer.text()).toBe(201);
    answered.set(number, sentFor(number));
  };

  let next = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const wanted = answered.size + 1 + Math.floor(Math.random() * 30);
    let killed: Promise<unknown> | null = null;
    const run = async (): Promise<void> => {
      for (;;) {
        next += 1;
        try {
          await push(next - 1);
        } catch (error) {
          // A cut connection is what this test makes; any other failure is one.
          if (!(error instanceof TypeError)) throw error;
          return;
        }
        if (answered.size >= wanted) killed ??= server.end('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: lanes }, run));
    await killed;
    server = startServerProcess(dataDir, { args: [] });
    address = await server.address;
  }

  const reader = await signIn(address, 'monitor', password);
  const to = addDays(first, 29);
  const { body } = await reader('GET', `/api/sites/${id}/hours?from=${first}&to=${to}`);
  const [series] = body.series as { values: (number | null)[]; sources: string }[];
  expect(answered.size).toBeGreaterThanOrEqual(kills);
  for (const [number, value] of answered) expect([number, series?.values[number]]).toEqual([number, value]);
  // An hour without an answer may stand too; nothing was written twice or otherwise.
  const stored = [...(series?.sources ?? '')].filter((source) => source === 'p').length;
  const keys = (await reader('GET', '/api/monitoring/push-keys')).body.items as { taken: number }[];
  expect(keys[0]?.taken).toBe(stored);
  expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
});

const sentFor = (number: number): number => 10 + (number % 90) / 10;
