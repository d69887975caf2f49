import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '@huanzhi/registry';
import { appendAudit } from '../store/audit/audit-log.queries.ts';
import { inTransaction } from '../store/database.ts';
import * as sessions from '../store/people/sessions.queries.ts';
import * as users from '../store/people/users.queries.ts';
import { type Permission, permissionsOf } from './access.ts';
import { district } from './district.ts';
import type { Env } from './env.ts';
import { AppError } from './errors.ts';
import { loadOrgIndex } from './org-index.ts';
import { checkNewPassword, rememberPassword } from './password-history.ts';
import { hashPassword, spendVerification, verifyPassword } from './passwords.ts';

/** Workflows §19 no. 3. */
export const sessionLimits = { idleMinutes: 15, absoluteHours: 8, failures: 5, lockMinutes: 15 };
/** `lastSeen` is written at most this often. */
const touchSeconds = 30;

/** Who is asking: an account with a living session. */
export interface Session {
  id: string;
  actor: Actor;
  user: users.User;
  permissions: Permission[];
  mustChange: boolean;
}

/** Where a request came from, for the log. */
export interface Origin {
  ip: string;
  agent: string;
}

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * Signs in. Account unknown, closed, locked and password wrong cost the same time.
 * @returns the token for the cookie; it is stored only as a hash
 * @throws AppError `sign-in-failed`, `account-locked`
 */
export async function signIn(
  env: Env,
  credentials: { login: string; password: string },
  origin: Origin,
): Promise<{ token: string; session: Session }> {
  const { db } = env.store;
  const now = env.clock();
  const user = await users.findUserByLogin(db, credentials.login);
  const refuse = async (code: 'sign-in-failed' | 'account-locked', reason: string): Promise<never> => {
    await appendAudit(
      db,
      {
        actor: user?.id ?? null,
        actorName: user?.name ?? '',
        action: 'session.login',
        object: user?.id ?? credentials.login.slice(0, 100),
        detail: { reason },
        ip: origin.ip,
        result: 'refused',
      },
      now,
    );
    throw new AppError(code);
  };
  if (user === undefined || !user.active) {
    await spendVerification(credentials.password);
    return refuse('sign-in-failed', user === undefined ? 'unknown' : 'closed');
  }
  if (user.lockedUntil !== null && new Date(user.lockedUntil) > now) {
    await spendVerification(credentials.password);
    return refuse('account-locked', 'locked');
  }
  if (user.lockedUntil !== null) await users.noteLogin(db, user.id);
  if (!(await verifyPassword(credentials.password, user.passwordHash))) {
    const failures = await users.noteFailedLogin(
      db,
      user.id,
      sessionLimits.failures,
      sessionLimits.lockMinutes,
    );
    return failures >= sessionLimits.failures
      ? refuse('account-locked', 'failures')
      : refuse('sign-in-failed', 'password');
  }
  await users.noteLogin(db, user.id);
  const token = randomBytes(32).toString('base64url');
  const row = await sessions.startSession(db, {
    tokenHash: hashToken(token),
    userId: user.id,
    expiresAt: new Date(now.getTime() + sessionLimits.absoluteHours * 3_600_000).toISOString(),
    ip: origin.ip,
    agent: origin.agent,
  });
  await sessions.touchSession(db, row.id, now);
  await audit(env, user, 'session.login', user.id, {}, origin.ip);
  return { token, session: await sessionOf(env, row.id, user) };
}

/** The living session of a cookie's token; null when it was ended, timed out, or its account was closed. */
export async function findSession(env: Env, token: string): Promise<Session | null> {
  const { db } = env.store;
  const now = env.clock();
  const row = await sessions.findSession(db, hashToken(token), now);
  if (row === undefined) return null;
  const idle = now.getTime() - new Date(row.lastSeen).getTime();
  if (idle > sessionLimits.idleMinutes * 60_000) return null;
  const user = await users.findUser(db, row.userId);
  if (user === undefined || !user.active) return null;
  if (idle > touchSeconds * 1000) await sessions.touchSession(db, row.id, now);
  return sessionOf(env, row.id, user);
}

/** The actor that an account is for the kernel: its roles, its organisation and everything below. */
export async function actorOf(env: Env, user: users.User): Promise<Actor> {
  return {
    userId: user.id,
    name: user.name,
    orgId: user.orgId,
    orgIds: (await loadOrgIndex(env)).idsBelow(user.orgId),
    roles: user.roles,
  };
}

async function sessionOf(env: Env, id: string, user: users.User): Promise<Session> {
  const actor = await actorOf(env, user);
  return { id, actor, user, permissions: permissionsOf(actor), mustChange: user.mustChange };
}

/** Ends the session that the request came with. */
export async function signOut(env: Env, session: Session, origin: Origin): Promise<void> {
  await sessions.revokeSession(env.store.db, session.user.id, session.id, env.clock());
  await audit(env, session.user, 'session.logout', session.user.id, {}, origin.ip);
}

/**
 * Changes the own password; every other session of the account ends.
 * @throws AppError `password-wrong`, `password-weak`, `password-reused`
 */
export async function changeOwnPassword(
  env: Env,
  session: Session,
  passwords: { current: string; next: string },
  origin: Origin,
): Promise<void> {
  const { db } = env.store;
  const { user } = session;
  if (!(await verifyPassword(passwords.current, user.passwordHash))) throw new AppError('password-wrong');
  await checkNewPassword(env, user, passwords.next);
  const hash = await hashPassword(passwords.next);
  await inTransaction(db, async (trx) => {
    await rememberPassword(trx, user);
    await users.setPassword(trx, user.id, hash, false);
    await sessions.revokeSessions(trx, user.id, env.clock(), session.id);
  });
  await audit(env, user, 'password.change', user.id, {}, origin.ip);
}

/** The living sessions of the account. */
export async function ownSessions(env: Env, session: Session) {
  const rows = await sessions.listSessions(env.store.db, session.user.id, env.clock());
  return rows.map(({ id, createdAt, lastSeen, ip, agent }) => ({
    id,
    createdAt,
    lastSeen,
    ip,
    agent,
    current: id === session.id,
  }));
}

/** Ends one session of the account. @throws AppError `not-found` */
export async function endOwnSession(env: Env, session: Session, id: string, origin: Origin): Promise<void> {
  if (!(await sessions.revokeSession(env.store.db, session.user.id, id, env.clock()))) {
    throw new AppError('not-found');
  }
  await audit(env, session.user, 'session.revoke', id, {}, origin.ip);
}

/** What the pages know about the person: never the hash, never a lock. */
export async function describeMe(env: Env, session: Session) {
  return {
    ...shownUser(session.user),
    can: session.permissions,
    sample: env.sample,
    district: await district(env),
  };
}

/** An account as the interface shows it. */
export function shownUser(user: users.User) {
  return {
    id: user.id,
    login: user.login,
    name: user.name,
    orgId: user.orgId,
    orgName: user.orgName,
    roles: user.roles,
    active: user.active,
    mustChangePassword: user.mustChange,
  };
}

/** Writes one line of the security log for somebody who is known. */
export async function audit(
  env: Env,
  user: { id: string; name: string },
  action: string,
  object: string,
  detail: Record<string, unknown>,
  ip: string,
  result: 'ok' | 'refused' = 'ok',
): Promise<void> {
  await appendAudit(
    env.store.db,
    { actor: user.id, actorName: user.name, action, object, detail, ip, result },
    env.clock(),
  );
}
