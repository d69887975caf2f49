import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { auditVerify, openStore } from '../../src/store/index.ts';
import { readPostmaster } from '../../src/store/postgres/postmaster.ts';
import { type Child, startChild } from './child.ts';
import { temporaryFolder } from './fresh-database.ts';

const lanes = 3;
const kills = { writer: 20, database: 20, both: 4 };

/** The main process of the folder's database and its children, all at once. */
async function killDatabase(dataDir: string): Promise<void> {
  const running = await readPostmaster(join(dataDir, 'database', 'data'));
  if (running === null) throw new Error('no database to kill');
  const listed = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const children = listed
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === running.pid)
    .map(([pid]) => Number(pid));
  for (const pid of [running.pid, ...children]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // A child may have ended between the list and the kill.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}

/** Waits for `count` confirmed writes and remembers the last of each lane. */
async function confirm(writer: Child, confirmed: number[], count: number): Promise<void> {
  for (let seen = 0; seen < count; seen++) {
    const line = await writer.lines.next();
    if (line.done === true) throw new Error('the writer ended by itself');
    const [lane, n] = line.value.split(' ').map(Number);
    if (lane === undefined || n !== (confirmed[lane] ?? -1) + 1)
      throw new Error(`out of order: ${line.value}`);
    confirmed[lane] = n;
  }
}

/** The rest of what a killed writer had confirmed before its end. */
async function drain(writer: Child, confirmed: number[]): Promise<void> {
  for await (const line of writer.lines) {
    const [lane, n] = line.split(' ').map(Number);
    if (lane !== undefined && n !== undefined) confirmed[lane] = n;
  }
}

it('loses and doubles no confirmed write under kills of the writer, the database and both', {
  timeout: 600_000,
}, async () => {
  const dataDir = await temporaryFolder();
  const confirmed = Array.from({ length: lanes }, () => -1);
  const begin = () => startChild('kill-writer.ts', [dataDir, ...confirmed.map((n) => String(n + 1))]);
  const plan = Object.entries(kills)
    .flatMap(([what, times]) => Array.from({ length: times }, () => ({ what, order: Math.random() })))
    .sort((a, b) => a.order - b.order);

  let writer = begin();
  for (const { what } of plan) {
    await confirm(writer, confirmed, 1 + Math.floor(Math.random() * 40));
    if (what !== 'writer') await killDatabase(dataDir);
    if (what !== 'database') {
      await writer.kill();
      await drain(writer, confirmed);
      writer = begin();
    }
  }
  await confirm(writer, confirmed, lanes);
  await writer.kill();
  await drain(writer, confirmed);

  const store = await openStore({ dataDir });
  try {
    const events = await store.db
      .selectFrom('recordEvent')
      .innerJoin('record', 'record.id', 'recordEvent.recordId')
      .select(['idempotencyKey', 'seq', 'record.data'])
      .execute();
    const keys = events.map((event) => event.idempotencyKey);
    expect(new Set(keys).size, 'no write is there twice').toBe(keys.length);
    const stored = new Set(keys);
    for (const [lane, last] of confirmed.entries()) {
      const lost = Array.from({ length: last + 1 }, (_, n) => `${lane}-${n}`).filter(
        (key) => !stored.has(key),
      );
      expect(lost, 'every confirmed write is there').toEqual([]);
    }
    const written = confirmed.reduce((sum, last) => sum + last + 1, 0);
    expect(
      events.length - written,
      'at most the writes under way at the last kill besides',
    ).toBeLessThanOrEqual(lanes);
    const report = await auditVerify(store);
    expect(report).toMatchObject({ events: events.length, broken: [] });
    console.log(`${plan.length} kills, ${written} confirmed writes, ${report.records} chains, none broken`);
  } finally {
    await store.close();
  }
});
