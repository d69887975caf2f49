import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  answerTo,
  answerWanted,
  decodeAll,
  decodeFrame,
  encodeFrame,
  encodeSegment,
  FrameReader,
} from '@huanzhi/hj212';
import { afterAll, describe, expect, test } from 'vitest';
import { runCli } from '../src/run.ts';
import { FAULTS } from '../src/simulator/faults.ts';
import { type TrafficOptions, traffic } from '../src/simulator/traffic.ts';

const folder = mkdtempSync(join(tmpdir(), 'huanzhi-hj212-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: string[]) {
  const io = { text: '', errors: '' };
  const code = await runCli(argv, {
    out: (text) => {
      io.text += text;
    },
    err: (text) => {
      io.errors += text;
    },
    cwd: folder,
  });
  return { code, ...io };
}

const frame = Buffer.from(
  encodeFrame(
    encodeSegment({
      qn: '20260301120000123',
      st: '32',
      cn: '2011',
      mn: 'A1',
      flag: 5,
      params: [['DataTime', '20260301120000']],
      factors: [{ code: 'w01018', fields: { Rtd: '38.10', Flag: 'N' } }],
    }),
  ),
);

describe('hj212 decode', () => {
  test('prints a line for each frame and each piece that is none', async () => {
    writeFileSync(
      join(folder, 'a.bin'),
      Buffer.concat([Buffer.from('GET / '), frame, frame.subarray(0, -2)]),
    );
    const { code, text } = await run('hj212', 'decode', 'a.bin');
    expect(code).toBe(0);
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.outcome)).toEqual(['quarantined', 'accepted', 'accepted']);
    expect(lines[0]).toMatchObject({ reason: 'garbage', repairs: [], raw: 'GET /' });
    expect(lines[1]).toMatchObject({
      repairs: [],
      segment: { mn: 'A1', cn: '2011', edition: '2017', dataTime: '20260301120000' },
      values: [{ code: 'w01018', fields: { Rtd: '38.10', Flag: 'N' } }],
    });
    expect(Buffer.from(lines[1].raw, 'latin1').equals(frame.subarray(0, -2))).toBe(true);
  });

  test('names a file that is not there and reads the others', async () => {
    writeFileSync(join(folder, 'b.bin'), frame);
    const { code, text, errors } = await run('hj212', 'decode', 'none.bin', 'b.bin');
    expect({ code, errors }).toEqual({ code: 1, errors: 'none.bin: cannot be read (ENOENT)\n' });
    expect(text.trim().split('\n')).toHaveLength(1);
  });

  test('refuses a check value mode that does not exist', async () => {
    expect(await run('hj212', 'decode', '--crc', 'ccitt')).toMatchObject({ code: 2 });
  });
});

test('hj212 encode writes frames and names the line that cannot be one', () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const input = [
    '{"st":"32","cn":"2011","mn":"A1","flag":4,"factors":[{"code":"w01018","fields":{"Rtd":"38.10"}}]}',
    '{"cn":"20"}',
    'x',
    '{"cn":"2011","flag":400}',
  ].join('\n');
  const done = spawnSync(
    process.execPath,
    ['--conditions=huanzhi-source', '--import', 'tsx', main, 'hj212', 'encode'],
    { input, encoding: 'utf8' },
  );
  expect(done.status).toBe(1);
  expect(
    done.stderr
      .split('\n')
      .slice(0, 3)
      .map((line) => line.slice(0, 6)),
  ).toEqual(['line 2', 'line 3', 'line 4']);
  const decoded = decodeAll(Buffer.from(done.stdout));
  expect(decoded).toHaveLength(1);
  expect(decoded[0]).toMatchObject({
    outcome: 'accepted',
    segment: { factors: [{ fields: { Rtd: '38.10' } }] },
  });
});

describe('the simulator', () => {
  const options: TrafficOptions = {
    stations: 4,
    rate: 4,
    packets: 400,
    edition: '2017',
    faults: [],
    seed: 7,
    start: Date.UTC(2026, 2, 1),
    backfill: 0,
  };
  const bytesOf = (more: Partial<TrafficOptions>) =>
    Buffer.concat([...traffic({ ...options, ...more })].map((one) => one.bytes));

  test('sends the same for the same seed and something else for another', () => {
    expect(bytesOf({ faults: Object.keys(FAULTS) }).equals(bytesOf({ faults: Object.keys(FAULTS) }))).toBe(
      true,
    );
    expect(bytesOf({}).equals(bytesOf({ seed: 8 }))).toBe(false);
  });

  test.each(['2005', '2017', '2025'] as const)('writes proper packets of %s', (edition) => {
    const decoded = decodeAll(bytesOf({ edition, backfill: 3 }));
    expect(decoded).toHaveLength(400 + 3 * 4);
    expect(new Set(decoded.map((one) => one.outcome))).toEqual(new Set(['accepted']));
    const segments = decoded.flatMap((one) => (one.outcome === 'quarantined' ? [] : [one.segment]));
    expect(new Set(segments.map((one) => one.edition))).toEqual(new Set([edition]));
    expect(new Set(segments.map((one) => `${one.header.mn} ${one.header.qn}`)).size).toBe(segments.length);
    expect(segments.filter((one) => one.header.resent)).toHaveLength(edition === '2025' ? 12 : 0);
  });

  test('follows the hour of the day', () => {
    const flow = (hour: number) => {
      const start = Date.UTC(2026, 2, 1, hour - 8);
      const values = decodeAll(bytesOf({ start, stations: 1, packets: 200, rate: 100 })).map((one) =>
        one.outcome === 'quarantined' ? Number.NaN : Number(one.segment.factors[0]?.fields.Rtd),
      );
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    expect(flow(10) - flow(22)).toBeGreaterThan(15);
  });

  test.each(Object.keys(FAULTS))('fault %s differs from a proper packet and breaks no other', (fault) => {
    const sendings = [...traffic({ ...options, faults: [fault] })];
    const faulty = sendings.filter((one) => one.fault === fault);
    expect(faulty.length).toBeGreaterThan(20);
    const whole = decodeAll(Buffer.concat(sendings.map((one) => one.bytes)));
    const good = whole.filter((one) => one.outcome === 'accepted').length;
    expect(good).toBeGreaterThanOrEqual(sendings.length - faulty.length);
  });

  test('plays against a server and counts the answers', async () => {
    const server = createServer((socket) => {
      const reader = new FrameReader();
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        for (const one of reader.push(chunk)) {
          const decoded = decodeFrame(one);
          if (decoded.outcome === 'quarantined') continue;
          const answer = answerWanted(decoded.segment);
          if (answer) socket.write(encodeFrame(encodeSegment(answerTo(decoded.segment, answer))));
        }
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { code, text } = await run(
      ...['hj212', 'simulate', '--to', `127.0.0.1:${port}`, '--stations', '3', '--rate', '6000'],
      ...['--minutes', '0.001', '--backfill', '2'],
    );
    server.close();
    expect(code).toBe(0);
    expect(JSON.parse(text)).toEqual({ sent: 366, faulty: 0, answered: 366, lost: 0, unsent: 0 });
  });

  test.each([
    [['--to', 'nowhere'], '--to must be HOST:PORT'],
    [['--to', '127.0.0.1:1', '--faults', 'half,nope'], 'Unknown fault “nope”'],
    [['--to', '127.0.0.1:1', '--stations', '0'], 'more than 0'],
    [['--to', '127.0.0.1:1', '--rate', 'x'], '--rate must be a number'],
  ])('%j is refused: %s', async (argv, message) => {
    const { code, errors } = await run('hj212', 'simulate', ...argv);
    expect(code).toBe(2);
    expect(errors).toContain(message);
  });
});
