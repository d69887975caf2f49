/**
 * Writes into the store of the folder given, in several lanes at once, and says `lane number` after each commit.
 * Parameters: folder, then for each lane the number to begin with. Number n of a lane has the idempotency key
 * `lane-n`: every tenth creates a record, the others change the last one created. A write that the database
 * could not confirm is sent again with the same key, as a page would.
 */
import { openStore, StoreError } from '../../src/store/index.ts';
import { changeRecord, createRecord } from '../../src/store/records/save-record.queries.ts';
import { creation, progress } from './sample-record.ts';

const [dataDir, ...starts] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('which folder?');
const store = await openStore({ dataDir });

async function write(lane: number, n: number): Promise<void> {
  const key = `${lane}-${n}`;
  const created = await createRecord(store.db, creation(`${lane}-${n - (n % 10)}`));
  if (n % 10 !== 0) await changeRecord(store.db, progress(created.record.id, key));
}

async function run(lane: number, start: number): Promise<never> {
  for (let n = start; ; n++) {
    for (;;) {
      try {
        await write(lane, n);
        break;
      } catch (error) {
        if (!(error instanceof StoreError && error.retryable)) throw error;
      }
    }
    process.stdout.write(`${lane} ${n}\n`);
  }
}

await Promise.all(starts.map((start, lane) => run(lane, Number(start))));
