import {
  type Actor,
  allowedTransitions,
  isMyTurn,
  lightOf,
  maskRecord,
  type Programme,
  permissionsFor,
  type RecordEvent,
  type RegistryRecord,
} from '@huanzhi/registry';
import { listEvidence } from '../../store/records/evidence.queries.ts';
import { listLinks } from '../../store/records/links.queries.ts';
import { findRecord } from '../../store/records/list-records.queries.ts';
import { firstDue } from '../../store/records/record-row.ts';
import { history } from '../../store/records/save-record.queries.ts';
import type { Env } from '../env.ts';
import { AppError } from '../errors.ts';
import { loadOrgIndex, type OrgIndex } from '../org-index.ts';
import { userNames } from '../user-names.ts';
import { kernelContext, scopeOf } from './kernel.ts';

/** Characters of a field that a list shows; the record itself has all of them. */
const shownCharacters = 200;

/** A record as a list shows it to this actor; null when he may not read it. */
export function listRow(
  ...[env, programme, actor, record, steps, orgs]: Parameters<typeof shownRow>
): ReturnType<typeof shownRow> {
  const row = shownRow(env, programme, actor, record, steps, orgs);
  return row === null ? null : { ...row, data: listData(programme, row.data) };
}

/** What has a column of its own: no rows inside the record, of long texts the beginning. */
function listData(programme: Programme, data: Record<string, unknown>): Record<string, unknown> {
  const inner = new Set(
    programme.definition.fields.flatMap(({ type, key }) => (type === 'items' ? key : [])),
  );
  return Object.fromEntries(
    Object.entries(data)
      .filter(([key]) => !inner.has(key))
      .map(([key, value]) => [
        key,
        typeof value === 'string' && value.length > shownCharacters
          ? `${value.slice(0, shownCharacters)}…`
          : value,
      ]),
  );
}

/** What a record shows of itself to this actor, alone or in a list; null when he may not read it. */
function shownRow(
  env: Env,
  programme: Programme,
  actor: Actor,
  record: RegistryRecord,
  steps: RecordEvent[],
  orgs: OrgIndex,
) {
  const seen = maskRecord(programme, record, actor);
  if (seen === null) return null;
  const context = kernelContext(env, steps);
  return {
    id: record.id,
    registry: record.registry,
    code: record.code,
    title: record.title,
    summary: record.summary,
    areaCode: record.areaCode,
    ownerOrg: record.ownerOrg,
    ownerName: record.ownerOrg === null ? null : orgs.nameOf(record.ownerOrg),
    coOrgs: record.coOrgs,
    state: record.state,
    stateSince: record.stateSince,
    light: lightOf(programme, record, context).light,
    due: firstDue(record.clocks),
    myTurn: isMyTurn(programme, record, actor, context),
    version: record.version,
    updatedAt: record.updatedAt,
    data: seen.record.data,
  };
}

/** A record with everything that belongs to it and what the actor may do now. @throws AppError `not-found` */
export async function shownDetail(env: Env, programme: Programme, actor: Actor, record: RegistryRecord) {
  const { db } = env.store;
  const [events, evidence, links, orgs, names] = await Promise.all([
    history(db, record.id),
    listEvidence(db, record.id),
    visibleLinks(env, actor, record.id),
    loadOrgIndex(env),
    userNames(env),
  ]);
  const row = shownRow(env, programme, actor, record, events, orgs);
  const seen = maskRecord(programme, record, actor);
  if (row === null || seen === null) throw new AppError('not-found');
  const context = kernelContext(env, events);
  const definition = programme.definition;
  const editableNow = definition.editableIn.includes(record.state);
  return {
    ...row,
    definitionVersion: record.definitionVersion,
    clocks: record.clocks,
    lightReason: lightOf(programme, record, context),
    sensitivity: record.sensitivity,
    source: shownSource(record.source),
    masked: seen.masked,
    allowed: allowedTransitions(programme, record, actor, context),
    canEdit: editableNow && permissionsFor(programme, actor, record).edit,
    createdBy: names(record.createdBy),
    createdAt: record.createdAt,
    updatedBy: names(record.updatedBy),
    evidence: evidence.map((one) => ({
      id: one.id,
      fileName: one.fileName,
      mime: one.mime,
      size: one.size,
      sha256: one.sha256,
      uploadedBy: names(one.uploadedBy),
      uploadedAt: one.uploadedAt,
    })),
    links,
  };
}

/** In addresses a plan is the version in which the item stands. */
function shownSource(source: RegistryRecord['source']): RegistryRecord['source'] {
  return source?.planVersion === undefined ? source : { ...source, plan: source.planVersion };
}

/** Links whose other end the actor may read: what one may not see does not appear. */
async function visibleLinks(env: Env, actor: Actor, recordId: string) {
  const links = await listLinks(env.store.db, recordId);
  const checked = await Promise.all(
    links.map(async ({ direction: _, ...link }) => {
      const programme = env.programmes.get(link.registry);
      if (programme === undefined) return null;
      const found = await findRecord(env.store.db, link.registry, link.recordId, scopeOf(programme, actor));
      return found === undefined ? null : link;
    }),
  );
  return checked.filter((link) => link !== null);
}
