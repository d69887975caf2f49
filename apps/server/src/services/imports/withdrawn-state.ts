import {
  type Actor,
  lightOf,
  type Programme,
  type RecordEvent,
  type RegistryRecord,
} from '@huanzhi/registry';
import type { RecordChange } from '../../store/records/save-record.queries.ts';
import type { Env } from '../env.ts';
import { AppError } from '../errors.ts';
import { kernelContext } from '../records/kernel.ts';

const envelope = ['title', 'summary', 'areaCode', 'ownerOrg', 'coOrgs', 'ownerUser'] as const;

/**
 * The record as it was before its last event, with the event that says so. A record that the import made
 * goes to an end state: nothing is deleted.
 * @throws AppError `import-state` when the step moved state or clocks, or the registry has no end for it
 */
export function withdrawnState(
  env: Env,
  programme: Programme,
  actor: Actor,
  current: RegistryRecord,
  events: RecordEvent[],
  wasNew: boolean,
): ReturnType<RecordChange['change']> {
  const last = events.at(-1);
  if (last === undefined) throw new AppError('import-state');
  const at = env.clock().toISOString();
  const back = wasNew ? ended(programme, current, at) : reversed(current, last);
  const record = { ...back, updatedBy: actor.userId, updatedAt: at };
  record.light = lightOf(programme, record, kernelContext(env, events)).light;
  return {
    record,
    event: {
      recordId: current.id,
      transition: 'withdraw-import',
      from: current.state,
      to: record.state,
      actor: actor.userId,
      actorName: actor.name,
      actingFor: null,
      at,
      opinion: '撤回表格导入',
      diff: wasNew
        ? []
        : last.diff.map(({ path, before, after }) => ({ path, before: after, after: before })),
      evidence: [],
    },
  };
}

function ended(programme: Programme, current: RegistryRecord, at: string): RegistryRecord {
  const end = programme.definition.states.find((state) => state.kind === 'void');
  if (end === undefined) throw new AppError('import-state');
  return { ...current, state: end.key, stateSince: at };
}

function reversed(current: RegistryRecord, last: RecordEvent): RegistryRecord {
  if (last.from !== last.to || last.diff.some((change) => change.path.startsWith('clocks.'))) {
    throw new AppError('import-state');
  }
  const data = { ...current.data };
  const changed: Partial<RegistryRecord> = {};
  for (const { path, before } of last.diff) {
    const key = path.replace(/^data\./, '');
    const own = envelope.find((name) => name === path);
    if (own !== undefined) Object.assign(changed, { [own]: before });
    else if (before === null) delete data[key];
    else data[key] = before;
  }
  return { ...current, ...changed, data };
}
