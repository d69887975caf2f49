import type { Db } from '../store/index.ts';
import type { User } from '../store/people/users.queries.ts';
import { getSetting, setSetting } from '../store/settings.queries.ts';
import type { Env } from './env.ts';
import { AppError } from './errors.ts';
import { isStrongPassword, verifyPassword } from './passwords.ts';

/** Workflows §19 no. 2. */
const remembered = 5;

const keyOf = (user: Pick<User, 'id'>) => `password-history.${user.id}`;

async function earlierHashes(db: Db, user: Pick<User, 'id'>): Promise<string[]> {
  const stored = await getSetting(db, keyOf(user));
  return Array.isArray(stored) ? stored.filter((hash) => typeof hash === 'string') : [];
}

/**
 * Refuses a new password that is weak or one of the last five.
 * @throws AppError `password-weak`, `password-reused`
 */
export async function checkNewPassword(env: Env, user: User, next: string): Promise<void> {
  if (!isStrongPassword(next, user.login)) throw new AppError('password-weak');
  const hashes = [user.passwordHash, ...(await earlierHashes(env.store.db, user))].slice(0, remembered);
  for (const hash of hashes) {
    if (await verifyPassword(next, hash)) throw new AppError('password-reused');
  }
}

/** Keeps the hash of the password that is being replaced. */
export async function rememberPassword(db: Db, user: User): Promise<void> {
  const hashes = [user.passwordHash, ...(await earlierHashes(db, user))].slice(0, remembered - 1);
  await setSetting(db, keyOf(user), hashes, user.id);
}
