import { type SqlBool, sql } from 'kysely';
import { chainStart, hashOf } from '../chain.ts';
import { inTransaction } from '../database.ts';
import type { Db, NewRow, Row } from '../schema.ts';
import { auditChain } from './audit-log.queries.ts';

export type Seal = Row<'seal'>;

/** What a seal's root is the hash of. */
export function sealRoot(
  seal: Pick<Seal, 'seq' | 'day' | 'sealedAt' | 'prevRoot'>,
  heads: SealedHead[],
): string {
  return hashOf({
    seq: seal.seq,
    day: seal.day,
    sealedAt: seal.sealedAt,
    prevRoot: seal.prevRoot,
    heads: heads.map((head) => [head.chain, head.seq, head.hash]),
  });
}

/** The end of one chain at the time of a seal. */
export interface SealedHead {
  chain: string;
  seq: number;
  hash: string;
}

/**
 * Seals the history of a day: one root over the heads of all chains (records and the security log) that moved
 * since the last seal, chained to the last root. A day without any change is sealed too. What is committed
 * while it runs belongs to the next seal.
 *
 * @param day the local day that is closed, `YYYY-MM-DD`
 */
export function sealDay(store: { db: Db }, day: string, at: Date = new Date()): Promise<Seal> {
  return inTransaction(store.db, async (trx) => {
    // The row of the chain of seals is the lock: two seals at once would both claim the same heads.
    await trx
      .insertInto('chainHead')
      .values({ chain: 'seal', seq: 0, hash: chainStart })
      .onConflict((conflict) => conflict.column('chain').doNothing())
      .execute();
    const previous = await trx
      .selectFrom('chainHead')
      .selectAll()
      .where('chain', '=', 'seal')
      .forUpdate()
      .executeTakeFirstOrThrow();
    const heads = await movedHeads(trx, previous.seq);
    const draft = { seq: previous.seq + 1, day, sealedAt: at.toISOString(), prevRoot: previous.hash };
    const root = sealRoot(draft, heads);
    const seal = await trx
      .insertInto('seal')
      .values({ ...draft, heads: heads.length, root })
      .returningAll()
      .executeTakeFirstOrThrow();
    await insertHeads(
      trx,
      heads.map((head) => ({ ...head, sealSeq: seal.seq })),
    );
    await trx
      .updateTable('chainHead')
      .set({ seq: seal.seq, hash: root })
      .where('chain', '=', 'seal')
      .execute();
    return seal;
  });
}

/** Heads that no seal covers yet, in the order of their chain's name. Marks the records as sealed. */
async function movedHeads(trx: Db, lastSeal: number): Promise<SealedHead[]> {
  const records = await trx
    .updateTable('record')
    .set((eb) => ({ sealedSeq: eb.ref('headSeq') }))
    .where((eb) => eb('headSeq', '>', eb.ref('sealedSeq')))
    .returning(['id as chain', 'headSeq as seq', 'headHash as hash'])
    .execute();
  const audit = await trx
    .selectFrom('chainHead')
    .select(['chain', 'seq', 'hash'])
    .where('chain', '=', auditChain)
    .where(
      'seq',
      '>',
      sql<number>`coalesce((select max(seq) from seal_head where chain = ${auditChain} and seal_seq <= ${lastSeal}::integer), 0)`,
    )
    .execute();
  return [...records, ...audit].sort((a, b) => (a.chain < b.chain ? -1 : 1));
}

async function insertHeads(trx: Db, rows: NewRow<'sealHead'>[]): Promise<void> {
  if (rows.length === 0) return;
  await sql<SqlBool>`
    insert into seal_head (seal_seq, chain, seq, hash)
    select * from unnest(${rows.map((row) => row.sealSeq)}::integer[], ${rows.map((row) => row.chain)}::text[],
      ${rows.map((row) => row.seq)}::integer[], ${rows.map((row) => row.hash)}::text[])`.execute(trx);
}
