import { verifyChain } from '@huanzhi/registry';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/store/ids.ts';
import { auditVerify, type Store } from '../../src/store/index.ts';
import { findRecord } from '../../src/store/records/list-records.queries.ts';
import { changeRecord, createRecord, history } from '../../src/store/records/save-record.queries.ts';
import { freshStore } from './fresh-database.ts';
import { creation, progress } from './sample-record.ts';

let store: Store;
beforeAll(async () => {
  ({ store } = await freshStore());
});

describe('saving a record', () => {
  it('keeps the record and a history that the kernel verifies', async () => {
    const { record } = await createRecord(
      store.db,
      creation('first-key', { point: { lng: 121.4, lat: 31.2 } }),
    );
    const saved = await changeRecord(store.db, { ...progress(record.id, 'second-key'), expectedVersion: 1 });
    expect(saved.record.version).toBe(2);
    const found = await findRecord(store.db, 'task', record.id, 'all');
    expect(found).toEqual(saved.record);
    const events = await history(store.db, record.id);
    expect(events.map((event) => [event.seq, event.from, event.to])).toEqual([
      [1, null, 'draft'],
      [2, 'draft', 'running'],
    ]);
    expect(verifyChain(record.id, events)).toBeNull();
  });

  it('saves once however often and however parallel the same key comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 8 }),
        fc.integer({ min: 1, max: 3 }),
        async (times, keys) => {
          const createKey = newId();
          const created = await Promise.all(
            Array.from({ length: times }, () => createRecord(store.db, creation(createKey))),
          );
          const id = created[0]?.record.id ?? '';
          expect(new Set(created.map((saved) => saved.record.id)).size).toBe(1);
          expect(created.filter((saved) => !saved.replayed)).toHaveLength(1);
          const saves = Array.from({ length: keys * times }, (_, index) =>
            progress(id, `key-${index % keys}`),
          );
          const changed = await Promise.all(saves.map((save) => changeRecord(store.db, save)));
          expect(changed.filter((saved) => !saved.replayed)).toHaveLength(keys);
          const events = await history(store.db, id);
          expect(events).toHaveLength(1 + keys);
          expect((await findRecord(store.db, 'task', id, 'all'))?.data.progress).toBe(keys);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('refuses a version that is not the current one and says which is', async () => {
    const { record } = await createRecord(store.db, creation('version-key'));
    await changeRecord(store.db, progress(record.id, 'a'));
    await expect(
      changeRecord(store.db, { ...progress(record.id, 'b'), expectedVersion: 1 }),
    ).rejects.toMatchObject({ code: 'version', details: { expected: 1, current: 2 } });
    expect(await history(store.db, record.id)).toHaveLength(2);
  });

  it('writes nothing when the change refuses', async () => {
    const { record } = await createRecord(store.db, creation('refusal-key'));
    const refusing = {
      ...progress(record.id, 'c'),
      change: () => {
        throw new Error('guard');
      },
    };
    await expect(changeRecord(store.db, refusing)).rejects.toThrow('guard');
    expect(await history(store.db, record.id)).toHaveLength(1);
  });

  it('gives a code and a source key to one record only', async () => {
    await createRecord(store.db, {
      ...creation('code-1', { code: 'TSK-310107-2026-000001' }),
      sourceKey: 'hotline/1',
    });
    await expect(
      createRecord(store.db, creation('code-2', { code: 'TSK-310107-2026-000001' })),
    ).rejects.toMatchObject({ code: 'duplicate', details: { kind: 'code' } });
    await expect(
      createRecord(store.db, { ...creation('code-3'), sourceKey: 'hotline/1' }),
    ).rejects.toMatchObject({ code: 'duplicate', details: { kind: 'source' } });
  });

  it('names what cannot be stored instead of losing it', async () => {
    await expect(createRecord(store.db, creation('nul-key', { title: 'a\u0000b' }))).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(
      createRecord(store.db, creation('nul-key-2', { data: { note: 'a\u0000b' } })),
    ).rejects.toMatchObject({ code: 'invalid' });
  });

  it('keeps chains whole under any JSON value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ noUnicodeString: false }), async (value) => {
        fc.pre(!JSON.stringify(value).includes('\\u0000') && !/\\ud[89a-f]/.test(JSON.stringify(value)));
        const { record } = await createRecord(store.db, creation(newId()));
        const change = progress(record.id, newId());
        await changeRecord(store.db, {
          ...change,
          change: (current, events) => {
            const applied = change.change(current, events);
            return {
              ...applied,
              event: { ...applied.event, diff: [{ path: 'x', before: null, after: value }] },
            };
          },
        });
        expect(verifyChain(record.id, await history(store.db, record.id))).toBeNull();
      }),
      { numRuns: 60 },
    );
    expect((await auditVerify(store)).broken).toEqual([]);
  });
});
