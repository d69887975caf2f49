import { sql } from 'kysely';
import type { Db } from '../../schema.ts';

/** A quarantined piece as the page needs it. */
export interface QuarantinedPiece {
  id: string;
  receivedAt: string;
  peer: string;
  mn: string | null;
  reason: string;
  detail: string;
  raw: Buffer;
  replayedAt: string | null;
  replayOutcome: string | null;
}

const columns = sql`id, received_at as "receivedAt", peer, mn, reason, detail, raw, replayed_at as "replayedAt",
  replay_outcome as "replayOutcome"`;

/** Which pieces: of a device number, of a reason, only those that were not brought in yet. */
export interface PieceFilter {
  mn?: string;
  reason?: string;
  open?: boolean;
}

const matches = ({ mn, reason, open }: PieceFilter) => sql`
  (${mn ?? null}::text is null or mn = ${mn ?? null})
  and (${reason ?? null}::text is null or reason = ${reason ?? null})
  and (${open ?? false} = false or replayed_at is null)`;

/** The newest pieces first; `before` is the id of the last one shown. */
export async function listPieces(
  db: Db,
  filter: PieceFilter & { before?: string; limit: number },
): Promise<QuarantinedPiece[]> {
  const { before } = filter;
  const { rows } = await sql<QuarantinedPiece>`
    select ${columns} from quarantine
    where ${matches(filter)}
      and (${before ?? null}::uuid is null or (received_at, id) < (
        select received_at, id from quarantine where id = ${before ?? null}::uuid))
    order by received_at desc, id desc limit ${filter.limit}`.execute(db);
  return rows;
}

/** One piece, or undefined. */
export async function findPiece(db: Db, id: string): Promise<QuarantinedPiece | undefined> {
  const { rows } = await sql<QuarantinedPiece>`select ${columns} from quarantine where id = ${id}`.execute(
    db,
  );
  return rows[0];
}

/** Pieces of a device number that were not brought in yet, oldest first, from after `id` on. */
export async function openPieces(
  db: Db,
  mn: string,
  after: string | null,
  limit: number,
): Promise<QuarantinedPiece[]> {
  const { rows } = await sql<QuarantinedPiece>`
    select ${columns} from quarantine
    where mn = ${mn} and replayed_at is null and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit}`.execute(db);
  return rows;
}

/** Marks pieces as brought in; bytes, reason and time stay. */
export async function markReplayed(
  db: Db,
  ids: readonly string[],
  by: string,
  at: Date,
  outcome: string,
): Promise<void> {
  await sql`
    update quarantine set replayed_at = ${at.toISOString()}, replayed_by = ${by}::uuid, replay_outcome = ${outcome}
    where id = any(${ids}::uuid[])`.execute(db);
}

/** Pieces that were not brought in yet, counted by device number and reason. */
export interface OpenCount {
  mn: string | null;
  reason: string;
  count: number;
  first: string;
  last: string;
}

/**
 * Counts what was not brought in yet and came since an instant.
 * @param limit groups at most: senders that invent device numbers are many
 */
export async function countOpen(
  db: Db,
  since: Date,
  filter: { mn?: string; reason?: string } = {},
  limit = 5_000,
): Promise<OpenCount[]> {
  const { rows } = await sql<OpenCount>`
    select mn, reason, count(*)::integer as count, min(received_at) as first, max(received_at) as last
    from quarantine
    where ${matches({ ...filter, open: true })} and received_at >= ${since.toISOString()}
    group by mn, reason order by last desc limit ${limit}`.execute(db);
  return rows;
}

/** The newest piece of each of several device numbers. */
export async function newestOf(db: Db, mns: readonly string[], reason: string): Promise<QuarantinedPiece[]> {
  if (mns.length === 0) return [];
  const { rows } = await sql<QuarantinedPiece>`
    select distinct on (mn) ${columns} from quarantine
    where mn = any(${mns}::text[]) and reason = ${reason}
    order by mn, received_at desc`.execute(db);
  return rows;
}
