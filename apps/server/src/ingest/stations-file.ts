import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigError } from '../config.ts';
import type { Store } from '../store/index.ts';
import { saveStation } from '../store/readings/stations.queries.ts';

const station = z.strictObject({
  mn: z.string().trim().min(1).max(64),
  name: z.string().min(1).max(100),
  edition: z.enum(['2005', '2017', '2025']),
  crc: z.enum(['hj212', 'modbus', 'modbus-swapped', 'off']).default('hj212'),
  password: z.string().nullable().default(null),
  addresses: z.array(z.string()).default([]),
  factors: z.record(z.string(), z.strictObject({ unit: z.string() })).default({}),
  active: z.boolean().default(true),
});

/**
 * Takes the stations of a JSON file (a list of `{mn, name, edition, crc?, password?, addresses?, factors?, active?}`)
 * into the store: new ones are added, known ones changed, others stay as they are.
 * @returns how many the file names
 * @throws ConfigError when the file cannot be read or an entry is wrong, naming entry and field; nothing is taken then
 */
export async function loadStations(store: Store, path: string): Promise<number> {
  const wrong = (what: string) => new ConfigError(`HUANZHI_STATIONS ${path}: ${what}`);
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
  const list = z.array(station).safeParse(content);
  if (!list.success) {
    const issue = list.error.issues[0];
    const [entry, ...field] = issue?.path ?? [];
    throw wrong(
      entry === undefined
        ? 'expected a list of stations'
        : `entry ${Number(entry) + 1}, ${field.join('.') || 'the whole'}: ${issue?.message}`,
    );
  }
  await store.transaction(async (trx) => {
    for (const one of list.data) await saveStation(trx, one);
  });
  return list.data.length;
}
