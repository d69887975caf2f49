import { type SqlBool, sql } from 'kysely';
import { inTransaction } from '../database.ts';
import { StoreError } from '../errors.ts';
import { newId } from '../ids.ts';
import { pinyinKey } from '../pinyin.ts';
import type { Db, OrgKind, Row } from '../schema.ts';

export type Org = Row<'org'>;

/** What a person enters of an organisation. */
export interface OrgInput {
  parentId: string | null;
  name: string;
  shortName: string;
  aliases: string[];
  kind: OrgKind;
  areaCode: string;
  active: boolean;
}

/** All organisations, parents before children, siblings by pinyin. */
export async function listOrgs(db: Db): Promise<Org[]> {
  const rows = await db.selectFrom('org').selectAll().orderBy('pinyin').orderBy('id').execute();
  const depth = (org: Org) => org.path.split('/').length;
  return rows.sort((a, b) => depth(a) - depth(b));
}

/** One organisation, or undefined. */
export function findOrg(db: Db, id: string): Promise<Org | undefined> {
  return db.selectFrom('org').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Adds an organisation. @throws StoreError `not-found` for the parent; the driver's unique error for the name */
export function addOrg(db: Db, input: OrgInput, id: string = newId()): Promise<Org> {
  return inTransaction(db, async (trx) => {
    const path = `${await parentPath(trx, input.parentId)}${id}/`;
    return trx
      .insertInto('org')
      .values({ ...input, id, path, pinyin: pinyinKey(input.name) })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

/**
 * Changes an organisation; a new parent moves everything below it.
 * @throws StoreError `not-found`; `invalid` when it would stand below itself
 */
export function changeOrg(db: Db, id: string, change: Partial<OrgInput>): Promise<Org> {
  return inTransaction(db, async (trx) => {
    const current = await trx
      .selectFrom('org')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (current === undefined) throw new StoreError('not-found', 'There is no such organisation.');
    const merged = { ...current, ...change };
    const path = `${await parentPath(trx, merged.parentId)}${id}/`;
    if (path !== current.path) {
      if (path.startsWith(current.path))
        throw new StoreError('invalid', 'An organisation cannot stand below itself.');
      await trx
        .updateTable('org')
        .set({ path: sql<string>`${path}::text || substr(path, ${current.path.length + 1}::integer)` })
        .where(sql<SqlBool>`path like ${`${current.path}%`}`)
        .execute();
    }
    return trx
      .updateTable('org')
      .set({ ...change, pinyin: pinyinKey(merged.name) })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

async function parentPath(db: Db, parentId: string | null): Promise<string> {
  if (parentId === null) return '/';
  const parent = await db.selectFrom('org').select('path').where('id', '=', parentId).executeTakeFirst();
  if (parent === undefined) throw new StoreError('not-found', 'There is no such parent organisation.');
  return parent.path;
}
