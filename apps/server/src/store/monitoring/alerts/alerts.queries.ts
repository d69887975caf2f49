import type { AlertKind, AlertSeverity } from '@huanzhi/monitoring';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { newId } from '../../ids.ts';
import { decodeCursor, type Page, pageOf } from '../../keyset.ts';
import type { Db } from '../../schema.ts';

/** An alert as it is stored. Instants ISO 8601, figures decimal text. */
export interface Alert {
  id: string;
  siteId: number;
  /** HJ 212-2017 code; `AQI`, `GB3838` for figures made of several; empty for a connection. */
  factor: string;
  kind: AlertKind;
  severity: AlertSeverity;
  state: 'open' | 'closed' | 'withdrawn';
  withdrawnBy: 'person' | 'data' | null;
  /** Why it was withdrawn. */
  reason: string;
  /** Start of the first period over, end of the last one. */
  firstAt: string;
  lastAt: string;
  /** End of the period whose data closed it. */
  closedAt: string | null;
  /** Periods over: hours, days, months, values that did not come. */
  count: number;
  peak: string | null;
  peakAt: string;
  limitValue: string | null;
  excess: number;
  /** The rule that decided. */
  rule: string;
  unit: string;
  /** When the system noticed. */
  openedAt: string;
  /** Until when it is to be explained or acknowledged; null: old news that nobody has to handle. */
  due: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  explainedAt: string | null;
  explainedBy: string | null;
  explanation: string;
  leadRecord: string | null;
  overdueTold: boolean;
}

const columns = sql`a.id, a.site_id as "siteId", a.factor, a.kind, a.severity, a.state,
  a.withdrawn_by as "withdrawnBy", a.reason, a.first_at as "firstAt", a.last_at as "lastAt",
  a.closed_at as "closedAt", a.count, a.peak, a.peak_at as "peakAt", a.limit_value as "limitValue", a.excess, a.rule,
  a.unit, a.opened_at as "openedAt", a.due, a.acknowledged_at as "acknowledgedAt",
  a.acknowledged_by as "acknowledgedBy", a.explained_at as "explainedAt", a.explained_by as "explainedBy",
  a.explanation, a.lead_record as "leadRecord", a.overdue_told as "overdueTold"`;

/** One alert, or undefined. @param lock keep others from changing it until the transaction ends */
export async function findAlert(db: Db, id: string, lock = false): Promise<Alert | undefined> {
  const { rows } = await sql<Alert>`
    select ${columns} from alert a where a.id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}

/** Keeps two judgements of one site apart until the transaction ends. */
export async function lockSite(db: Db, siteId: number): Promise<void> {
  await sql`select id from site where id = ${siteId} for no key update`.execute(db);
}

/** Live and falsely raised alerts of a site that reach to or beyond an instant, oldest first. */
export async function alertsSince(db: Db, siteId: number, since: string): Promise<Alert[]> {
  const { rows } = await sql<Alert>`
    select ${columns} from alert a
    where a.site_id = ${siteId} and (a.state <> 'withdrawn' or a.withdrawn_by = 'person')
      and greatest(a.last_at, coalesce(a.closed_at, a.last_at)) >= ${since}::timestamptz
    union all
    select ${columns} from alert a
    where a.site_id = ${siteId} and a.state = 'open'
      and greatest(a.last_at, coalesce(a.closed_at, a.last_at)) < ${since}::timestamptz
    order by "firstAt", id`.execute(db);
  return rows;
}

/** Alerts of sites that touch a span of time, withdrawn ones too when asked for, oldest first. */
export async function alertsOfSites(
  db: Db,
  siteIds: readonly number[],
  span: { from: string; to: string },
  withdrawn = false,
): Promise<Alert[]> {
  const { rows } = await sql<Alert>`
    select ${columns} from alert a
    where a.site_id = any(${siteIds}::integer[]) and a.first_at <= ${span.to}::timestamptz
      and (a.state = 'open' or a.last_at >= ${span.from}::timestamptz)
      and (${withdrawn} or a.state <> 'withdrawn')
    order by a.first_at, a.id`.execute(db);
  return rows;
}

/** Adds alerts. */
export async function insertAlerts(db: Db, alerts: readonly Alert[]): Promise<void> {
  for (const one of alerts)
    await sql`
      insert into alert (id, site_id, factor, kind, severity, state, first_at, last_at, closed_at, count, peak, peak_at,
        limit_value, excess, rule, unit, opened_at, due)
      values (${one.id}, ${one.siteId}, ${one.factor}, ${one.kind}, ${one.severity}, ${one.state}, ${one.firstAt},
        ${one.lastAt}, ${one.closedAt}, ${one.count}, ${one.peak}::numeric, ${one.peakAt}, ${one.limitValue}::numeric,
        ${one.excess}, ${one.rule}, ${one.unit}, ${one.openedAt}, ${one.due})`.execute(db);
}

/** What the data say of an alert. */
export type AlertExtent = Pick<
  Alert,
  | 'severity'
  | 'state'
  | 'firstAt'
  | 'lastAt'
  | 'closedAt'
  | 'count'
  | 'peak'
  | 'peakAt'
  | 'limitValue'
  | 'excess'
  | 'rule'
>;

/** Writes what the data say now. */
export async function updateExtent(db: Db, id: string, to: AlertExtent): Promise<void> {
  await sql`
    update alert set severity = ${to.severity}, state = ${to.state}, first_at = ${to.firstAt}, last_at = ${to.lastAt},
      closed_at = ${to.closedAt}, count = ${to.count}, peak = ${to.peak}::numeric, peak_at = ${to.peakAt},
      limit_value = ${to.limitValue}::numeric, excess = ${to.excess}, rule = ${to.rule}
    where id = ${id}::uuid`.execute(db);
}

/** Withdraws an alert; it stays readable. */
export async function withdrawAlert(
  db: Db,
  id: string,
  by: 'person' | 'data',
  reason: string,
): Promise<void> {
  await sql`
    update alert set state = 'withdrawn', withdrawn_by = ${by}, reason = ${reason} where id = ${id}::uuid`.execute(
    db,
  );
}

/** Notes what a person did. */
export async function markAlert(
  db: Db,
  id: string,
  done: Partial<
    Pick<
      Alert,
      | 'acknowledgedAt'
      | 'acknowledgedBy'
      | 'explainedAt'
      | 'explainedBy'
      | 'explanation'
      | 'leadRecord'
      | 'overdueTold'
    >
  >,
): Promise<void> {
  await sql`
    update alert set
      acknowledged_at = coalesce(${done.acknowledgedAt ?? null}::timestamptz, acknowledged_at),
      acknowledged_by = coalesce(${done.acknowledgedBy ?? null}::uuid, acknowledged_by),
      explained_at = coalesce(${done.explainedAt ?? null}::timestamptz, explained_at),
      explained_by = coalesce(${done.explainedBy ?? null}::uuid, explained_by),
      explanation = coalesce(${done.explanation ?? null}::text, explanation),
      lead_record = coalesce(${done.leadRecord ?? null}::uuid, lead_record),
      overdue_told = coalesce(${done.overdueTold ?? null}::boolean, overdue_told)
    where id = ${id}::uuid`.execute(db);
}

/** Which alerts a list shows; what is left out does not restrict. */
export interface AlertFilter {
  /** Only outlets of these enterprises. */
  enterprises?: readonly string[];
  siteId?: number;
  siteKinds?: readonly string[];
  kinds?: readonly string[];
  states?: readonly string[];
  severities?: readonly string[];
  /** Handling: `waiting` not done, `overdue` not done in time, `done`. */
  handling?: 'waiting' | 'overdue' | 'done';
  /** First and last day (Asia/Shanghai) on which it began. */
  from?: string;
  to?: string;
  /** Part of the site's name or code. */
  q?: string;
}

const handled = sql<SqlBool>`(a.explained_at is not null or a.lead_record is not null
  or (s.enterprise_org is null and a.acknowledged_at is not null))`;

function conditions(filter: AlertFilter, now: Date): RawBuilder<unknown> {
  const any = (column: RawBuilder<unknown>, values: readonly string[] | undefined) =>
    values === undefined ? sql`true` : sql`${column} = any(${values}::text[])`;
  const like = filter.q === undefined ? null : `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
  const handling =
    filter.handling === undefined
      ? sql`true`
      : filter.handling === 'done'
        ? sql`${handled}`
        : filter.handling === 'waiting'
          ? sql`(a.due is not null and a.state <> 'withdrawn' and not ${handled})`
          : sql`(a.due < ${now.toISOString()}::timestamptz and a.state <> 'withdrawn' and not ${handled})`;
  return sql`${any(sql`s.kind`, filter.siteKinds)} and ${any(sql`a.kind`, filter.kinds)}
    and ${any(sql`a.state`, filter.states)} and ${any(sql`a.severity`, filter.severities)} and ${handling}
    and (${filter.enterprises ?? null}::uuid[] is null or s.enterprise_org = any(${filter.enterprises ?? null}::uuid[]))
    and (${filter.siteId ?? null}::integer is null or a.site_id = ${filter.siteId ?? null})
    and (${filter.from ?? null}::date is null or a.first_at >= (${filter.from ?? null}::date)::timestamp at time zone 'Asia/Shanghai')
    and (${filter.to ?? null}::date is null or a.first_at < (${filter.to ?? null}::date + 1)::timestamp at time zone 'Asia/Shanghai')
    and (${like}::text is null or s.name ilike ${like} or s.code ilike ${like})`;
}

/** One page of alerts, the newest first. @param now decides what is overdue */
export async function listAlerts(
  db: Db,
  filter: AlertFilter,
  page: { after?: string | undefined; limit: number },
  now: Date,
): Promise<Page<Alert>> {
  const after = page.after === undefined ? null : decodeCursor(page.after);
  const { rows } = await sql<Alert>`
    select ${columns} from alert a join site s on s.id = a.site_id
    where ${conditions(filter, now)}
      and (${after?.value ?? null}::timestamptz is null
        or (a.first_at, a.id) < (${after?.value ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by a.first_at desc, a.id desc limit ${page.limit + 1}`.execute(db);
  return pageOf(rows, page.limit, (row) => ({ value: row.firstAt, id: row.id }));
}

/** How many alerts stand where, for the head of the list: by state, and how many wait or are overdue. */
export async function countAlerts(
  db: Db,
  filter: AlertFilter,
  now: Date,
): Promise<{ open: number; closed: number; withdrawn: number; waiting: number; overdue: number }> {
  const { rows } = await sql<{
    open: number;
    closed: number;
    withdrawn: number;
    waiting: number;
    overdue: number;
  }>`
    select count(*) filter (where a.state = 'open') as open, count(*) filter (where a.state = 'closed') as closed,
      count(*) filter (where a.state = 'withdrawn') as withdrawn,
      count(*) filter (where a.due is not null and a.state <> 'withdrawn' and not ${handled}) as waiting,
      count(*) filter (where a.due < ${now.toISOString()}::timestamptz and a.state <> 'withdrawn' and not ${handled})
        as overdue
    from alert a join site s on s.id = a.site_id where ${conditions(filter, now)}`.execute(db);
  return rows[0] ?? { open: 0, closed: 0, withdrawn: 0, waiting: 0, overdue: 0 };
}

/** Alerts that were not handled in time and of which nobody was told. */
export async function overdueAlerts(db: Db, now: Date, limit: number): Promise<Alert[]> {
  const { rows } = await sql<Alert>`
    select ${columns} from alert a join site s on s.id = a.site_id
    where a.due < ${now.toISOString()}::timestamptz and not a.overdue_told and a.state <> 'withdrawn' and not ${handled}
    order by a.due limit ${limit}`.execute(db);
  return rows;
}

/** One line of an alert's history. */
export interface AlertEvent {
  id: string;
  alertId: string;
  at: string;
  /** Null: the data. */
  actor: string | null;
  actorName: string;
  action: string;
  text: string;
  detail: Record<string, unknown>;
}

/** Appends a line to the history of an alert. */
export async function addAlertEvent(db: Db, event: Omit<AlertEvent, 'id'>): Promise<void> {
  await sql`
    insert into alert_event (id, alert_id, at, actor, actor_name, action, text, detail)
    values (${newId()}, ${event.alertId}, ${event.at}, ${event.actor}::uuid, ${event.actorName}, ${event.action},
      ${event.text}, ${JSON.stringify(event.detail)}::jsonb)`.execute(db);
}

/** The history of an alert from the first line. */
export async function alertEvents(db: Db, alertId: string): Promise<AlertEvent[]> {
  const { rows } = await sql<AlertEvent>`
    select id, alert_id as "alertId", at, actor, actor_name as "actorName", action, text, detail
    from alert_event where alert_id = ${alertId}::uuid order by id`.execute(db);
  return rows;
}

/** A file that an enterprise or officer added to an alert. */
export interface AlertFile {
  id: string;
  alertId: string;
  fileName: string;
  mime: string;
  kind: string;
  size: number;
  sha256: string;
  uploadedBy: string;
  uploadedAt: string;
}

const fileColumns = sql`id, alert_id as "alertId", file_name as "fileName", mime, kind, size, sha256,
  uploaded_by as "uploadedBy", uploaded_at as "uploadedAt"`;

/** Notes a stored file; gives its id. */
export async function addAlertFile(db: Db, file: Omit<AlertFile, 'id' | 'uploadedAt'>): Promise<string> {
  const id = newId();
  await sql`
    insert into alert_file (id, alert_id, file_name, mime, kind, size, sha256, uploaded_by)
    values (${id}, ${file.alertId}, ${file.fileName}, ${file.mime}, ${file.kind}, ${file.size}, ${file.sha256},
      ${file.uploadedBy})`.execute(db);
  return id;
}

/** The files of an alert in order of upload. */
export async function alertFiles(db: Db, alertId: string): Promise<AlertFile[]> {
  const { rows } = await sql<AlertFile>`
    select ${fileColumns} from alert_file where alert_id = ${alertId}::uuid order by id`.execute(db);
  return rows;
}

/** One file, or undefined. */
export async function findAlertFile(db: Db, id: string): Promise<AlertFile | undefined> {
  const { rows } = await sql<AlertFile>`
    select ${fileColumns} from alert_file where id = ${id}::uuid`.execute(db);
  return rows[0];
}
