import { sql } from 'kysely';
import { newId } from '../../ids.ts';
import type { Db } from '../../schema.ts';

/** A reviewer's step that touched the days of a value. */
export interface CauseStep {
  /** The event of the review. */
  event: string;
  at: string;
  /** Null: the machine. */
  actor: string | null;
  kind: string;
  siteId: number | null;
  factor: string | null;
  day: string;
  hours: number[];
  reason: string;
}

/** Why a value was computed anew. */
export interface ValueCause {
  /** First value of its year; days went on; known days changed; the definition changed. */
  kind: 'first' | 'days' | 'revised' | 'definition';
  /** Days of sites whose figures changed, at most some of them. */
  days: { siteId: number; day: string }[];
  /** How many there were. */
  count: number;
  steps: CauseStep[];
}

/** What a value was made of, so that it can be computed again and compared. */
export interface ValueInputs {
  /** Sites that take part. */
  sites: number[];
  from: string;
  through: string;
  /** SHA-256 of the figures that went in. */
  digest: string;
}

/** A value of an indicator for a year, as it was computed once. */
export interface IndicatorValue {
  id: string;
  indicator: string;
  year: number;
  version: number;
  asOf: string | null;
  /** Decimal text as printed; null without data. */
  value: string | null;
  numerator: string;
  denominator: string;
  inputs: ValueInputs;
  cause: ValueCause;
  computedAt: string;
}

const columns = sql`id, indicator, year, version, as_of as "asOf", value, numerator, denominator, inputs, cause,
  computed_at as "computedAt"`;

/** Appends a value. */
export async function addIndicatorValue(db: Db, value: Omit<IndicatorValue, 'id'>): Promise<void> {
  await sql`
    insert into indicator_value (id, indicator, year, version, as_of, value, numerator, denominator, inputs, cause,
      computed_at)
    values (${newId()}, ${value.indicator}, ${value.year}, ${value.version}, ${value.asOf}, ${value.value}::numeric,
      ${value.numerator}, ${value.denominator}, ${JSON.stringify(value.inputs)}::jsonb,
      ${JSON.stringify(value.cause)}::jsonb, ${value.computedAt}::timestamptz)`.execute(db);
}

/** The newest value of each of some indicators in each of some years. */
export async function latestIndicatorValues(
  db: Db,
  indicators: readonly string[],
  years: readonly number[],
): Promise<IndicatorValue[]> {
  const { rows } = await sql<IndicatorValue>`
    select v.* from unnest(${indicators}::text[]) as k (indicator)
    cross join unnest(${years}::integer[]) as y (year)
    cross join lateral (
      select ${columns} from indicator_value i where i.indicator = k.indicator and i.year = y.year
      order by i.id desc limit 1) v`.execute(db);
  return rows;
}

/** The newest values of an indicator for a year, newest first. */
export async function listIndicatorValues(
  db: Db,
  indicator: string,
  year: number,
  limit: number,
): Promise<IndicatorValue[]> {
  const { rows } = await sql<IndicatorValue>`
    select ${columns} from indicator_value where indicator = ${indicator} and year = ${year}
    order by id desc limit ${limit}`.execute(db);
  return rows;
}

/** The newest value of an indicator that says how things were on a day or before. */
export async function indicatorValueOn(
  db: Db,
  indicator: string,
  day: string,
): Promise<IndicatorValue | undefined> {
  const { rows } = await sql<IndicatorValue>`
    select ${columns} from indicator_value where indicator = ${indicator} and as_of <= ${day}
    order by as_of desc, id desc limit 1`.execute(db);
  return rows[0];
}

const steps = ['verdict', 'undo', 'confirm', 'data-changed'];

/** Steps of the review on days of sites since an instant, oldest first. */
export async function reviewStepsOn(
  db: Db,
  days: readonly { siteId: number; day: string }[],
  factors: readonly string[],
  since: string,
): Promise<CauseStep[]> {
  const { rows } = await sql<CauseStep>`
    select e.id as event, e.at, e.actor, e.kind, e.site_id as "siteId", e.factor, e.day, e.hours, e.reason
    from review_event e
    join unnest(${days.map((one) => one.siteId)}::integer[], ${days.map((one) => one.day)}::date[])
      as u (site_id, day) on u.site_id = e.site_id and u.day = e.day
    where e.kind = any(${steps}::text[]) and (e.factor is null or e.factor = any(${factors}::text[]))
      and e.at >= ${since}::timestamptz
    order by e.at, e.id limit 50`.execute(db);
  return rows;
}
