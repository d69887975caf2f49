import type { RecordEvent, RegistryRecord } from '@huanzhi/registry';
import { newId } from '../../src/store/ids.ts';
import type { RecordChange, RecordCreation } from '../../src/store/records/save-record.queries.ts';

const start = '2026-03-02T01:00:00.000Z';

/** The first state of a record of the registry `task`. */
export function creation(idempotencyKey: string, changes: Partial<RegistryRecord> = {}): RecordCreation {
  const id = changes.id ?? newId();
  const record: RegistryRecord = {
    id,
    registry: 'task',
    definitionVersion: 1,
    code: null,
    title: '建设雨水调蓄池',
    summary: '',
    areaCode: '310107',
    ownerOrg: null,
    coOrgs: [],
    ownerUser: null,
    state: 'draft',
    stateSince: start,
    clocks: [],
    light: 'grey',
    sensitivity: 'P3',
    source: null,
    point: null,
    version: 1,
    createdBy: 'u1',
    createdAt: start,
    updatedBy: 'u1',
    updatedAt: start,
    data: { progress: 0 },
    ...changes,
  };
  return { record, event: eventOf(record, null, 'create'), idempotencyKey };
}

/** A change that raises `data.progress` by one and leads to `to`. */
export function progress(recordId: string, idempotencyKey: string, to = 'running'): RecordChange {
  return {
    registry: 'task',
    recordId,
    idempotencyKey,
    change: (current) => {
      const record = {
        ...current,
        state: to,
        data: { ...current.data, progress: Number(current.data.progress) + 1 },
      };
      return { record, event: eventOf(record, current.state, 'report') };
    },
  };
}

function eventOf(
  record: RegistryRecord,
  from: string | null,
  transition: string,
): Omit<RecordEvent, 'seq' | 'prevHash' | 'hash'> {
  return {
    recordId: record.id,
    transition,
    from,
    to: record.state,
    actor: 'u1',
    actorName: '测试员',
    actingFor: null,
    at: '2026-03-02T09:00:00+08:00',
    opinion: '按期',
    diff: [{ path: 'data.progress', before: null, after: record.data.progress }],
    evidence: [],
  };
}
