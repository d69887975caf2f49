import type { RecordEvent } from '@huanzhi/registry';
import { type SqlBool, sql } from 'kysely';
import type { Db } from '../schema.ts';

/**
 * Who did which step on many records, for the four-eyes rule and "my turn" of a list: events without
 * differences, evidence and hashes, which lists do not need.
 */
export async function stepsOf(db: Db, recordIds: string[]): Promise<Map<string, RecordEvent[]>> {
  const steps = new Map<string, RecordEvent[]>();
  if (recordIds.length === 0) return steps;
  const rows = await db
    .selectFrom('recordEvent')
    .select([
      'recordId',
      'seq',
      'transition',
      'fromState',
      'toState',
      'actor',
      'actorName',
      'actingFor',
      'at',
    ])
    .where(sql<SqlBool>`record_id = any(${recordIds}::uuid[])`)
    .orderBy('recordId')
    .orderBy('seq')
    .execute();
  for (const { fromState, toState, ...row } of rows) {
    const step = {
      ...row,
      from: fromState,
      to: toState,
      opinion: '',
      diff: [],
      evidence: [],
      prevHash: '',
      hash: '',
    };
    const list = steps.get(row.recordId);
    if (list === undefined) steps.set(row.recordId, [step]);
    else list.push(step);
  }
  return steps;
}
