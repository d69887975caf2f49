import { sql, type Transaction } from 'kysely';
import { newId } from '../../ids.ts';
import type { Database, Db } from '../../schema.ts';

/** A key of another system; its secret is known to nobody here, only its hash. */
export interface PushKey {
  id: string;
  name: string;
  /** First characters of the secret. */
  hint: string;
  backDays: number;
  createdBy: string;
  createdAt: string;
  lastUsedAt: string | null;
  lastUsedFrom: string | null;
  revokedAt: string | null;
  revokedBy: string | null;
  /** Numbers of the sites that it may write. */
  siteIds: number[];
}

const columns = sql`k.id, k.name, k.hint, k.back_days as "backDays", k.created_by as "createdBy",
  k.created_at as "createdAt", k.last_used_at as "lastUsedAt", k.last_used_from as "lastUsedFrom",
  k.revoked_at as "revokedAt", k.revoked_by as "revokedBy",
  array(select s.site_id from push_key_site s where s.key_id = k.id order by s.site_id) as "siteIds"`;

/** Adds a key with its sites; gives its id. @param hash SHA-256 of the secret, hexadecimal */
export async function addPushKey(
  trx: Transaction<Database>,
  key: Pick<PushKey, 'name' | 'hint' | 'backDays' | 'createdBy' | 'siteIds'> & { hash: string; at: string },
): Promise<string> {
  const id = newId();
  await sql`
    insert into push_key (id, name, hash, hint, back_days, created_by, created_at)
    values (${id}, ${key.name}, ${key.hash}, ${key.hint}, ${key.backDays}, ${key.createdBy}, ${key.at})`.execute(
    trx,
  );
  await sql`
    insert into push_key_site (key_id, site_id)
    select ${id}::uuid, unnest(${key.siteIds}::integer[])`.execute(trx);
  return id;
}

/** Keys, the newest first; one with an id, none when there is no such key. */
export async function listPushKeys(db: Db, id: string | null = null): Promise<PushKey[]> {
  const { rows } = await sql<PushKey>`
    select ${columns} from push_key k where ${id}::uuid is null or k.id = ${id}::uuid
    order by k.created_at desc, k.id desc`.execute(db);
  return rows;
}

/** The key of a secret that is not revoked, or undefined. */
export async function findPushKey(db: Db, hash: string): Promise<PushKey | undefined> {
  const { rows } = await sql<PushKey>`
    select ${columns} from push_key k where k.hash = ${hash} and k.revoked_at is null`.execute(db);
  return rows[0];
}

/** Holds a key until the transaction ends, so that its pushes come one after the other; false when it is revoked. */
export async function holdPushKey(trx: Transaction<Database>, id: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from push_key where id = ${id} and revoked_at is null for update`.execute(trx);
  return rows.length > 0;
}

/** Notes that a key was used. */
export async function touchPushKey(db: Db, id: string, at: string, from: string): Promise<void> {
  await sql`update push_key set last_used_at = ${at}, last_used_from = ${from} where id = ${id}`.execute(db);
}

/** Revokes a key for good; one that is revoked stays as it is. */
export async function revokePushKey(db: Db, id: string, at: string, by: string): Promise<void> {
  await sql`
    update push_key set revoked_at = ${at}, revoked_by = ${by}::uuid
    where id = ${id} and revoked_at is null`.execute(db);
}

/** What a key pushed on its last days. */
export interface PushedLately {
  keyId: string;
  taken: number;
  refused: number;
  /** Import of the newest day. */
  newest: string;
}

/** What keys pushed since a day, by key; keys without pushes are left out. */
export async function pushedSince(db: Db, day: string): Promise<PushedLately[]> {
  const { rows } = await sql<PushedLately>`
    select push_key_id as "keyId",
      sum((counts->>'new')::integer + (counts->>'change')::integer)::integer as taken,
      sum((counts->>'reject')::integer + (counts->>'conflict')::integer)::integer as refused,
      (array_agg(id order by push_day desc, created_at desc))[1] as newest
    from measurement_import where push_key_id is not null and push_day >= ${day}
    group by push_key_id`.execute(db);
  return rows;
}
