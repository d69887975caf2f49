import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/index.ts';
import {
  changeItems,
  listItems,
  markSeen,
  setItems,
  undoableChanges,
  undoLastChange,
} from '../../src/store/plans/plan-items.queries.ts';
import {
  addPlan,
  addPlanFile,
  addVersion,
  findVersion,
  listPlans,
  listVersions,
  markPublished,
  setReading,
} from '../../src/store/plans/plans.queries.ts';
import { freshStore } from './fresh-database.ts';

let store: Store;
let planId: string;
let versionId: string;

const item = (seq: number, title: string) => ({
  kind: 'task' as const,
  seq,
  path: `一/${seq}`,
  spanStart: seq * 10,
  spanEnd: seq * 10 + 5,
  original: { title },
  current: { title },
});

beforeEach(async () => {
  ({ store } = await freshStore());
  const file = await addPlanFile(store.db, {
    name: '方案.txt',
    mime: 'text/plain',
    size: 5,
    sha256: 'a'.repeat(64),
    uploadedBy: 'u1',
  });
  const added = await addPlan(store.db, {
    title: '方案',
    areaCode: '310107',
    fileId: file.id,
    createdBy: 'u1',
  });
  planId = added.plan.id;
  versionId = added.version.id;
  await setReading(store.db, versionId, { text: '正文', reading: { sections: [] } });
  await setItems(store.db, versionId, [item(1, '甲'), item(2, '乙')]);
});

const titles = async () =>
  (await listItems(store.db, versionId)).map((row) => `${row.current.title} ${row.status}`);
const act = (action: string, changes: Parameters<typeof changeItems>[1]['changes']) =>
  changeItems(store.db, { versionId, actor: 'u1', action, changes });

describe('the review of a plan', () => {
  it('corrects, splits and drops, and takes each back in turn', async () => {
    const [first, second] = await listItems(store.db, versionId);
    if (first === undefined || second === undefined) throw new Error('no items');
    await act('correct', [{ id: first.id, set: { current: { title: '甲改' }, status: 'corrected' } }]);
    await act('split', [
      { id: second.id, set: { status: 'split' } },
      { add: { ...item(2.3, '乙一'), original: null }, status: 'added', parentId: second.id },
      { add: { ...item(2.6, '乙二'), original: null }, status: 'added', parentId: second.id },
    ]);
    await act('drop', [{ id: first.id, set: { status: 'dropped' } }]);
    expect(await titles()).toEqual(['甲改 dropped', '乙 split', '乙一 added', '乙二 added']);
    expect(await undoableChanges(store.db, versionId)).toBe(3);
    expect(await undoLastChange(store.db, versionId)).toBe('drop');
    expect(await undoLastChange(store.db, versionId)).toBe('split');
    expect(await titles()).toEqual(['甲改 corrected', '乙 pending']);
    expect(await undoLastChange(store.db, versionId)).toBe('correct');
    expect(await listItems(store.db, versionId)).toEqual([first, second]);
    expect(await undoLastChange(store.db, versionId)).toBeNull();
  });

  it('keeps what the reader said beside what a person made of it', async () => {
    const [first] = await listItems(store.db, versionId);
    const [changed] = await act('correct', [{ id: first?.id ?? '', set: { current: { title: '改' } } }]);
    expect(changed).toMatchObject({ original: { title: '甲' }, current: { title: '改' }, seenBy: 'u1' });
  });

  it('refuses a review that somebody else changed meanwhile, and items of another version', async () => {
    const [first] = await listItems(store.db, versionId);
    const changes = [{ id: first?.id ?? '', set: { status: 'accepted' as const } }];
    await changeItems(store.db, { versionId, actor: 'u1', action: 'accept', changes, expectedVersion: 0 });
    await expect(
      changeItems(store.db, { versionId, actor: 'u2', action: 'accept', changes, expectedVersion: 0 }),
    ).rejects.toMatchObject({ code: 'version', details: { current: 1 } });
    const stranger = [{ id: '00000000-0000-7000-8000-000000000000', set: {} }];
    await expect(act('accept', stranger)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('counts what was seen', async () => {
    const [first] = await listItems(store.db, versionId);
    await markSeen(store.db, versionId, [first?.id ?? ''], 'u1');
    const [plan] = await listPlans(store.db);
    expect(plan).toMatchObject({ status: 'review', counts: { items: 2, seen: 1, tasks: 2, targets: 0 } });
  });

  it('ends with publishing; a new version supersedes the published one', async () => {
    await markPublished(store.db, versionId, 'u1', new Date());
    await expect(act('drop', [])).rejects.toMatchObject({ code: 'invalid' });
    const before = await findVersion(store.db, versionId);
    const final = await addVersion(store.db, { planId, fileId: before?.fileId ?? '', createdBy: 'u1' });
    expect(final).toMatchObject({ number: 2, supersedes: versionId });
    await setReading(store.db, final.id, { text: '正文二', reading: {} });
    await markPublished(store.db, final.id, 'u1', new Date());
    expect((await listVersions(store.db, planId)).map((version) => version.status)).toEqual([
      'published',
      'superseded',
    ]);
  });
});
