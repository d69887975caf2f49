import type { Env } from '../../services/env.ts';
import * as session from '../../services/session.ts';
import type { Handlers } from '../call.ts';

/** Sign-in and what belongs to the own account. */
export function sessionHandlers(
  env: Env,
): Handlers<'login' | 'logout' | 'me' | 'changePassword' | 'mySessions' | 'revokeSession'> {
  return {
    async login({ body, origin, setSessionCookie }) {
      const { token, session: started } = await session.signIn(env, body, origin);
      setSessionCookie(token);
      return session.describeMe(env, started);
    },
    async logout({ session: current, origin, clearSessionCookie }) {
      await session.signOut(env, current, origin);
      clearSessionCookie();
      return {};
    },
    me: ({ session: current }) => session.describeMe(env, current),
    async changePassword({ session: current, body, origin }) {
      await session.changeOwnPassword(env, current, body, origin);
      return {};
    },
    mySessions: async ({ session: current }) => ({ items: await session.ownSessions(env, current) }),
    async revokeSession({ session: current, params, origin }) {
      await session.endOwnSession(env, current, params.id, origin);
      return {};
    },
  };
}
