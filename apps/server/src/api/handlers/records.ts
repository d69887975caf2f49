import type { Env } from '../../services/env.ts';
import * as change from '../../services/records/change-records.ts';
import * as evidence from '../../services/records/evidence.ts';
import * as read from '../../services/records/read-records.ts';
import type { Handlers } from '../call.ts';

/** Lists, details and steps of records of every registry. */
export function recordHandlers(
  env: Env,
): Handlers<
  | 'registries'
  | 'records'
  | 'createRecord'
  | 'record'
  | 'editRecord'
  | 'transition'
  | 'history'
  | 'uploadEvidence'
  | 'evidenceFile'
> {
  return {
    registries: async ({ session }) => ({ items: await read.listRegistries(env, session) }),
    records: ({ session, params, query }) => read.pageOfRecords(env, session, params.registry, query),
    createRecord: ({ session, params, body }) => change.createByHand(env, session, params.registry, body),
    record: ({ session, params }) => read.readRecord(env, session, params.registry, params.id),
    editRecord: ({ session, params, body }) =>
      change.editByHand(env, session, params.registry, params.id, body),
    transition: ({ session, params, body }) =>
      change.actOnRecord(env, session, params.registry, params.id, params.name, body),
    history: ({ session, params }) => read.readHistory(env, session, params.registry, params.id),
    uploadEvidence: ({ session, params, files }) =>
      evidence.attachEvidence(env, session, params.registry, params.id, files()),
    evidenceFile: ({ session, params, origin }) => evidence.openEvidence(env, session, params.id, origin),
  };
}
