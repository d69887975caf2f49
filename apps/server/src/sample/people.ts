import { permissionsOf } from '../services/access.ts';
import type { Env } from '../services/env.ts';
import { hashPassword, randomPassword } from '../services/passwords.ts';
import type { Session } from '../services/session.ts';
import { actorOf } from '../services/session.ts';
import { addOrg } from '../store/people/orgs.queries.ts';
import { addUser, findUserByLogin, type User } from '../store/people/users.queries.ts';
import { sampleUsers } from './accounts.ts';
import { sampleDistrict, sampleOrgs } from './organisations.ts';

/** An account and its password, to be printed once. */
export interface SampleAccount {
  login: string;
  password: string;
  describe: string;
}

/** Ids of the sample's organisations by key. */
export type OrgIds = ReadonlyMap<string, string>;

/** Makes the organisations. */
export async function makeOrgs(env: Env): Promise<OrgIds> {
  const ids = new Map<string, string>();
  for (const org of sampleOrgs) {
    const made = await addOrg(env.store.db, {
      parentId: org.parent === null ? null : (ids.get(org.parent) ?? null),
      name: org.name,
      shortName: org.shortName,
      aliases: org.aliases ?? [],
      kind: org.kind,
      areaCode: org.areaCode ?? sampleDistrict.code,
      active: true,
    });
    ids.set(org.key, made.id);
  }
  return ids;
}

/**
 * Makes the accounts with random passwords. They need not be changed at first sign-in: they open nothing
 * but invented data, and whoever tries the sample signs in as several people.
 */
export async function makeAccounts(env: Env, orgs: OrgIds): Promise<SampleAccount[]> {
  const accounts: SampleAccount[] = [];
  // Hashing is slow on purpose and runs on several threads.
  const secrets = await Promise.all(
    sampleUsers.map(async () => {
      const password = randomPassword();
      return { password, passwordHash: await hashPassword(password) };
    }),
  );
  for (const [index, user] of sampleUsers.entries()) {
    const { password, passwordHash } = secrets[index] ?? { password: '', passwordHash: '' };
    const orgId = orgs.get(user.org);
    if (orgId === undefined) throw new Error(`the sample has no organisation ${user.org}`);
    const town = sampleOrgs.find((org) => org.key === user.town);
    await addUser(env.store.db, {
      login: user.login,
      name: user.name,
      orgId,
      passwordHash,
      mustChange: false,
      roles: [{ code: user.role, areaCode: town?.areaCode ?? null }],
    });
    accounts.push({ login: user.login, password, describe: `${user.role}  ${user.name}` });
  }
  return accounts;
}

/** A session of a sample account, to use services as that person would. */
export async function sessionAs(env: Env, login: string): Promise<Session> {
  const user: User | undefined = await findUserByLogin(env.store.db, login);
  if (user === undefined) throw new Error(`the sample has no account ${login}`);
  const actor = await actorOf(env, user);
  return { id: 'sample', actor, user, permissions: permissionsOf(actor), mustChange: false };
}
