import type { Db } from '../schema.ts';

/** Id and name of every account, closed ones too: they stand in histories. */
export function listUserNames(db: Db): Promise<{ id: string; name: string }[]> {
  return db.selectFrom('appUser').select(['id', 'name']).execute();
}
