import { sql, type Transaction } from 'kysely';
import type { Database, Db } from '../../schema.ts';

/** A day that the machine has checked. */
export interface ReviewDay {
  day: string;
  checkedAt: string;
  /** Hours with a number that were looked at, and how many of all hours carry a flag. */
  hours: number;
  flagged: number;
  lockedAt: string | null;
  lockedBy: string | null;
}

const columns = sql`day, checked_at as "checkedAt", hours, flagged, locked_at as "lockedAt", locked_by as "lockedBy"`;

/** A checked day, or undefined when the machine has not looked at it. */
export async function findReviewDay(db: Db, day: string): Promise<ReviewDay | undefined> {
  const { rows } = await sql<ReviewDay>`select ${columns} from review_day where day = ${day}`.execute(db);
  return rows[0];
}

/**
 * A checked day, held until the transaction ends: `share` keeps others from locking the day, `update` keeps them from
 * writing to it at all.
 */
export async function holdReviewDay(
  trx: Transaction<Database>,
  day: string,
  how: 'share' | 'update',
): Promise<ReviewDay | undefined> {
  const strength = how === 'share' ? sql`for share` : sql`for update`;
  const { rows } =
    await sql<ReviewDay>`select ${columns} from review_day where day = ${day} ${strength}`.execute(trx);
  return rows[0];
}

/** Notes that a day was checked; a lock that is there stays. */
export async function saveChecked(
  trx: Transaction<Database>,
  day: { day: string; checkedAt: string; hours: number; flagged: number },
): Promise<void> {
  await sql`
    insert into review_day (day, checked_at, hours, flagged)
    values (${day.day}, ${day.checkedAt}, ${day.hours}, ${day.flagged})
    on conflict (day) do update
    set checked_at = excluded.checked_at, hours = excluded.hours, flagged = excluded.flagged`.execute(trx);
}

/** Makes sure that there is a row to hold for a day that is checked for the first time. */
export async function openReviewDay(trx: Transaction<Database>, day: string, at: string): Promise<void> {
  await sql`
    insert into review_day (day, checked_at, hours, flagged) values (${day}, ${at}, 0, 0)
    on conflict (day) do nothing`.execute(trx);
}

/** Locks a checked day. */
export async function lockReviewDay(
  trx: Transaction<Database>,
  day: string,
  by: string,
  at: string,
): Promise<void> {
  await sql`update review_day set locked_at = ${at}, locked_by = ${by}::uuid where day = ${day}`.execute(trx);
}

/** Checked days that are not locked, and locked ones, of a span; newest first. */
export async function listReviewDays(db: Db, from: string, to: string): Promise<ReviewDay[]> {
  const { rows } = await sql<ReviewDay>`
    select ${columns} from review_day where day between ${from} and ${to} order by day desc`.execute(db);
  return rows;
}

/** Asks for the checks of days to run again, where they have run and the day is open. */
export async function askRecheck(db: Db, days: readonly string[]): Promise<void> {
  if (days.length === 0) return;
  await sql`
    insert into review_recheck (day)
    select day from review_day where day = any(${days}::date[]) and locked_at is null`.execute(db);
}

/** Open days whose checks have to run again. */
export async function listRechecks(db: Db): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`select distinct day from review_recheck order by 1`.execute(db);
  return rows.map(({ day }) => day);
}

/** Takes a day off that list, before its data are read. */
export async function takeRecheck(trx: Transaction<Database>, day: string): Promise<boolean> {
  const { rows } = await sql<{ day: string }>`
    delete from review_recheck where day = ${day} returning day`.execute(trx);
  return rows.length > 0;
}
