import { sql } from 'kysely';
import { newId } from '../ids.ts';
import type { Db } from '../schema.ts';

/** Bytes that did not become a packet, and why. */
export interface Quarantined {
  /** ms since 1970 UTC */
  receivedAt: number;
  peer: string;
  mn: string | null;
  reason: string;
  detail: string;
  raw: Uint8Array;
}

/** PostgreSQL keeps no NUL in text. */
const storable = (text: string): string => text.replaceAll('\u0000', '\ufffd');

/** Keeps what was quarantined. */
export async function addQuarantined(db: Db, rows: readonly Quarantined[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into quarantine (id, received_at, peer, mn, reason, detail, raw)
    select id, to_timestamp(received / 1000.0), peer, mn, reason, detail, raw
    from unnest(${rows.map(() => newId())}::uuid[], ${rows.map((row) => row.receivedAt)}::bigint[],
      ${rows.map((row) => row.peer)}::text[], ${rows.map((row) => (row.mn === null ? null : storable(row.mn)))}::text[],
      ${rows.map((row) => row.reason)}::text[], ${rows.map((row) => storable(row.detail))}::text[],
      ${rows.map((row) => Buffer.from(row.raw))}::bytea[])
      as q (id, received, peer, mn, reason, detail, raw)`.execute(db);
}

/** A line of {@link listQuarantined}. */
export interface QuarantinedRow extends Omit<Quarantined, 'receivedAt' | 'raw'> {
  id: string;
  receivedAt: string;
  raw: Buffer;
}

/** The newest quarantined pieces first. */
export async function listQuarantined(db: Db, limit: number): Promise<QuarantinedRow[]> {
  const { rows } = await sql<QuarantinedRow>`
    select id, received_at as "receivedAt", peer, mn, reason, detail, raw
    from quarantine order by received_at desc, id desc limit ${limit}`.execute(db);
  return rows;
}
