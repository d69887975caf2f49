import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadStations } from '../../src/ingest/index.ts';
import type { Store } from '../../src/store/index.ts';
import { listStations } from '../../src/store/readings/stations.queries.ts';
import { freshStore } from '../store/fresh-database.ts';

let store: Store;
beforeAll(async () => {
  ({ store } = await freshStore());
});

async function load(content: string): Promise<number> {
  const path = join(store.dataDir, 'stations.json');
  await writeFile(path, content);
  return loadStations(store, path);
}

describe('the file of stations', () => {
  it('adds, changes and leaves the others', async () => {
    expect(
      await load(
        '[{"mn":"A1","name":"一号","edition":"2017"},{"mn":"B2","name":"二号","edition":"2005","crc":"modbus"}]',
      ),
    ).toBe(2);
    expect(await load('[{"mn":"A1","name":"一号排口","edition":"2025"}]')).toBe(1);
    const stations = await listStations(store.db);
    expect(stations.map(({ mn, name, edition, crc }) => [mn, name, edition, crc])).toEqual([
      ['A1', '一号排口', '2025', 'hj212'],
      ['B2', '二号', '2005', 'modbus'],
    ]);
  });

  it.each([
    ['no JSON', '{', /JSON/],
    ['no list', '{}', /list of stations/],
    [
      'an unknown edition',
      '[{"mn":"C3","name":"x","edition":"2017"},{"mn":"D4","name":"x","edition":"1999"}]',
      /entry 2, edition/,
    ],
    ['an unknown field', '[{"mn":"C3","name":"x","edition":"2017","pasword":"1"}]', /pasword/],
  ])('refuses %s and takes nothing', async (_name, content, message) => {
    const before = await listStations(store.db);
    await expect(load(content)).rejects.toThrow(message);
    expect(await listStations(store.db)).toEqual(before);
  });
});
