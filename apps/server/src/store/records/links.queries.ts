import type { Db } from '../schema.ts';

/** The other end of a link, as a list shows it. */
export interface LinkedRecord {
  kind: string;
  /** `out`: this record points there; `in`: it points here. */
  direction: 'out' | 'in';
  recordId: string;
  registry: string;
  code: string | null;
  title: string;
}

/** Links two records; the same link again changes nothing. */
export async function linkRecords(
  db: Db,
  link: { fromRecord: string; toRecord: string; kind: string; createdBy: string },
): Promise<void> {
  await db
    .insertInto('recordLink')
    .values(link)
    .onConflict((conflict) => conflict.columns(['fromRecord', 'toRecord', 'kind']).doNothing())
    .execute();
}

/** Everything that a record points to or is pointed to by. */
export async function listLinks(db: Db, recordId: string): Promise<LinkedRecord[]> {
  const out = await db
    .selectFrom('recordLink')
    .innerJoin('record', 'record.id', 'recordLink.toRecord')
    .where('recordLink.fromRecord', '=', recordId)
    .select(['kind', 'record.id as recordId', 'record.registry', 'record.code', 'record.title'])
    .execute();
  const into = await db
    .selectFrom('recordLink')
    .innerJoin('record', 'record.id', 'recordLink.fromRecord')
    .where('recordLink.toRecord', '=', recordId)
    .select(['kind', 'record.id as recordId', 'record.registry', 'record.code', 'record.title'])
    .execute();
  return [
    ...out.map((row) => ({ ...row, direction: 'out' as const })),
    ...into.map((row) => ({ ...row, direction: 'in' as const })),
  ];
}
