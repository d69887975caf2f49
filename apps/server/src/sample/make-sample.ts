import { type Env, forgetPeople } from '../services/env.ts';
import { inTransaction } from '../store/database.ts';
import { setSetting } from '../store/settings.queries.ts';
import { makePlans } from './make-plans.ts';
import { makeValues } from './make-values.ts';
import { makeAccounts, makeOrgs, type SampleAccount, sessionAs } from './people.ts';
import { runTasks, type SampleStaff } from './run-tasks.ts';
import { at, daysBefore } from './sample-time.ts';

export type { SampleAccount } from './people.ts';

/** Clerk and head of the units that act in the sample. */
const staffed = [
  ['bureau', 'bureau-head'],
  ['water', 'water-head'],
  ['green', 'green-head'],
  ['build', 'build-head'],
  ['market', 'market-head'],
] as const;

/** The documents are written for the year in which these days ago lie. */
const plansSince = 60;

/**
 * Fills an empty installation with the sample district in one transaction: a start that is killed leaves
 * nothing, and the next one begins anew. Everything goes through the services that pages use.
 * @returns the accounts with their passwords, which stand nowhere else
 */
export function makeSample(env: Env): Promise<SampleAccount[]> {
  return inTransaction(env.store.db, async (trx) => {
    const store = {
      ...env.store,
      db: trx,
      transaction: <T>(fn: (inner: typeof trx) => Promise<T>) => fn(trx),
    };
    const inside: Env = { ...env, store, sample: true };
    const orgs = await makeOrgs(inside);
    const accounts = await makeAccounts(inside, orgs);
    forgetPeople(inside);
    const coord = await sessionAs(inside, 'coord');
    const plans = await makePlans(at(inside, daysBefore(env.clock(), plansSince)), coord);
    await runTasks(inside, plans, await staffOf(inside, coord));
    await makeValues(inside, coord);
    await setSetting(trx, 'sample', true, null);
    return accounts;
  });
}

async function staffOf(env: Env, coord: SampleStaff['coord']): Promise<SampleStaff> {
  const units = new Map<string, { clerk: typeof coord; head: typeof coord }>();
  for (const [clerkLogin, headLogin] of staffed) {
    const clerk = await sessionAs(env, clerkLogin);
    units.set(clerk.user.orgId, { clerk, head: await sessionAs(env, headLogin) });
  }
  return { coord, units };
}
