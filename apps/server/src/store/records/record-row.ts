import type { ClockState, RecordEvent, RegistryRecord } from '@huanzhi/registry';
import { json, jsonOrNull } from '../database.ts';
import { pinyinKey, pinyinSearch } from '../pinyin.ts';
import type { NewRow, Row } from '../schema.ts';

/** The record as the kernel knows it. */
export function toRecord(row: Row<'record'>): RegistryRecord {
  return {
    id: row.id,
    registry: row.registry,
    definitionVersion: row.definitionVersion,
    code: row.code,
    title: row.title,
    summary: row.summary,
    areaCode: row.areaCode,
    ownerOrg: row.ownerOrg,
    coOrgs: row.coOrgs,
    ownerUser: row.ownerUser,
    state: row.state,
    stateSince: row.stateSince,
    clocks: row.clocks,
    light: row.light,
    sensitivity: row.sensitivity,
    source: row.source,
    point: row.lng === null || row.lat === null ? null : { lng: row.lng, lat: row.lat },
    version: row.version,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    updatedBy: row.updatedBy,
    updatedAt: row.updatedAt,
    data: row.data,
  };
}

/** The columns that a change may write. `created*`, `id` and `registry` are written once, at creation. */
export function changedColumns(record: RegistryRecord) {
  return {
    definitionVersion: record.definitionVersion,
    code: record.code,
    title: record.title,
    summary: record.summary,
    areaCode: record.areaCode,
    ownerOrg: record.ownerOrg,
    coOrgs: record.coOrgs,
    ownerUser: record.ownerUser,
    state: record.state,
    stateSince: record.stateSince,
    clocks: json(record.clocks),
    light: record.light,
    sensitivity: record.sensitivity,
    source: jsonOrNull(record.source),
    lng: record.point?.lng ?? null,
    lat: record.point?.lat ?? null,
    dueOn: firstDue(record.clocks),
    search: searchText(record),
    titlePinyin: pinyinKey(record.title),
    version: record.version,
    updatedBy: record.updatedBy,
    updatedAt: record.updatedAt,
    data: json(record.data),
  } satisfies Partial<NewRow<'record'>>;
}

/** The event as the kernel knows it: exactly the members that its hash covers, and the hash. */
export function toEvent(row: Row<'recordEvent'>): RecordEvent {
  return {
    recordId: row.recordId,
    seq: row.seq,
    transition: row.transition,
    from: row.fromState,
    to: row.toState,
    actor: row.actor,
    actorName: row.actorName,
    actingFor: row.actingFor,
    at: row.at,
    opinion: row.opinion,
    diff: row.diff,
    evidence: row.evidence,
    prevHash: row.prevHash,
    hash: row.hash,
  };
}

/** Local date (UTC+8) of the running clock that is due first; null when none runs. */
export function firstDue(clocks: ClockState[]): string | null {
  const dues = clocks.filter((clock) => clock.status === 'running').map((clock) => localDate(clock.due));
  return dues.sort()[0] ?? null;
}

function localDate(due: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(due)) return due;
  return new Date(Date.parse(due) + 8 * 3_600_000).toISOString().slice(0, 10);
}

function searchText(record: RegistryRecord): string {
  return [record.code ?? '', record.title, record.summary, pinyinSearch(record.title)]
    .join('\n')
    .toLowerCase();
}
