import { encodeFrame, encodeSegment, encryptArea } from '@huanzhi/hj212';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Gateway, gatewayDefaults, startGateway } from '../../src/ingest/index.ts';
import { makeWorld, type Person, type World } from '../api/world.ts';
import { bytesOf, connectDevice, type Device, packetOf, start } from '../ingest/client.ts';
import { addSite } from './sites-setup.ts';

const base = '/api/monitoring/gateway';
const secret = 'Geheim77';
const key = '00112233445566778899aabbccddeeff';
let world: World;
let officer: Person;
let reader: Person;
let gateway: Gateway;
let clock: number;
let count = 0;
let mn: string;
const devices: Device[] = [];
const lines: string[] = [];

async function begin(): Promise<void> {
  gateway = await startGateway({
    store: world.env.store,
    config: { ...gatewayDefaults, host: '127.0.0.1', port: 0 },
    log: (line) => lines.push(line),
    now: () => clock,
  });
  world.env.gateway = gateway;
}

beforeAll(async () => {
  world = await makeWorld();
  officer = await world.as('MON');
  reader = await world.as('OFF');
});
beforeEach(async () => {
  count += 1;
  mn = `G${count}`;
  clock = start + count * 86_400_000;
  world.setTime(new Date(clock).toISOString());
  await begin();
});
afterEach(async () => {
  for (const device of devices.splice(0)) device.socket.destroy();
  await gateway.close();
  world.env.gateway = null;
});

const settings = {
  name: '一号排口',
  edition: '2017',
  crc: 'hj212',
  addresses: [],
  factors: { w01018: { unit: 'mg/L' } },
  active: true,
  siteId: null,
  dueMinutes: 5,
  opening: false,
};

async function register(more: object = {}): Promise<number> {
  const answer = await officer.send('POST', `${base}/stations`, { ...settings, mn, ...more });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json().id;
}
async function connect(): Promise<Device> {
  const device = await connectDevice(gateway.port);
  devices.push(device);
  return device;
}
const station = async (id: number) => (await officer.get(`${base}/stations/${id}`)).json();
const packet = (number: number, more: object = {}) => packetOf(mn, count * 86_400_000 + number, more);

describe('secrets', () => {
  it('are in no answer, no log and no line for the operator, and the bytes that hold them are masked', async () => {
    const id = await register({ password: secret, sm4Key: key });
    const device = await connect();
    device.socket.write(bytesOf(packet(1, { pw: secret }), 'modbus'));
    device.socket.write(bytesOf(packet(2, { pw: secret })));
    expect((await device.next())?.header.cn).toBe('9014');
    const asked = await officer.send('POST', `${base}/stations/${id}/requests`, { kind: 'clock' });
    expect(asked.statusCode).toBe(200);
    expect((await device.next())?.header).toMatchObject({ cn: '1012', pw: secret });
    await gateway.checkTime();
    const pieces = (await officer.get(`${base}/pieces?mn=${mn}`)).json().items;
    expect(pieces).toHaveLength(1);
    const auditor = await world.as('AUD');
    const answers = await Promise.all([
      officer.get(`${base}/stations`),
      officer.get(`${base}/stations/${id}`),
      officer.get(`${base}/pieces/${pieces[0].id}`),
      officer.get(`${base}/log`),
      officer.get(`${base}/senders`),
      auditor.get('/api/admin/audit'),
    ]);
    const hex = Buffer.from(secret).toString('hex');
    for (const { body } of answers) {
      expect(body).not.toContain(secret);
      expect(body).not.toContain(hex);
      expect(body).not.toContain(key);
    }
    expect(lines.join()).not.toContain(secret);
    expect(answers[1]?.json()).toMatchObject({ hasPassword: true, hasSm4Key: true });
    expect(answers[2]?.json().parts.map((part: { kind: string }) => part.kind)).toContain('secret');
    expect(answers[3]?.body).toContain('1012');
  });

  it('stay when a change leaves them out, and go when it says null', async () => {
    const id = await register({ password: secret });
    await officer.send('PUT', `${base}/stations/${id}`, settings);
    expect((await station(id)).hasPassword).toBe(true);
    await officer.send('PUT', `${base}/stations/${id}`, { ...settings, password: null });
    expect((await station(id)).hasPassword).toBe(false);
  });
});

describe('replay', () => {
  it('brings in what was quarantined once the check value is set right, each packet once', async () => {
    const id = await register();
    const device = await connect();
    const frames = [1, 2, 3].map((number) => bytesOf(packet(number), 'modbus'));
    for (const frame of [...frames, frames[0] ?? frame0()]) device.socket.write(frame);
    device.socket.write(bytesOf(packet(9)));
    expect((await device.next())?.header.cn).toBe('9014');
    await gateway.checkTime();
    const before = await station(id);
    expect(before).toMatchObject({ state: 'faulty', open: 4, reasons: { 'crc-mode': 4 } });
    const [newest] = (await officer.get(`${base}/pieces?mn=${mn}&open=1`)).json().items;
    const shown = (await officer.get(`${base}/pieces/${newest.id}`)).json();
    expect(shown.check).toMatchObject({ fits: 'modbus', found: shown.check.modbus });
    expect(shown.parts.map((part: { text: string }) => part.text).join('')).toContain('PW=******;');

    const answer = await officer.send('POST', `${base}/stations/${id}/replay`, { crc: 'modbus' });
    expect(answer.json()).toEqual({ stored: 4, refused: {}, more: false });
    expect(gateway.status().counts).toMatchObject({ stored: 4, duplicates: 1 });
    expect(await station(id)).toMatchObject({ state: 'online', crc: 'modbus', open: 0 });
    const kept = (await officer.get(`${base}/pieces?mn=${mn}`)).json().items;
    expect(kept).toHaveLength(4);
    expect(kept[0]).toMatchObject({ replayOutcome: 'stored', reason: 'crc-mode' });
    const again = await officer.send('POST', `${base}/stations/${id}/replay`, {});
    expect(again.json()).toEqual({ stored: 0, refused: {}, more: false });
  });

  it('leaves in quarantine what still cannot be read, once', async () => {
    const id = await register({ password: secret });
    const device = await connect();
    device.socket.write(bytesOf(packet(1)));
    device.socket.write(bytesOf(packet(2, { pw: secret })));
    await device.next();
    const answer = await officer.send('POST', `${base}/stations/${id}/replay`, {});
    expect(answer.json()).toEqual({ stored: 0, refused: { password: 1 }, more: false });
    expect((await officer.get(`${base}/pieces?mn=${mn}`)).json().items).toHaveLength(1);
  });

  it('of an unknown sender works once it is registered from what it sent', async () => {
    const device = await connect();
    device.socket.write(bytesOf(packet(1), 'modbus-swapped'));
    const witness = mn;
    mn = `W${count}`;
    await register();
    device.socket.write(bytesOf(packet(1)));
    await device.next();
    mn = witness;
    const { items } = (await officer.get(`${base}/senders`)).json();
    const sender = items.find((one: { mn: string }) => one.mn === mn);
    expect(sender).toMatchObject({
      count: 1,
      guess: {
        edition: '2017',
        crc: 'modbus-swapped',
        address: '127.0.0.1',
        factors: [{ code: 'w01018' }, { code: 'w21003' }],
      },
    });
    const id = await register({ crc: sender.guess.crc });
    const answer = await officer.send('POST', `${base}/stations/${id}/replay`, {});
    expect(answer.json().stored).toBe(1);
  });
});

function frame0(): Uint8Array {
  throw new Error('no frame');
}

describe('a station that encrypts (2025, single source)', () => {
  it('is read with its key; what came before the key was set is replayed', async () => {
    const id = await register({ edition: '2025' });
    const device = await connect();
    const encrypted = (number: number) => {
      const clear = encodeSegment(packet(number, { flag: 9 }));
      const frame = encodeFrame(clear);
      frame.set(encryptArea(clear, Buffer.from(key, 'hex')) ?? [], 6);
      return frame;
    };
    device.socket.write(encrypted(1));
    device.socket.write(bytesOf(packet(2, { flag: 9 })));
    expect((await device.next())?.header.cn).toBe('9014');
    await officer.send('PUT', `${base}/stations/${id}`, { ...settings, edition: '2025', sm4Key: key });
    device.socket.write(encrypted(3));
    expect((await device.next())?.header.cn).toBe('9014');
    const answer = await officer.send('POST', `${base}/stations/${id}/replay`, {});
    expect(answer.json()).toEqual({ stored: 1, refused: {}, more: false });
    const { latest } = await station(id);
    expect(latest.map((one: { field: string }) => one.field)).toEqual(['w01018-Rtd', 'w21003-Rtd']);
  });
});

describe('requests', () => {
  it('go to the instrument, and their outcome is shown', async () => {
    const id = await register();
    const device = await connect();
    device.socket.write(bytesOf(packet(1)));
    await device.next();
    const ask = {
      kind: 'history',
      of: 'hour',
      from: '2026-03-01T08:00:00+08:00',
      to: '2026-03-01T10:00:00+08:00',
    };
    expect((await officer.send('POST', `${base}/stations/${id}/requests`, ask)).statusCode).toBe(200);
    const request = await device.next();
    expect(request?.header.cn).toBe('2061');
    expect(request?.params).toEqual([
      ['BeginTime', '20260301080000'],
      ['EndTime', '20260301100000'],
    ]);
    expect((await station(id)).requests).toMatchObject([{ kind: 'history', outcome: null }]);
    const qn = request?.header.qn ?? '';
    const reply = (cn: string, params: [string, string][]) =>
      device.socket.write(bytesOf({ qn, st: '91', cn, pw: '123456', mn, flag: 4, params }));
    reply('9011', [['QnRtn', '1']]);
    reply('9012', [['ExeRtn', '100']]);
    device.socket.write(bytesOf(packet(2)));
    await device.next();
    let requests: { outcome: string | null }[] = [];
    while (requests[0]?.outcome == null) requests = (await station(id)).requests;
    expect(requests).toMatchObject([{ outcome: 'no-data', code: 100, askedBy: expect.any(String) }]);
    await gateway.checkTime();
    const log = (await officer.get(`${base}/log?mn=${mn}`)).json().items;
    expect(log.map((line: { what: string }) => line.what)).toEqual(['9012', '9011', '2061', 'connected']);
  });

  it('to one that is not there end at once; an impossible span is refused', async () => {
    const id = await register();
    await officer.send('POST', `${base}/stations/${id}/requests`, { kind: 'clock' });
    let requests: { outcome: string | null }[] = [];
    while (requests[0]?.outcome == null) requests = (await station(id)).requests;
    expect(requests[0]?.outcome).toBe('not-connected');
    const span = { kind: 'history', of: 'day', from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' };
    const refused = await officer.send('POST', `${base}/stations/${id}/requests`, span);
    expect([refused.statusCode, refused.json().problems[0].path]).toEqual([422, 'to']);
  });

  it('set clock and time-outs when a station that is set so connects for the first time', async () => {
    const id = await register({ opening: true });
    const device = await connect();
    device.socket.write(bytesOf(packet(1)));
    const came = [await device.next(), await device.next()].map((segment) => segment?.header.cn).sort();
    expect(came).toEqual(['1012', '9014']);
    device.socket.destroy();
    await device.closed;
    const next = await connect();
    next.socket.write(bytesOf(packet(2)));
    expect((await next.next())?.header.cn).toBe('9014');
    let kinds: string[] = [];
    while (kinds.length < 2) kinds = (await station(id)).requests.map((one: { kind: string }) => one.kind);
    expect(kinds.sort()).toEqual(['clock', 'timeouts']);
  });
});

describe('what is known of a station', () => {
  it('survives a restart', async () => {
    const id = await register();
    const device = await connect();
    device.socket.write(bytesOf(packet(-2_000, { cn: '2051' })));
    device.socket.write(bytesOf(packet(0), 'modbus'));
    device.socket.write(bytesOf(packet(0)));
    await device.next();
    await device.next();
    const before = await station(id);
    expect(before).toMatchObject({ packets: 2, quarantined: 1, delay: 0, clock: 0 });
    expect(before.connectedSince).toBe(new Date(clock).toISOString());
    device.socket.destroy();
    await gateway.close();
    clock += 120_000;
    world.setTime(new Date(clock).toISOString());
    world.env.gateway = null;
    expect(await station(id)).toMatchObject({ packets: 2, quarantined: 1, delay: 120, clock: 0 });
    await begin();
    const after = await station(id);
    expect(after).toMatchObject({ packets: 2, quarantined: 1, delay: 120, lastHeard: before.lastHeard });
    expect(after.connectedSince).toBeNull();
    const again = await connect();
    again.socket.write(bytesOf(packet(1_000)));
    await again.next();
    expect(await station(id)).toMatchObject({ packets: 3, connectedSince: new Date(clock).toISOString() });
  });

  it('goes from never to online, late and offline by its due minutes', async () => {
    const id = await register({ dueMinutes: 1 });
    expect((await station(id)).state).toBe('never');
    const device = await connect();
    device.socket.write(bytesOf(packet(1)));
    await device.next();
    const states: string[] = [];
    for (const minutes of [0, 3, 5]) {
      world.setTime(new Date(clock + minutes * 60_000).toISOString());
      states.push((await station(id)).state);
    }
    world.setTime(new Date(clock + 8 * 60_000).toISOString());
    states.push((await station(id)).state);
    expect(states).toEqual(['online', 'late', 'late', 'offline']);
  });
});

describe('who may do what', () => {
  it('an officer reads the list and nothing more; an enterprise nothing', async () => {
    const id = await register();
    const list = await reader.get(`${base}/stations?q=${mn}`);
    expect(list.json()).toMatchObject({ total: 1, items: [{ mn }] });
    for (const url of [`stations/${id}`, 'pieces', 'log', 'senders'])
      expect((await reader.get(`${base}/${url}`)).statusCode).toBe(403);
    for (const [method, url, body] of [
      ['POST', 'stations', { ...settings, mn: 'X' }],
      ['PUT', `stations/${id}`, settings],
      ['POST', `stations/${id}/replay`, {}],
      ['POST', `stations/${id}/requests`, { kind: 'clock' }],
    ] as const)
      expect((await reader.send(method, `${base}/${url}`, body)).statusCode).toBe(403);
    const enterprise = await world.as('ENT');
    expect((await enterprise.get(`${base}/stations`)).statusCode).toBe(403);
  });

  it('the same device number twice, a key of another length and a gateway that is off are refused', async () => {
    const id = await register();
    const twice = await officer.send('POST', `${base}/stations`, { ...settings, mn });
    expect(twice.json()).toMatchObject({ code: 'station-taken', problems: [{ path: 'mn' }] });
    const odd = await officer.send('POST', `${base}/stations`, { ...settings, mn: 'A;B' });
    expect([odd.statusCode, odd.json().problems[0].path]).toEqual([400, 'mn']);
    const short = await officer.send('PUT', `${base}/stations/${id}`, { ...settings, sm4Key: '00' });
    expect(short.statusCode).toBe(400);
    world.env.gateway = null;
    const off = await officer.send('POST', `${base}/stations/${id}/replay`, {});
    expect(off.json().code).toBe('gateway-off');
    world.env.gateway = gateway;
  });

  it('a site that is not there is refused at its field, and nothing is changed', async () => {
    const id = await register();
    const nowhere = { ...settings, name: '二号排口', siteId: 2_000_000_000 };
    for (const answer of [
      await officer.send('POST', `${base}/stations`, { ...nowhere, mn: `${mn}-2` }),
      await officer.send('PUT', `${base}/stations/${id}`, nowhere),
    ])
      expect([answer.statusCode, answer.json().problems[0].path]).toEqual([422, 'siteId']);
    expect(await station(id)).toMatchObject({ name: settings.name, site: null });
    expect((await reader.get(`${base}/stations?q=${mn}-2`)).json().total).toBe(0);
  });

  it('an instrument is tied to a site, changed and taken off it by who is in charge of its area only', async () => {
    const siteId = await addSite(world.env, `W${mn}`, {});
    const elsewhere = await world.as('MON', 'bureau', { area: '990199' });
    const tied = { ...settings, siteId };
    const added = await elsewhere.send('POST', `${base}/stations`, { ...tied, mn: `${mn}-3` });
    expect(added.statusCode).toBe(403);
    const free = await register();
    expect((await elsewhere.send('PUT', `${base}/stations/${free}`, tied)).statusCode).toBe(403);
    expect((await officer.send('PUT', `${base}/stations/${free}`, tied)).statusCode).toBe(200);
    for (const [method, url, body] of [
      ['PUT', `stations/${free}`, settings],
      ['POST', `stations/${free}/replay`, { crc: 'modbus' }],
      ['POST', `stations/${free}/requests`, { kind: 'clock' }],
    ] as const)
      expect((await elsewhere.send(method, `${base}/${url}`, body)).statusCode).toBe(403);
    expect(await station(free)).toMatchObject({ site: { id: siteId } });
  });

  it('the table goes out as Excel', async () => {
    const answer = await reader.get(`${base}/export`);
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });
});
