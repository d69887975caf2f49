import { listUserNames } from '../store/people/user-names.queries.ts';
import type { Env } from './env.ts';

/** Names of accounts by id; `系统` for the engine, the id itself for what is no account. */
export function userNames(env: Env): Promise<(id: string) => string> {
  env.kept.names ??= readNames(env).catch((error: unknown) => {
    env.kept.names = null;
    throw error;
  });
  return env.kept.names;
}

async function readNames(env: Env): Promise<(id: string) => string> {
  const names = new Map((await listUserNames(env.store.db)).map((user) => [user.id, user.name]));
  return (id) => (id === 'system' ? '系统' : (names.get(id) ?? id));
}
