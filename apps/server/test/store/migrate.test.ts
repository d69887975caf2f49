import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { migrate } from '../../src/store/migrations/migrate.queries.ts';
import { asOwner, freshDatabase, temporaryFolder } from './fresh-database.ts';

const next = {
  id: migrations.length + 1,
  name: 'next',
  sql: 'create table next_one (id integer); create table next_two (id integer)',
};
const quiet = () => {};

describe('migrations', () => {
  it('are numbered from 1 without gaps', () => {
    expect(migrations.map((step) => step.id)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('run once and are recorded', async () => {
    const { url } = await freshDatabase();
    const config = { connectionString: url };
    await migrate(config, [...migrations, next], quiet);
    await migrate(config, [...migrations, next], quiet);
    const found = await asOwner(url, 'select id, name from schema_migration order by id');
    expect(found.rows.at(-1)).toEqual({ id: next.id, name: 'next' });
  });

  it('leave nothing behind when a step fails', async () => {
    const { url } = await freshDatabase();
    const failing = { ...next, sql: 'create table next_one (id integer); select broken from nowhere' };
    await expect(migrate({ connectionString: url }, [...migrations, failing], quiet)).rejects.toThrow(
      'nowhere',
    );
    expect((await asOwner(url, `select to_regclass('next_one') as made`)).rows).toEqual([{ made: null }]);
    await migrate({ connectionString: url }, [...migrations, next], quiet);
  });

  it('refuse a step that reads differently from the one that was applied', async () => {
    const { url } = await freshDatabase();
    await asOwner(url, `update schema_migration set checksum = 'x' where id = 1`);
    const opened = openStore({ databaseUrl: url, dataDir: await temporaryFolder() });
    await expect(opened).rejects.toMatchObject({
      code: 'setup',
      message: expect.stringContaining('reads differently'),
    });
  });

  it('refuse a database of a newer version', async () => {
    const { url } = await freshDatabase();
    await migrate({ connectionString: url }, [...migrations, next], quiet);
    await expect(openStore({ databaseUrl: url, dataDir: await temporaryFolder() })).rejects.toMatchObject({
      code: 'setup',
      message: expect.stringContaining('newer huanzhi'),
    });
  });
});
