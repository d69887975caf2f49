import type { Answer, Params } from '@huanzhi/contract';
import { type AuditEntry, listAuditOf } from '../../../store/audit/audit-log.queries.ts';
import type { Env } from '../../env.ts';
import { loadOrgIndex } from '../../org-index.ts';
import type { Session } from '../../session.ts';
import { siteFor } from '../sites/own-sites.ts';
import { changedFields } from './changed-fields.ts';

type Changes = Answer<'siteChanges'>;

const shownAtMost = 100;

const siteActions = [
  'site.add',
  'site.change',
  'site.factor',
  'site.factor.end',
  'site.limit',
  'site.limit.end',
  'site.rebuild',
  'water.note',
];

const settingActions: Readonly<Record<Params<'settingChanges'>['key'], readonly string[]>> = {
  'map.base': ['map.base'],
  'monitoring.water': ['water.settings'],
};

/** Who changed a site, newest first; not from where: addresses are for the auditor. @throws AppError `not-found` */
export async function siteChanges(env: Env, session: Session, id: number): Promise<Changes> {
  await siteFor(env, session, id);
  return changesOf(env, String(id), siteActions);
}

/** Who changed a setting, newest first. */
export function settingChanges(env: Env, key: Params<'settingChanges'>['key']): Promise<Changes> {
  return changesOf(env, key, settingActions[key]);
}

async function changesOf(env: Env, object: string, actions: readonly string[]): Promise<Changes> {
  const [entries, orgs] = await Promise.all([
    listAuditOf(env.store.db, { object, actions, limit: shownAtMost + 1 }),
    loadOrgIndex(env),
  ]);
  return {
    items: entries.slice(0, shownAtMost).map((entry: AuditEntry) => ({
      seq: entry.seq,
      at: entry.at,
      by: entry.actorName,
      action: entry.action,
      fields: changedFields(entry.detail, (id) => orgs.nameOf(id)),
    })),
    more: entries.length > shownAtMost,
  };
}
