import * as auditLog from '../../services/audit-log.ts';
import type { Env } from '../../services/env.ts';
import * as people from '../../services/people.ts';
import type { Handlers } from '../call.ts';

/** Organisations, accounts and the security log. */
export function adminHandlers(
  env: Env,
): Handlers<
  | 'orgs'
  | 'saveOrg'
  | 'changeOrg'
  | 'users'
  | 'addUser'
  | 'changeUser'
  | 'resetPassword'
  | 'auditLog'
  | 'auditVerify'
> {
  return {
    orgs: async () => ({ items: await people.listOrgs(env) }),
    saveOrg: ({ session, body, origin }) => people.addOrg(env, session, body, origin),
    changeOrg: ({ session, params, body, origin }) =>
      people.changeOrg(env, session, params.id, defined(body), origin),
    users: async () => ({ items: await people.listUsers(env) }),
    addUser: ({ session, body, origin }) => people.addUser(env, session, body, origin),
    changeUser: ({ session, params, body, origin }) =>
      people.changeUser(env, session, params.id, body, origin),
    resetPassword: ({ session, params, origin }) => people.resetPassword(env, session, params.id, origin),
    auditLog: ({ query }) => auditLog.listAuditLog(env, query.after ?? null),
    auditVerify: ({ session, origin }) => auditLog.verifyHistory(env, session, origin),
  };
}

/** Without the members that were sent as `undefined`. */
function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
