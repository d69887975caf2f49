import { newId } from '../ids.ts';
import type { Db, Row } from '../schema.ts';

export type Session = Row<'session'>;

/** Starts a session. `tokenHash` is the hash of the secret in the cookie, `expiresAt` an instant. */
export function startSession(
  db: Db,
  session: { tokenHash: string; userId: string; expiresAt: string; ip: string; agent: string },
): Promise<Session> {
  return db
    .insertInto('session')
    .values({ ...session, id: newId(), revokedAt: null })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The session of a token when it is neither revoked nor past `expiresAt` at `now`. */
export function findSession(db: Db, tokenHash: string, now: Date): Promise<Session | undefined> {
  return db
    .selectFrom('session')
    .selectAll()
    .where('tokenHash', '=', tokenHash)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now.toISOString())
    .executeTakeFirst();
}

/** Notes that a session was used. */
export async function touchSession(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('session').set({ lastSeen: now.toISOString() }).where('id', '=', id).execute();
}

/** The living sessions of an account, the latest used first. */
export function listSessions(db: Db, userId: string, now: Date): Promise<Session[]> {
  return db
    .selectFrom('session')
    .selectAll()
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now.toISOString())
    .orderBy('lastSeen', 'desc')
    .execute();
}

/** Ends one session of an account; false when there was none. */
export async function revokeSession(db: Db, userId: string, id: string, now: Date): Promise<boolean> {
  const result = await db
    .updateTable('session')
    .set({ revokedAt: now.toISOString() })
    .where('id', '=', id)
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Ends every session of an account except one (a changed password, a closed account). */
export async function revokeSessions(db: Db, userId: string, now: Date, exceptId?: string): Promise<void> {
  let query = db
    .updateTable('session')
    .set({ revokedAt: now.toISOString() })
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null);
  if (exceptId !== undefined) query = query.where('id', '<>', exceptId);
  await query.execute();
}
