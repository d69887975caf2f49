import type { Env } from '../services/env.ts';
import { hashPassword, randomPassword } from '../services/passwords.ts';
import { inTransaction } from '../store/database.ts';
import { addOrg } from '../store/people/orgs.queries.ts';
import { addUser } from '../store/people/users.queries.ts';
import type { SampleAccount } from './people.ts';

/**
 * An empty installation gets its district, to be renamed, and the accounts of the system and the security
 * administrator, who make everybody else: one alone could not grant a role.
 */
export function makeFirstAccounts(env: Env): Promise<SampleAccount[]> {
  return inTransaction(env.store.db, async (trx) => {
    const org = await addOrg(trx, {
      parentId: null,
      name: '本区',
      shortName: '本区',
      aliases: [],
      kind: 'district',
      areaCode: '000000',
      active: true,
    });
    const accounts: SampleAccount[] = [];
    for (const [login, name, code] of [
      ['sysadmin', '系统管理员', 'SYSA'],
      ['secadmin', '安全管理员', 'SECA'],
    ] as const) {
      const password = randomPassword();
      await addUser(trx, {
        login,
        name,
        orgId: org.id,
        passwordHash: await hashPassword(password),
        mustChange: true,
        roles: [{ code, areaCode: null }],
      });
      accounts.push({ login, password, describe: `${code}  ${name}` });
    }
    return accounts;
  });
}
