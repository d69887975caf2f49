import { isId } from '../ids.ts';
import type { Db } from '../schema.ts';

/** The code of a record: null while it has none, undefined when there is no such record. */
export async function recordCode(db: Db, id: string): Promise<string | null | undefined> {
  if (!isId(id)) return undefined;
  return (await db.selectFrom('record').select('code').where('id', '=', id).executeTakeFirst())?.code;
}
