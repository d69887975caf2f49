import { exportRecords } from '../../reports/export-records.ts';
import { exportPlan, exportTargets } from '../../reports/export-targets.ts';
import { importTemplate, rejectedRows } from '../../reports/import-files.ts';
import type { Env } from '../../services/env.ts';
import * as imports from '../../services/imports/imports.ts';
import { withdrawImport } from '../../services/imports/withdraw-import.ts';
import type { Handlers } from '../call.ts';

/** Tables out and tables in. */
export function tableHandlers(
  env: Env,
): Handlers<
  | 'exportRecords'
  | 'exportPlan'
  | 'exportTargets'
  | 'importTemplate'
  | 'importUpload'
  | 'importBatch'
  | 'importMapping'
  | 'importCommit'
  | 'importWithdraw'
  | 'importRejected'
> {
  return {
    exportRecords: ({ session, params, query, origin }) =>
      exportRecords(env, session, params.registry, query, origin),
    exportPlan: ({ session, params, origin }) => exportPlan(env, session, params.id, origin),
    exportTargets: ({ session, query, origin }) => exportTargets(env, session, query, origin),
    importTemplate: ({ session, params }) => importTemplate(env, session, params.registry),
    importUpload: ({ session, params, files }) =>
      imports.uploadImport(env, session, params.registry, files()),
    importBatch: ({ session, params }) => imports.readImport(env, session, params.id),
    importMapping: ({ session, params, body }) => imports.remap(env, session, params.id, body.mapping),
    importCommit: ({ session, params, origin }) => imports.commitImport(env, session, params.id, origin),
    importWithdraw: ({ session, params, origin }) => withdrawImport(env, session, params.id, origin),
    importRejected: ({ session, params }) => rejectedRows(env, session, params.id),
  };
}
