import { beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/index.ts';
import { addOrg, changeOrg, listOrgs, type OrgInput } from '../../src/store/people/orgs.queries.ts';
import { findSession, revokeSessions, startSession } from '../../src/store/people/sessions.queries.ts';
import {
  addUser,
  changeUser,
  findUserByLogin,
  noteFailedLogin,
  noteLogin,
  userIdsWithRole,
} from '../../src/store/people/users.queries.ts';
import { freshStore } from './fresh-database.ts';

let store: Store;
beforeAll(async () => {
  ({ store } = await freshStore());
});

const org = (name: string, parentId: string | null): OrgInput => ({
  parentId,
  name,
  shortName: name,
  aliases: [],
  kind: 'department',
  areaCode: '310107',
  active: true,
});

describe('organisations', () => {
  it('stand in a tree that can be rearranged, in the order of pinyin', async () => {
    const root = await addOrg(store.db, org('普陀区', null));
    const water = await addOrg(store.db, org('水务局', root.id));
    const office = await addOrg(store.db, org('河长办', water.id));
    const parks = await addOrg(store.db, org('绿化局', root.id));
    expect((await listOrgs(store.db)).map((row) => row.name)).toEqual([
      '普陀区',
      '绿化局',
      '水务局',
      '河长办',
    ]);
    await changeOrg(store.db, water.id, { parentId: parks.id });
    await expect(changeOrg(store.db, parks.id, { parentId: office.id })).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(addOrg(store.db, org('水务局', root.id))).rejects.toMatchObject({ code: 'duplicate' });
  });
});

describe('accounts', () => {
  it('are found in any case, keep the trace of roles, and are locked after failures', async () => {
    const home = await addOrg(store.db, org('生态环境局', null));
    const user = await addUser(store.db, {
      login: 'Wang.Fang',
      name: '测试员',
      orgId: home.id,
      passwordHash: 'x',
      mustChange: true,
      roles: [{ code: 'COORD', areaCode: null }],
    });
    expect((await findUserByLogin(store.db, ' WANG.fang'))?.id).toBe(user.id);
    const changed = await changeUser(store.db, user.id, { roles: [{ code: 'DEPT', areaCode: '310107005' }] });
    expect(changed.roles).toEqual([{ code: 'DEPT', areaCode: '310107005' }]);
    const grants = await store.db.selectFrom('userRole').selectAll().where('userId', '=', user.id).execute();
    expect(grants.map((grant) => [grant.role, grant.validTo === null]).sort()).toEqual([
      ['COORD', false],
      ['DEPT', true],
    ]);
    expect(await userIdsWithRole(store.db, 'DEPT', '310107103')).toEqual([]);
    expect(await userIdsWithRole(store.db, 'DEPT', '310107005')).toEqual([user.id]);

    expect(await noteFailedLogin(store.db, user.id, 2, 15)).toBe(1);
    expect((await findUserByLogin(store.db, 'wang.fang'))?.lockedUntil).toBeNull();
    expect(await noteFailedLogin(store.db, user.id, 2, 15)).toBe(2);
    expect((await findUserByLogin(store.db, 'wang.fang'))?.lockedUntil).not.toBeNull();
    await noteLogin(store.db, user.id);
    expect(await findUserByLogin(store.db, 'wang.fang')).toMatchObject({ lockedUntil: null, failedCount: 0 });
  });

  it('have sessions that end by time or by revocation', async () => {
    const [user] = await store.db.selectFrom('appUser').select('id').execute();
    const base = { userId: user?.id ?? '', expiresAt: '2026-03-02T10:00:00.000Z', ip: '', agent: '' };
    const kept = await startSession(store.db, { ...base, tokenHash: 'one' });
    await startSession(store.db, { ...base, tokenHash: 'two' });
    const [before, after] = [new Date('2026-03-02T09:59:59Z'), new Date('2026-03-02T10:00:00Z')];
    expect((await findSession(store.db, 'one', before))?.id).toBe(kept.id);
    expect(await findSession(store.db, 'one', after)).toBeUndefined();
    await revokeSessions(store.db, base.userId, before, kept.id);
    expect(await findSession(store.db, 'two', before)).toBeUndefined();
    expect((await findSession(store.db, 'one', before))?.id).toBe(kept.id);
  });
});
