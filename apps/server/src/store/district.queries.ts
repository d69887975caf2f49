import type { Db } from './schema.ts';

/** Code and name of the district that this installation serves: the root organisation. */
export async function findDistrict(db: Db): Promise<{ id: string; code: string; name: string } | undefined> {
  return db
    .selectFrom('org')
    .select(['id', 'areaCode as code', 'name'])
    .where('kind', '=', 'district')
    .where('parentId', 'is', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** True when nobody has an account yet: a data folder that was just made. */
export async function hasNoAccount(db: Db): Promise<boolean> {
  return (await db.selectFrom('appUser').select('id').limit(1).executeTakeFirst()) === undefined;
}
