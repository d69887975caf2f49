import { sql } from 'kysely';
import type { Db } from '../schema.ts';

/**
 * The next number of a code series, from 1. Call it in the transaction that stores the record: a number that
 * was given out is never given again, a rolled back one leaves no trace.
 */
export async function nextCodeNumber(
  db: Db,
  series: { prefix: string; district: string; year: number },
): Promise<number> {
  const row = await db
    .insertInto('codeCounter')
    .values({ ...series, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['prefix', 'district', 'year'])
        .doUpdateSet({ last: sql<number>`code_counter.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return row.last;
}
