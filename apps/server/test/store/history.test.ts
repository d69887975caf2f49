import { beforeAll, describe, expect, it } from 'vitest';
import { appendAudit, listAudit } from '../../src/store/audit/audit-log.queries.ts';
import { auditVerify, type Store, sealDay } from '../../src/store/index.ts';
import { changeRecord, createRecord } from '../../src/store/records/save-record.queries.ts';
import { asOwner, freshDatabase, freshStore } from './fresh-database.ts';
import { creation, progress } from './sample-record.ts';

const entry = {
  actor: null,
  actorName: '测试员',
  action: 'session.login',
  object: 'admin',
  detail: { reason: '口令' },
  ip: '127.0.0.1',
  result: 'refused' as const,
};

/** Two records of three events each, three log entries, two seals. */
async function storeWithHistory(): Promise<{ store: Store; url: string; ids: string[] }> {
  const { store, url } = await freshStore();
  const ids: string[] = [];
  for (const name of ['a', 'b']) {
    const { record } = await createRecord(store.db, creation(`create-${name}`));
    await changeRecord(store.db, progress(record.id, 'one'));
    ids.push(record.id);
  }
  await appendAudit(store.db, entry);
  await appendAudit(store.db, entry);
  await sealDay(store, '2026-03-02');
  for (const id of ids) await changeRecord(store.db, progress(id, 'two', 'done'));
  await appendAudit(store.db, entry);
  await sealDay(store, '2026-03-03');
  return { store, url, ids };
}

describe('the account of requests', () => {
  let store: Store;
  beforeAll(async () => {
    ({ store } = await storeWithHistory());
  });

  it.each(['recordEvent', 'auditLog', 'seal', 'sealHead'] as const)(
    'cannot delete from %s',
    async (table) => {
      await expect(store.db.deleteFrom(table).execute()).rejects.toMatchObject({ code: '42501' });
    },
  );

  it('cannot change an event, a log entry or a seal', async () => {
    const set = { hash: '0' } as never;
    await expect(store.db.updateTable('recordEvent').set(set).execute()).rejects.toMatchObject({
      code: '42501',
    });
    await expect(store.db.updateTable('auditLog').set(set).execute()).rejects.toMatchObject({
      code: '42501',
    });
    await expect(
      store.db
        .updateTable('seal')
        .set({ root: '0' } as never)
        .execute(),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot touch the record of migrations', async () => {
    await expect(store.db.deleteFrom('schemaMigration').execute()).rejects.toMatchObject({ code: '42501' });
  });
});

describe('verifying', () => {
  it('finds nothing in an untouched history and counts what it walked', async () => {
    const { store } = await storeWithHistory();
    expect(await auditVerify(store)).toEqual({
      records: 2,
      events: 6,
      auditEntries: 3,
      seals: 2,
      broken: [],
    });
  });

  it('goes on with the next seal where the last one ended', async () => {
    const { store } = await storeWithHistory();
    const nothingNew = await sealDay(store, '2026-03-04');
    expect(nothingNew).toMatchObject({ seq: 3, heads: 0 });
    expect((await auditVerify(store)).broken).toEqual([]);
  });

  const tampering: [string, string, string][] = [
    ['an opinion', `update record_event set opinion = 'x' where record_id = $1 and seq = 2`, 'was changed'],
    [
      'a time',
      `update record_event set at = at - interval '1 day' where record_id = $1 and seq = 2`,
      'was changed',
    ],
    ['a difference', `update record_event set diff = '[]' where record_id = $1 and seq = 3`, 'was changed'],
    ['a missing event', 'delete from record_event where record_id = $1 and seq = 2', 'missing'],
    ['a missing last event', 'delete from record_event where record_id = $1 and seq = 3', 'last event'],
    ['a state', `update record set state = 'draft' where id = $1`, 'state of the record'],
    [
      'a cut history with a matching record',
      `with cut as (delete from record_event where record_id = $1 and seq = 3)
       update record set head_seq = 2, state = 'running',
         head_hash = (select hash from record_event where record_id = $1 and seq = 2) where id = $1`,
      'sealed',
    ],
    [
      'a whole record',
      'with events as (delete from record_event where record_id = $1) delete from record where id = $1',
      'sealed',
    ],
  ];

  it.each(tampering)('finds %s changed by the owner of the tables', async (_what, statement, reason) => {
    const { store, url, ids } = await storeWithHistory();
    await asOwner(url, 'alter table record_event drop constraint record_event_record_id_fkey');
    await asOwner(url, statement, [ids[0]]);
    const { broken } = await auditVerify(store);
    expect(broken.map((fault) => fault.recordId)).toContain(ids[0]);
    expect(broken.some((fault) => fault.reason.includes(reason))).toBe(true);
    expect(broken.map((fault) => fault.recordId)).not.toContain(ids[1]);
  });

  it.each([
    ['a log entry', `update audit_log set result = 'ok' where seq = 2`, 'audit', 2],
    ['a missing log entry', 'delete from audit_log where seq = 2', 'audit', 2],
    ['a missing last log entry', 'delete from audit_log where seq = 3', 'audit', 3],
    ['a seal', `update seal set day = '2020-01-01' where seq = 1`, 'seal', 1],
    ['a sealed head', `update seal_head set hash = 'x' where seal_seq = 2`, 'seal', 2],
    [
      'a missing seal',
      'with heads as (delete from seal_head where seal_seq = 1) delete from seal where seq = 1',
      'seal',
      2,
    ],
  ])('finds %s changed', async (_what, statement, chain, seq) => {
    const { store, url } = await storeWithHistory();
    await asOwner(url, 'alter table seal_head drop constraint seal_head_seal_seq_fkey');
    await asOwner(url, statement);
    const { broken } = await auditVerify(store);
    expect(broken).toContainEqual(expect.objectContaining({ recordId: chain, seq }));
  });
});

describe('the security log', () => {
  it('keeps one chain under parallel writers and pages from the latest', async () => {
    const { store } = await freshStore();
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => appendAudit(store.db, { ...entry, detail: { n } })),
    );
    const first = await listAudit(store.db, { limit: 20 });
    const second = await listAudit(store.db, { limit: 20, after: first.next });
    expect([...first.items, ...second.items].map((item) => item.seq)).toEqual(
      Array.from({ length: 30 }, (_, index) => 30 - index),
    );
    expect(second.next).toBeNull();
    expect((await auditVerify(store)).broken).toEqual([]);
  });
});

it('a fresh database has no history at all', async () => {
  const { url } = await freshDatabase();
  const found = await asOwner(url, 'select count(*)::int as count from record_event');
  expect(found.rows).toEqual([{ count: 0 }]);
});
