import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type ServerProcess, signIn, startServerProcess } from './running-server.ts';
import { temporaryFolder } from './store/fresh-database.ts';

const running: ServerProcess[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) {
    if (server.process.exitCode === null && server.process.signalCode === null) await server.end('SIGTERM');
  }
});

function start(...[dataDir, options]: Parameters<typeof startServerProcess>): ServerProcess {
  const server = startServerProcess(dataDir, options);
  running.push(server);
  return server;
}

it('names a taken port and another one to take', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { code, errors } = await start(await temporaryFolder(), { port }).ended();
  other.close();
  expect(code).toBe(1);
  expect(errors).toContain(`Port ${port} is taken`);
  expect(errors).toContain(`HUANZHI_PORT=${port + 1} npm start`);
});

it('names a taken port of the gateway', { timeout: 60_000 }, async () => {
  const other = createServer().listen(0, '0.0.0.0');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { code, errors } = await start(await temporaryFolder(), { gatewayPort: port }).ended();
  other.close();
  expect(code).toBe(1);
  expect(errors).toContain(`Port ${port} is taken: no gateway`);
  expect(errors).toContain('HUANZHI_GATEWAY_PORT');
});

it('refuses an option that it does not know', async () => {
  const { code, errors } = await start(await temporaryFolder(), { args: ['--emtpy'] }).ended();
  expect([code, errors]).toEqual([1, expect.stringContaining('Unknown option --emtpy')]);
});

it('holds its folder, stops on SIGTERM, and shows the same after a kill', { timeout: 180_000 }, async () => {
  const dataDir = await temporaryFolder();
  const first = start(dataDir);
  const address = await first.address;
  const login = 'sysadmin';
  const password = first.passwordOf(login);
  const before = await (await signIn(address, login, password))('GET', '/api/session');
  expect(before.body).toMatchObject({ login, mustChangePassword: true, sample: false });

  const second = await start(dataDir).ended();
  expect(second.code).toBe(1);
  expect(second.errors).toMatch(new RegExp(`${dataDir} is in use by .*process number ${first.process.pid} `));
  expect((await fetch(`${address}/api/health`)).status).toBe(200);

  expect(await first.end('SIGKILL')).toMatchObject({ code: null });
  const again = start(dataDir);
  const after = await (await signIn(await again.address, login, password))('GET', '/api/session');
  expect(after.body).toEqual(before.body);
  expect(again.passwordOf(login), 'no account is made twice').toBe('');
  expect(await again.end('SIGTERM')).toMatchObject({ code: 0, errors: '' });
});
