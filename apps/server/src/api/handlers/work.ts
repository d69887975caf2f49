import type { Env } from '../../services/env.ts';
import { listNotifications, readNotifications } from '../../services/notifications.ts';
import { search } from '../../services/search.ts';
import { workbench } from '../../services/workbench.ts';
import type { Handlers } from '../call.ts';

/** What a person sees first: own work, search, messages. */
export function workHandlers(
  env: Env,
): Handlers<'workbench' | 'search' | 'notifications' | 'readNotifications'> {
  return {
    workbench: ({ session }) => workbench(env, session),
    search: ({ session, query }) => search(env, session, query.q),
    notifications: ({ session }) => listNotifications(env, session),
    async readNotifications({ session }) {
      await readNotifications(env, session);
      return {};
    },
  };
}
