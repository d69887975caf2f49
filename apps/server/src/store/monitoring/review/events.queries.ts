import { sql } from 'kysely';
import { newId } from '../../ids.ts';
import type { Db } from '../../schema.ts';

/** What happened to data under review; the table is only appended to. */
export type ReviewEventKind =
  | 'verdict'
  | 'undo'
  | 'mark'
  | 'unmark'
  | 'check'
  | 'reopen'
  | 'data-changed'
  | 'lock'
  | 'late'
  | 'propose'
  | 'confirm'
  | 'decline'
  | 'withdraw';

/** One thing that happened to hours of a series, or to a day. */
export interface ReviewEvent {
  id: string;
  /** What one person did in one go has one step. */
  step: string;
  at: string;
  /** Null: the machine. */
  actor: string | null;
  kind: ReviewEventKind;
  day: string;
  /** Null: the day as a whole. */
  siteId: number | null;
  /** Null: all factors. */
  factor: string | null;
  hours: number[];
  /** Verdicts before and after, a letter an hour; or values and marks. */
  before: string;
  after: string;
  reason: string;
  note: string;
  /** The item, proposal or step that it is about. */
  subject: string | null;
  detail: Record<string, unknown> | null;
}

const columns = sql`id, step, at, actor, kind, day, site_id as "siteId", factor, hours, before, after, reason, note,
  subject, detail`;

/** An event before it has a number. */
export type NewReviewEvent = Pick<ReviewEvent, 'step' | 'at' | 'actor' | 'kind' | 'day'> &
  Partial<Omit<ReviewEvent, 'id'>>;

/** Appends events in the given order. */
export async function appendReviewEvents(db: Db, events: readonly NewReviewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await sql`
    insert into review_event (id, step, at, actor, kind, day, site_id, factor, hours, before, after, reason, note,
      subject, detail)
    select id, step, at, actor, kind, day, site_id, factor, hours::smallint[], before, after, reason, note, subject,
      detail::jsonb
    from unnest(${events.map(() => newId())}::uuid[], ${events.map((one) => one.step)}::uuid[],
      ${events.map((one) => one.at)}::timestamptz[], ${events.map((one) => one.actor)}::uuid[],
      ${events.map((one) => one.kind)}::text[], ${events.map((one) => one.day)}::date[],
      ${events.map((one) => one.siteId ?? null)}::integer[], ${events.map((one) => one.factor ?? null)}::text[],
      ${events.map((one) => `{${(one.hours ?? []).join(',')}}`)}::text[], ${events.map((one) => one.before ?? '')}::text[],
      ${events.map((one) => one.after ?? '')}::text[], ${events.map((one) => one.reason ?? '')}::text[],
      ${events.map((one) => one.note ?? '')}::text[], ${events.map((one) => one.subject ?? null)}::uuid[],
      ${events.map((one) => (one.detail ? JSON.stringify(one.detail) : null))}::text[])
      as u (id, step, at, actor, kind, day, site_id, factor, hours, before, after, reason, note, subject,
      detail)`.execute(db);
}

/** The history of a day, of one site in it, or of one series; newest first. */
export async function listReviewEvents(
  db: Db,
  filter: { day: string; siteId?: number; factor?: string; limit?: number },
): Promise<ReviewEvent[]> {
  const { rows } = await sql<ReviewEvent>`
    select ${columns} from review_event
    where day = ${filter.day}
      and (${filter.siteId ?? null}::integer is null or site_id = ${filter.siteId ?? null} or site_id is null)
      and (${filter.factor ?? null}::text is null or factor = ${filter.factor ?? null} or factor is null)
    order by at desc, id desc limit ${filter.limit ?? 1000}`.execute(db);
  return rows;
}

/** The events of the newest verdict of somebody on a day that was not taken back; empty when there is none. */
export async function lastStep(db: Db, day: string, actor: string): Promise<ReviewEvent[]> {
  const { rows } = await sql<ReviewEvent>`
    select ${columns} from review_event
    where step = (
      select e.step from review_event e
      where e.day = ${day} and e.actor = ${actor}::uuid and e.kind = 'verdict'
        and not exists (
          select 1 from review_event u where u.day = e.day and u.kind = 'undo' and u.subject = e.step)
      order by e.at desc, e.id desc limit 1)
    order by id`.execute(db);
  return rows;
}

/** How many steps of somebody on a day can be taken back. */
export async function countSteps(db: Db, day: string, actor: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct e.step) as count from review_event e
    where e.day = ${day} and e.actor = ${actor}::uuid and e.kind = 'verdict'
      and not exists (select 1 from review_event u where u.day = e.day and u.kind = 'undo' and u.subject = e.step)`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
