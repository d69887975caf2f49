import type { RoleCode } from '@huanzhi/registry';
import { type SqlBool, sql } from 'kysely';
import { inTransaction } from '../database.ts';
import { StoreError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Db, Row } from '../schema.ts';

export interface RoleGrant {
  code: RoleCode;
  areaCode: string | null;
}

/** An account with the roles that hold now. `passwordHash` never leaves the server. */
export interface User extends Row<'appUser'> {
  orgName: string;
  roles: RoleGrant[];
}

/** Accounts by login. */
export async function listUsers(db: Db): Promise<User[]> {
  const rows = await usersWithOrg(db).orderBy('appUser.login').execute();
  const roles = await rolesOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, roles: roles.get(row.id) ?? [] }));
}

/** One account, or undefined. */
export function findUser(db: Db, id: string): Promise<User | undefined> {
  return oneUser(db, 'appUser.id', id);
}

/** The account of a login in any case, or undefined. */
export function findUserByLogin(db: Db, login: string): Promise<User | undefined> {
  return oneUser(db, 'appUser.login', login.trim().toLowerCase());
}

/** Ids of the active accounts that hold a role now (in the area, when one is given). */
export async function userIdsWithRole(db: Db, role: RoleCode, areaCode?: string): Promise<string[]> {
  let query = db
    .selectFrom('userRole')
    .innerJoin('appUser', 'appUser.id', 'userRole.userId')
    .where('appUser.active', '=', true)
    .where('userRole.role', '=', role)
    .where(holdsNow())
    .select('appUser.id')
    .distinct();
  if (areaCode !== undefined) {
    query = query.where((eb) =>
      eb.or([eb('userRole.areaCode', 'is', null), eb('userRole.areaCode', '=', areaCode)]),
    );
  }
  return (await query.execute()).map((row) => row.id);
}

/** Ids of the active accounts of organisations. */
export async function userIdsOfOrgs(db: Db, orgIds: string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('appUser')
    .select('id')
    .where('active', '=', true)
    .where(sql<SqlBool>`org_id = any(${orgIds}::uuid[])`)
    .execute();
  return rows.map((row) => row.id);
}

export interface NewUser {
  login: string;
  name: string;
  orgId: string;
  passwordHash: string;
  mustChange: boolean;
  roles: RoleGrant[];
}

/** Adds an account with its roles. The login is stored in lower case. */
export function addUser(db: Db, user: NewUser, id: string = newId()): Promise<User> {
  return inTransaction(db, async (trx) => {
    const { roles, ...columns } = user;
    await trx
      .insertInto('appUser')
      .values({ ...columns, id, login: user.login.trim().toLowerCase(), lockedUntil: null })
      .execute();
    await setRoles(trx, id, roles);
    return must(await findUser(trx, id));
  });
}

/** Changes name, organisation, activity or roles. @throws StoreError `not-found` */
export function changeUser(
  db: Db,
  id: string,
  change: { name?: string; orgId?: string; active?: boolean; roles?: RoleGrant[] },
): Promise<User> {
  return inTransaction(db, async (trx) => {
    const { roles, ...columns } = change;
    if (Object.keys(columns).length > 0) {
      await trx.updateTable('appUser').set(columns).where('id', '=', id).execute();
    }
    if (roles !== undefined) await setRoles(trx, id, roles);
    return must(await findUser(trx, id));
  });
}

/** Sets a password and clears the lock. */
export async function setPassword(
  db: Db,
  id: string,
  passwordHash: string,
  mustChange: boolean,
): Promise<void> {
  await db
    .updateTable('appUser')
    .set({ passwordHash, mustChange, failedCount: 0, lockedUntil: null })
    .where('id', '=', id)
    .execute();
}

/** Counts a failed sign-in; from `limit` on the account is locked for `minutes`. Gives the count. */
export async function noteFailedLogin(db: Db, id: string, limit: number, minutes: number): Promise<number> {
  const row = await db
    .updateTable('appUser')
    .set({
      failedCount: sql<number>`failed_count + 1`,
      lockedUntil: sql<string>`case when failed_count + 1 >= ${limit}::integer
        then current_timestamp + ${minutes}::integer * interval '1 minute' else locked_until end`,
    })
    .where('id', '=', id)
    .returning('failedCount')
    .executeTakeFirst();
  return row?.failedCount ?? 0;
}

/** Clears failed sign-ins after a good one. */
export async function noteLogin(db: Db, id: string): Promise<void> {
  await db.updateTable('appUser').set({ failedCount: 0, lockedUntil: null }).where('id', '=', id).execute();
}

/** Ends the roles that are not in the list and grants the new ones; ended grants stay as a trace. */
async function setRoles(db: Db, userId: string, roles: RoleGrant[]): Promise<void> {
  const now = new Date().toISOString();
  const held = await db
    .selectFrom('userRole')
    .selectAll()
    .where('userId', '=', userId)
    .where(holdsNow())
    .execute();
  const same = (a: { role: string; areaCode: string | null }, b: RoleGrant) =>
    a.role === b.code && a.areaCode === b.areaCode;
  for (const grant of held.filter((row) => !roles.some((role) => same(row, role)))) {
    await db.updateTable('userRole').set({ validTo: now }).where('id', '=', grant.id).execute();
  }
  const missing = roles.filter((role) => !held.some((row) => same(row, role)));
  if (missing.length > 0) {
    await db
      .insertInto('userRole')
      .values(
        missing.map((role) => ({
          id: newId(),
          userId,
          role: role.code,
          areaCode: role.areaCode,
          validFrom: now,
          validTo: null,
        })),
      )
      .execute();
  }
}

function usersWithOrg(db: Db) {
  return db
    .selectFrom('appUser')
    .innerJoin('org', 'org.id', 'appUser.orgId')
    .selectAll('appUser')
    .select('org.name as orgName');
}

async function oneUser(
  db: Db,
  column: 'appUser.id' | 'appUser.login',
  value: string,
): Promise<User | undefined> {
  const row = await usersWithOrg(db).where(column, '=', value).executeTakeFirst();
  if (row === undefined) return undefined;
  const roles = await rolesOf(db, [row.id]);
  return { ...row, roles: roles.get(row.id) ?? [] };
}

async function rolesOf(db: Db, userIds: string[]): Promise<Map<string, RoleGrant[]>> {
  const rows = await db
    .selectFrom('userRole')
    .select(['userId', 'role as code', 'areaCode'])
    .where(sql<SqlBool>`user_id = any(${userIds}::uuid[])`)
    .where(holdsNow())
    .orderBy('id')
    .execute();
  const byUser = new Map<string, RoleGrant[]>();
  for (const { userId, ...grant } of rows) byUser.set(userId, [...(byUser.get(userId) ?? []), grant]);
  return byUser;
}

/** Compared with the clock of the application, which also wrote the dates. */
function holdsNow() {
  const now = new Date().toISOString();
  return sql<SqlBool>`valid_from <= ${now}::timestamptz and (valid_to is null or valid_to > ${now}::timestamptz)`;
}

function must(user: User | undefined): User {
  if (user === undefined) throw new StoreError('not-found', 'There is no such account.');
  return user;
}
