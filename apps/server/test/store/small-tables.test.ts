import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/store/ids.ts';
import {
  addImport,
  findImport,
  listImportRows,
  setImportedRecord,
  setImportRows,
  setImportStatus,
} from '../../src/store/imports/imports.queries.ts';
import type { Store } from '../../src/store/index.ts';
import {
  listNotifications,
  markNotificationsRead,
  notify,
} from '../../src/store/people/notifications.queries.ts';
import { addOrg } from '../../src/store/people/orgs.queries.ts';
import { addUser } from '../../src/store/people/users.queries.ts';
import { addPlan, addPlanFile } from '../../src/store/plans/plans.queries.ts';
import {
  addTargets,
  addTargetValue,
  listTargets,
  retireTargets,
} from '../../src/store/plans/targets.queries.ts';
import { nextCodeNumber } from '../../src/store/records/codes.queries.ts';
import { addEvidence, evidenceOf, listEvidence } from '../../src/store/records/evidence.queries.ts';
import { linkRecords, listLinks } from '../../src/store/records/links.queries.ts';
import { createRecord } from '../../src/store/records/save-record.queries.ts';
import { getSetting, setSetting } from '../../src/store/settings.queries.ts';
import { freshStore } from './fresh-database.ts';
import { creation } from './sample-record.ts';

let store: Store;
let orgId: string;
beforeAll(async () => {
  ({ store } = await freshStore());
  const org = { parentId: null, name: '区', shortName: '区', aliases: [], areaCode: '310107', active: true };
  orgId = (await addOrg(store.db, { ...org, kind: 'district' })).id;
});

describe('numbers', () => {
  it('are given once each, however parallel, in a series of their own', async () => {
    const series = { prefix: 'TSK', district: '310107', year: 2026 };
    const numbers = await Promise.all(Array.from({ length: 20 }, () => nextCodeNumber(store.db, series)));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(await nextCodeNumber(store.db, { ...series, year: 2027 })).toBe(1);
  });
});

describe('links and evidence', () => {
  it('are shown from both ends, once', async () => {
    const { record: from } = await createRecord(store.db, creation('from'));
    const { record: to } = await createRecord(store.db, creation('to'));
    const link = { fromRecord: from.id, toRecord: to.id, kind: 'spawned', createdBy: 'u1' };
    await linkRecords(store.db, link);
    await linkRecords(store.db, link);
    expect(await listLinks(store.db, from.id)).toMatchObject([{ direction: 'out', recordId: to.id }]);
    expect(await listLinks(store.db, to.id)).toMatchObject([{ direction: 'in', recordId: from.id }]);
  });

  it('of another record cannot be named', async () => {
    const { record } = await createRecord(store.db, creation('with-evidence'));
    const file = { kind: 'photo', fileName: 'a.jpg', mime: 'image/jpeg', size: 3, sha256: 'a'.repeat(64) };
    const own = await addEvidence(store.db, {
      ...file,
      recordId: record.id,
      capturedAt: null,
      uploadedBy: 'u1',
    });
    const other = await addEvidence(store.db, {
      ...file,
      recordId: null,
      capturedAt: null,
      uploadedBy: 'u1',
    });
    expect(await evidenceOf(store.db, record.id, [own.id, other.id])).toEqual([own.id]);
    expect(await listEvidence(store.db, record.id)).toEqual([own]);
  });
});

describe('targets', () => {
  it('keep every value and count the last of a day', async () => {
    const file = await addPlanFile(store.db, {
      name: 'a',
      mime: 'b',
      size: 1,
      sha256: 'c',
      uploadedBy: 'u1',
    });
    const { plan, version } = await addPlan(store.db, {
      title: '方案',
      areaCode: '310107',
      fileId: file.id,
      createdBy: 'u1',
    });
    const id = newId();
    await addTargets(store.db, [
      {
        id,
        planId: plan.id,
        versionId: version.id,
        itemId: null,
        name: 'PM2.5年均浓度',
        subject: '全区',
        comparator: '<=',
        value: '35',
        unit: '微克/立方米',
        deadline: '2026-12-31',
        stretch: false,
        source: '控制在35微克/立方米以下',
        position: 12,
        ownerOrg: orgId,
      },
    ]);
    for (const [asOf, value] of [
      ['2026-02-01', '33.10'],
      ['2026-01-01', '36'],
      ['2026-02-01', '33.20'],
    ] as const) {
      await addTargetValue(store.db, { targetId: id, asOf, value, source: '国控站', recordedBy: 'u1' });
    }
    const [target] = await listTargets(store.db, { ownerOrgs: [orgId] });
    expect(target).toMatchObject({ planTitle: '方案', ownerName: '区', value: '35', status: 'none' });
    expect(target?.values.map((value) => [value.asOf, value.value])).toEqual([
      ['2026-01-01', '36'],
      ['2026-02-01', '33.20'],
    ]);
    await retireTargets(store.db, version.id);
    expect(await listTargets(store.db)).toEqual([]);
  });
});

describe('imports', () => {
  it('keep every row, rejected ones too', async () => {
    const batch = await addImport(store.db, {
      registry: 'task',
      fileName: '进展.xlsx',
      sha256: 'd',
      columns: ['任务', '进展'],
      mapping: { 任务: 'title', 进展: null },
      createdBy: 'u1',
    });
    const row = { recordId: null, title: '甲', changes: [], cells: { 任务: '甲' } };
    await setImportRows(store.db, batch.id, batch.mapping, [
      { ...row, row: 2, verdict: 'reject', problems: [{ path: 'title' }] },
      { ...row, row: 1, verdict: 'new', problems: [] },
    ]);
    const recordId = newId();
    await setImportedRecord(store.db, batch.id, 1, recordId);
    await setImportStatus(store.db, batch.id, 'committed');
    expect(
      (await listImportRows(store.db, batch.id)).map((kept) => [kept.row, kept.verdict, kept.recordId]),
    ).toEqual([
      [1, 'new', recordId],
      [2, 'reject', null],
    ]);
    expect((await findImport(store.db, batch.id))?.committedAt).not.toBeNull();
  });
});

describe('notifications and settings', () => {
  it('tell everybody once and are read until now', async () => {
    const account = { name: '测试员', orgId, passwordHash: 'x', mustChange: false, roles: [] };
    const user = await addUser(store.db, { ...account, login: 'told' });
    await notify(store.db, [user.id, user.id], { zh: '到期', en: 'due', link: '/x' });
    expect(await listNotifications(store.db, user.id)).toMatchObject({ unread: 1, items: [{ zh: '到期' }] });
    await markNotificationsRead(store.db, user.id, new Date());
    expect((await listNotifications(store.db, user.id)).unread).toBe(0);
  });

  it('hold any JSON value', async () => {
    expect(await getSetting(store.db, 'absent')).toBeUndefined();
    for (const value of [{ a: [1, null] }, 'text', 3, false]) {
      await setSetting(store.db, 'any', value, null);
      expect(await getSetting(store.db, 'any')).toEqual(value);
    }
  });
});
