import type { Db } from './schema.ts';

/** A setting, or undefined when it was never set. */
export async function getSetting(db: Db, key: string): Promise<unknown> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value;
}

/** Sets a setting to any JSON value. */
export async function setSetting(
  db: Db,
  key: string,
  value: unknown,
  updatedBy: string | null,
): Promise<void> {
  const text = JSON.stringify(value);
  const updatedAt = new Date().toISOString();
  await db
    .insertInto('setting')
    .values({ key, value: text, updatedBy, updatedAt })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text, updatedBy, updatedAt }))
    .execute();
}
