import type { entryRoutes } from '@huanzhi/contract';
import type { Env } from '../../services/env.ts';
import { commitEntry, previewEntry } from '../../services/monitoring/entry/entry.ts';
import { entrySheet } from '../../services/monitoring/entry/entry-sheet.ts';
import type { Handlers } from '../call.ts';

/** Handlers of typing measurements in. */
export function entryHandlers(env: Env): Handlers<keyof typeof entryRoutes> {
  return {
    entrySheet: ({ session, query }) => entrySheet(env, session, query),
    previewEntry: ({ session, body }) => previewEntry(env, session, body),
    commitEntry: ({ session, body, origin }) => commitEntry(env, session, body, origin),
  };
}
