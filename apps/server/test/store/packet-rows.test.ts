import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/index.ts';
import type { Packet } from '../../src/store/readings/packet.ts';
import { storePackets } from '../../src/store/readings/packets.queries.ts';
import { saveStation } from '../../src/store/readings/stations.queries.ts';
import { freshStore } from './fresh-database.ts';

let store: Store;
let count = 0;

beforeAll(async () => {
  ({ store } = await freshStore());
});

async function station(): Promise<number> {
  count += 1;
  return saveStation(store.db, {
    mn: `rows-${count}`,
    name: '',
    edition: '2017',
    crc: 'hj212',
    password: null,
    addresses: [],
    factors: {},
    active: true,
  });
}

const put = (packets: readonly Packet[], allNew: boolean) =>
  store.transaction((trx) => storePackets(trx, packets, allNew));

const stored = async (stationId: number) =>
  (
    await sql`select cn, layout, at, key::text, received_at, readings, marks, repairs, raw
      from packet where station_id = ${stationId} order by key`.execute(store.db)
  ).rows;

/** Years 1970 to 2100: before and after the time of PostgreSQL begins. */
const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });
const text = fc.option(fc.stringMatching(/^[A-Za-z,\u4e00-\u9fff"\\]{0,12}$/));
const anyPacket = fc.record({
  cn: fc.integer({ min: 0, max: 9999 }),
  layout: fc.integer({ min: 1, max: 500 }),
  at: instant,
  receivedAt: instant,
  readings: fc.array(
    fc.oneof(
      fc.double({ noNaN: true, min: -1e15, max: 1e15 }).map((one) => (one === 0 ? 0 : one)),
      fc.constant(Number.NaN),
    ),
    { maxLength: 12 },
  ),
  marks: text,
  repairs: text,
  raw: fc.uint8Array({ maxLength: 40 }),
});

describe('packets by COPY', () => {
  it('stand in the table as those that are merged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyPacket, { minLength: 1, maxLength: 8 }), async (list) => {
        const [copied, merged] = [await station(), await station()];
        const of = (stationId: number) =>
          list.map((one, index) => ({
            ...one,
            stationId,
            key: String(2_026_030_112_000_000_000n + BigInt(index)),
          }));
        expect(await put(of(copied), true)).toEqual({ inserted: list.length, different: [] });
        await put(of(merged), false);
        const rows = await stored(copied);
        expect(rows).toHaveLength(list.length);
        expect(rows).toEqual(await stored(merged));
      }),
      { numRuns: 40 },
    );
  });

  it('are merged when one of them is there already, in the batch or in the table', async () => {
    const stationId = await station();
    const packet = (key: string, raw = key): Packet => ({
      stationId,
      cn: 2011,
      layout: 1,
      at: Date.UTC(2026, 2, 1),
      key,
      receivedAt: Date.UTC(2026, 2, 1),
      readings: [1],
      marks: null,
      repairs: null,
      raw: Buffer.from(raw),
    });
    expect(await put([packet('1'), packet('2'), packet('1')], true)).toEqual({ inserted: 2, different: [] });
    expect(await put([packet('3'), packet('2', 'other')], true)).toEqual({ inserted: 1, different: [1] });
    expect(await stored(stationId)).toMatchObject([{ key: '1' }, { key: '2' }, { key: '3' }]);
  });

  it('are refused by the database as by the merge, and nothing of the batch is stored', async () => {
    const stationId = await station();
    const packet = {
      stationId,
      cn: 2011,
      layout: 1,
      at: Date.UTC(2026, 2, 1),
      receivedAt: Date.UTC(2026, 2, 1),
      readings: [],
      repairs: null,
      raw: Buffer.from('x'),
    };
    const batch = [
      { ...packet, key: '1', marks: null },
      { ...packet, key: '2', marks: 'a\u0000b' },
    ];
    for (const allNew of [true, false]) await expect(put(batch, allNew)).rejects.toThrow();
    expect(await stored(stationId)).toEqual([]);
  });
});
