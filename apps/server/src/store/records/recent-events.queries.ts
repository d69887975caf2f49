import type { Db } from '../schema.ts';
import { inScope, type RecordScope } from './scope.queries.ts';

/** A step on a record, as a list of news shows it. */
export interface RecentEvent {
  recordId: string;
  registry: string;
  title: string;
  transition: string;
  actorName: string;
  at: string;
}

/** The last steps on records of a registry that the scope shows, the latest first. */
export function recentEvents(
  db: Db,
  filter: { registry: string; scope: RecordScope; limit: number },
): Promise<RecentEvent[]> {
  return db
    .selectFrom('record')
    .innerJoin('recordEvent', (join) =>
      join.onRef('recordEvent.recordId', '=', 'record.id').onRef('recordEvent.seq', '=', 'record.headSeq'),
    )
    .select([
      'record.id as recordId',
      'record.registry',
      'record.title',
      'recordEvent.transition',
      'recordEvent.actorName',
      'recordEvent.at',
    ])
    .where('record.registry', '=', filter.registry)
    .where((eb) => inScope(eb as never, filter.scope))
    .orderBy('record.updatedAt', 'desc')
    .orderBy('record.id', 'desc')
    .limit(filter.limit)
    .execute();
}
