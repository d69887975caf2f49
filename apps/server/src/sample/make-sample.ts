import type { Env } from '../services/env.ts';
import { inTransaction } from '../store/database.ts';
import { setSetting } from '../store/settings.queries.ts';
import { makeAccounts, makeOrgs, type SampleAccount } from './people.ts';

export type { SampleAccount } from './people.ts';

/**
 * Fills an empty installation with the sample district in one transaction: a start that is killed leaves
 * nothing, and the next one begins anew.
 * @returns the accounts with their passwords, which stand nowhere else
 */
export function makeSample(env: Env): Promise<SampleAccount[]> {
  return inTransaction(env.store.db, async (trx) => {
    const inside: Env = { ...env, store: { ...env.store, db: trx, transaction: (fn) => fn(trx) }, sample: true };
    const orgs = await makeOrgs(inside);
    const accounts = await makeAccounts(inside, orgs);
    await setSetting(trx, 'sample', true, null);
    return accounts;
  });
}
