import { sql } from 'kysely';
import { newId } from '../../ids.ts';
import type { Db } from '../../schema.ts';

/** One line of a conversation with an instrument. Passwords and keys are masked before it is made. */
export interface LogLine {
  /** ms since 1970 UTC */
  at: number;
  mn: string | null;
  peer: string;
  /** From the instrument, to it, or something that happened to the connection. */
  direction: 'in' | 'out' | 'event';
  /** Command number, or `connected`, `disconnected`, `changed`. */
  what: string;
  qn: string | null;
  body: string;
}

/** PostgreSQL keeps no NUL in text. */
const storable = (text: string): string => text.replaceAll('\u0000', '\ufffd');

/** Appends lines. */
export async function addLogLines(db: Db, lines: readonly LogLine[]): Promise<void> {
  if (lines.length === 0) return;
  await sql`
    insert into gateway_log (id, at, mn, peer, direction, what, qn, body)
    select * from unnest(${lines.map(() => newId())}::uuid[],
      ${lines.map((line) => new Date(line.at).toISOString())}::timestamptz[],
      ${lines.map((line) => (line.mn === null ? null : storable(line.mn)))}::text[],
      ${lines.map((line) => line.peer)}::text[], ${lines.map((line) => line.direction)}::text[],
      ${lines.map((line) => line.what)}::text[],
      ${lines.map((line) => (line.qn === null ? null : storable(line.qn)))}::text[],
      ${lines.map((line) => storable(line.body))}::text[])`.execute(db);
}

/** A line as it is kept. */
export interface LogRow extends Omit<LogLine, 'at'> {
  id: string;
  at: string;
}

/** The newest lines first, of one device number or of all; `before` is the id of the last line shown. */
export async function listLogLines(
  db: Db,
  filter: { mn?: string; before?: string; limit: number },
): Promise<LogRow[]> {
  const { rows } = await sql<LogRow>`
    select id, at, mn, peer, direction, what, qn, body from gateway_log
    where (${filter.mn ?? null}::text is null or mn = ${filter.mn ?? null})
      and (${filter.before ?? null}::uuid is null or id < ${filter.before ?? null}::uuid)
    order by id desc limit ${filter.limit}`.execute(db);
  return rows;
}

/** What is asked of an instrument. */
export type RequestKind = 'clock' | 'history' | 'timeouts';

/** A request to an instrument and how it ended. */
export interface StationRequest {
  id: string;
  stationId: number;
  kind: RequestKind;
  /** Of `history`: `{of, from, to}`. */
  detail: Record<string, string>;
  askedAt: string;
  askedBy: string | null;
  endedAt: string | null;
  /** `done`, `no-data`, `refused`, `failed`, `no-answer`, `no-result`, `not-connected`, `interrupted`. */
  outcome: string | null;
  /** QnRtn or ExeRtn. */
  code: number | null;
}

/** Keeps that a request was made; gives its id. */
export async function addRequest(
  db: Db,
  request: Pick<StationRequest, 'stationId' | 'kind' | 'detail' | 'askedBy'> & { askedAt: Date },
): Promise<string> {
  const id = newId();
  await sql`
    insert into gateway_request (id, station_id, kind, detail, asked_at, asked_by)
    values (${id}, ${request.stationId}, ${request.kind}, ${JSON.stringify(request.detail)}::jsonb,
      ${request.askedAt.toISOString()}, ${request.askedBy}::uuid)`.execute(db);
  return id;
}

/** Keeps how a request ended. */
export async function endRequest(
  db: Db,
  id: string,
  end: { at: Date; outcome: string; code: number | null },
): Promise<void> {
  await sql`
    update gateway_request set ended_at = ${end.at.toISOString()}, outcome = ${end.outcome}, code = ${end.code}
    where id = ${id} and ended_at is null`.execute(db);
}

/** Requests that the last gateway left open will not end any more. */
export async function interruptRequests(db: Db, at: Date): Promise<void> {
  await sql`
    update gateway_request set ended_at = ${at.toISOString()}, outcome = 'interrupted'
    where ended_at is null`.execute(db);
}

/** The newest requests of a station first. */
export async function listRequests(db: Db, stationId: number, limit: number): Promise<StationRequest[]> {
  const { rows } = await sql<StationRequest>`
    select id, station_id as "stationId", kind, detail, asked_at as "askedAt", asked_by as "askedBy",
      ended_at as "endedAt", outcome, code
    from gateway_request where station_id = ${stationId} order by asked_at desc, id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}
