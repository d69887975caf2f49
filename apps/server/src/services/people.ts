import type { RoleCode } from '@huanzhi/registry';
import { StoreError } from '../store/errors.ts';
import { newId } from '../store/ids.ts';
import * as orgs from '../store/people/orgs.queries.ts';
import { revokeSessions } from '../store/people/sessions.queries.ts';
import * as users from '../store/people/users.queries.ts';
import { grantableRoles, rolesGoTogether } from './access.ts';
import { type Env, forgetPeople } from './env.ts';
import { AppError } from './errors.ts';
import { rememberPassword } from './password-history.ts';
import { hashPassword, randomPassword } from './passwords.ts';
import { audit, type Origin, type Session, shownUser } from './session.ts';

/** A role as it comes over the interface: the code is not checked yet. */
export interface RequestedGrant {
  code: string;
  areaCode: string | null;
}

/** All organisations, parents first. */
export async function listOrgs(env: Env) {
  return (await orgs.listOrgs(env.store.db)).map(shownOrg);
}

function shownOrg(org: orgs.Org) {
  const { id, parentId, name, shortName, aliases, kind, areaCode, active } = org;
  return { id, parentId, name, shortName, aliases, kind, areaCode, active };
}

/** Adds an organisation. @throws AppError `org-unknown` for the parent */
export async function addOrg(env: Env, session: Session, input: orgs.OrgInput, origin: Origin) {
  const org = await orgs.addOrg(env.store.db, input, newId()).catch(orgRefusal);
  forgetPeople(env);
  await audit(env, session.user, 'org.add', org.id, { name: org.name }, origin.ip);
  return shownOrg(org);
}

/** Changes an organisation. @throws AppError `not-found`, `org-cycle` */
export async function changeOrg(
  env: Env,
  session: Session,
  id: string,
  change: Partial<orgs.OrgInput>,
  origin: Origin,
) {
  const org = await orgs.changeOrg(env.store.db, id, change).catch(orgRefusal);
  forgetPeople(env);
  await audit(env, session.user, 'org.change', id, { ...change }, origin.ip);
  return shownOrg(org);
}

function orgRefusal(error: unknown): never {
  if (error instanceof StoreError && error.code === 'invalid') throw new AppError('org-cycle');
  if (error instanceof StoreError && error.code === 'not-found') throw new AppError('org-unknown');
  throw error;
}

/** All accounts. */
export async function listUsers(env: Env) {
  return (await users.listUsers(env.store.db)).map(shownUser);
}

/**
 * Adds an account without roles: the security administrator grants them.
 * @returns the account and its first password, which is shown once and must be changed
 * @throws AppError `grant-by-security-admin`, `login-taken`, `org-unknown`
 */
export async function addUser(
  env: Env,
  session: Session,
  input: { login: string; name: string; orgId: string; roles: RequestedGrant[] },
  origin: Origin,
) {
  const { db } = env.store;
  if (input.roles.length > 0) throw new AppError('grant-by-security-admin');
  if ((await users.findUserByLogin(db, input.login)) !== undefined) throw new AppError('login-taken');
  if ((await orgs.findOrg(db, input.orgId)) === undefined) throw new AppError('org-unknown');
  const password = randomPassword();
  const user = await users.addUser(db, {
    login: input.login,
    name: input.name,
    orgId: input.orgId,
    passwordHash: await hashPassword(password),
    mustChange: true,
    roles: [],
  });
  forgetPeople(env);
  await audit(env, session.user, 'user.add', user.id, { login: user.login }, origin.ip);
  return { user: shownUser(user), password };
}

/**
 * Changes an account: its data by the system administrator, its roles by the security administrator. A
 * closed account's sessions end at once.
 * @throws AppError `forbidden` and its relatives, `roles-conflict`, `role-unknown`, `grant-to-self`
 */
export async function changeUser(
  env: Env,
  session: Session,
  id: string,
  change: {
    name?: string | undefined;
    orgId?: string | undefined;
    roles?: RequestedGrant[] | undefined;
    active?: boolean | undefined;
  },
  origin: Origin,
) {
  const { db } = env.store;
  const current = await users.findUser(db, id);
  if (current === undefined) throw new AppError('not-found');
  const { roles: requested, name, orgId, active } = change;
  const touchesAccount = name !== undefined || orgId !== undefined || active !== undefined;
  if (requested !== undefined && !session.permissions.includes('grant.manage')) {
    throw new AppError('grant-by-security-admin');
  }
  if (touchesAccount && !session.permissions.includes('user.manage')) {
    throw new AppError('account-by-system-admin');
  }
  if (orgId !== undefined && (await orgs.findOrg(db, orgId)) === undefined) throw new AppError('org-unknown');
  const roles = requested === undefined ? undefined : checkedGrants(session, id, requested);
  const user = await users.changeUser(db, id, {
    ...(name === undefined ? {} : { name }),
    ...(orgId === undefined ? {} : { orgId }),
    ...(active === undefined ? {} : { active }),
    ...(roles === undefined ? {} : { roles }),
  });
  forgetPeople(env);
  if (active === false) await revokeSessions(db, id, env.clock());
  await audit(
    env,
    session.user,
    roles === undefined ? 'user.change' : 'user.grant',
    id,
    { ...change },
    origin.ip,
  );
  return shownUser(user);
}

function checkedGrants(session: Session, userId: string, requested: RequestedGrant[]): users.RoleGrant[] {
  if (userId === session.user.id) throw new AppError('grant-to-self');
  const roles = requested.map((grant) => {
    const code = grantableRoles.find((role) => role === grant.code);
    if (code === undefined) throw new AppError('role-unknown');
    return { code, areaCode: grant.areaCode };
  });
  if (!rolesGoTogether(roles.map((role): RoleCode => role.code))) throw new AppError('roles-conflict');
  return roles;
}

/** Gives an account a new first password, ends its sessions and lifts a lock. @throws AppError `not-found` */
export async function resetPassword(env: Env, session: Session, id: string, origin: Origin) {
  const { db } = env.store;
  const user = await users.findUser(db, id);
  if (user === undefined) throw new AppError('not-found');
  const password = randomPassword();
  await rememberPassword(db, user);
  await users.setPassword(db, id, await hashPassword(password), true);
  await revokeSessions(db, id, env.clock());
  await audit(env, session.user, 'password.reset', id, {}, origin.ip);
  return { password };
}
