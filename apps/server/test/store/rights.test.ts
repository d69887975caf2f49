import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { asOwner, freshDatabase, temporaryFolder } from './fresh-database.ts';

/** An account with a database of its own on the test server. */
async function account(options: string): Promise<{ url: string; drop(): Promise<void> }> {
  const { url, drop } = await freshDatabase();
  const name = `account_${randomUUID().slice(0, 8)}`;
  await asOwner(url, `create role ${name} login ${options} password 'x'`);
  await asOwner(url, `drop schema public cascade; create schema public authorization ${name}`);
  const own = new URL(url);
  own.username = name;
  own.password = 'x';
  return {
    url: own.href,
    drop: async () => {
      await drop();
      await asOwner(url.replace(/\/huanzhi_test_\w+/, '/postgres'), `drop role ${name}`);
    },
  };
}

it('warns when the account may not make the role of requests, and works all the same', async () => {
  const own = await account('nocreaterole');
  const store = await openStore({ databaseUrl: own.url, dataDir: await temporaryFolder() });
  try {
    expect(store.kind).toBe('external');
    expect(store.warnings).toEqual([expect.stringContaining('huanzhi_app')]);
    expect(await store.health()).toEqual({ ok: true, notes: store.warnings });
  } finally {
    await store.close();
    await own.drop();
  }
});

it('changes to the role of requests when the account is allowed to', async () => {
  const { url } = await freshDatabase();
  const store = await openStore({ databaseUrl: url, dataDir: await temporaryFolder() });
  try {
    expect(store.warnings).toEqual([]);
    const found = await store.db
      .selectNoFrom((eb) => eb.fn<string>('current_setting', [eb.val('role')]).as('role'))
      .executeTakeFirst();
    expect(found).toEqual({ role: 'huanzhi_app' });
  } finally {
    await store.close();
  }
});

it('is refused a second time on the same database', async () => {
  const { url } = await freshDatabase();
  const store = await openStore({ databaseUrl: url, dataDir: await temporaryFolder() });
  try {
    await expect(openStore({ databaseUrl: url, dataDir: await temporaryFolder() })).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringContaining(`process number ${process.pid}`),
    });
  } finally {
    await store.close();
  }
});
