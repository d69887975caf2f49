import type { RegistryRecord } from '@huanzhi/registry';
import { json } from '../database.ts';
import type { Db } from '../schema.ts';
import { firstDue } from './record-row.ts';

/**
 * Writes what the passing of time changed: light and recomputed clocks. No event and no new version: nobody
 * did anything. A record that somebody changed meanwhile is left alone, its change wrote newer values.
 */
export async function setLight(
  db: Db,
  record: Pick<RegistryRecord, 'id' | 'version' | 'light' | 'clocks'>,
): Promise<void> {
  await db
    .updateTable('record')
    .set({ light: record.light, clocks: json(record.clocks), dueOn: firstDue(record.clocks) })
    .where('id', '=', record.id)
    .where('version', '=', record.version)
    .execute();
}
