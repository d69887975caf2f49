import type { WarningColour, WarningCondition } from '@huanzhi/standards';
import { sql } from 'kysely';
import { newId } from '../../ids.ts';
import type { Db } from '../../schema.ts';

/** The forecast AQI of a day, entered by a person. */
export interface ForecastDay {
  day: string;
  aqi: number;
  enteredBy: string;
}

/** Forecast days from a day on. */
export async function readForecast(db: Db, from: string): Promise<ForecastDay[]> {
  const { rows } = await sql<ForecastDay>`
    select day, aqi, entered_by as "enteredBy" from aqi_forecast where day >= ${from}::date order by day`.execute(
    db,
  );
  return rows;
}

/** Sets or, with null, removes the forecast of days. */
export async function putForecast(
  db: Db,
  days: readonly { day: string; aqi: number | null }[],
  by: string,
): Promise<void> {
  for (const { day, aqi } of days) {
    if (aqi === null) await sql`delete from aqi_forecast where day = ${day}::date`.execute(db);
    else
      await sql`
        insert into aqi_forecast (day, aqi, entered_by) values (${day}, ${aqi}, ${by})
        on conflict (day) do update set aqi = excluded.aqi, entered_by = excluded.entered_by, entered_at = now()
        where aqi_forecast.aqi <> excluded.aqi`.execute(db);
  }
}

/** A warning of heavy pollution as it was issued. */
export interface Warning {
  id: string;
  colour: WarningColour;
  state: 'issued' | 'lifted';
  source: 'forecast' | 'observed' | 'superior';
  proposed: WarningColour | null;
  because: WarningCondition[];
  plan: string;
  fromDay: string;
  toDay: string;
  note: string;
  document: string;
  issuedAt: string;
  issuedBy: string;
  liftedAt: string | null;
  liftedBy: string | null;
  liftReason: string;
}

const columns = sql`id, colour, state, source, proposed, because, plan, from_day as "fromDay", to_day as "toDay", note,
  document, issued_at as "issuedAt", issued_by as "issuedBy", lifted_at as "liftedAt", lifted_by as "liftedBy",
  lift_reason as "liftReason"`;

/** The latest warnings, the newest first. */
export async function listWarnings(db: Db, limit: number): Promise<Warning[]> {
  const { rows } = await sql<Warning>`
    select ${columns} from air_warning order by issued_at desc limit ${limit}`.execute(db);
  return rows;
}

/** One warning, locked until the transaction ends, or undefined. */
export async function lockWarning(db: Db, id: string): Promise<Warning | undefined> {
  const { rows } = await sql<Warning>`
    select ${columns} from air_warning where id = ${id}::uuid for update`.execute(db);
  return rows[0];
}

/**
 * Adds an issued warning with the series that it was made from; gives its id.
 * @throws StoreError `duplicate` while another one is in force
 */
export async function addWarning(
  db: Db,
  warning: Pick<
    Warning,
    | 'colour'
    | 'source'
    | 'proposed'
    | 'because'
    | 'plan'
    | 'fromDay'
    | 'toDay'
    | 'note'
    | 'document'
    | 'issuedAt'
    | 'issuedBy'
  > & { series: unknown },
): Promise<string> {
  const id = newId();
  await sql`
    insert into air_warning (id, colour, state, source, proposed, because, series, plan, from_day, to_day, note, document,
      issued_at, issued_by)
    values (${id}, ${warning.colour}, 'issued', ${warning.source}, ${warning.proposed},
      ${JSON.stringify(warning.because)}::jsonb, ${JSON.stringify(warning.series)}::jsonb, ${warning.plan},
      ${warning.fromDay}, ${warning.toDay}, ${warning.note}, ${warning.document}, ${warning.issuedAt},
      ${warning.issuedBy})`.execute(db);
  return id;
}

/** Ends a warning. */
export async function endWarning(
  db: Db,
  id: string,
  end: { at: string; by: string; reason: string },
): Promise<void> {
  await sql`
    update air_warning set state = 'lifted', lifted_at = ${end.at}, lifted_by = ${end.by}, lift_reason = ${end.reason}
    where id = ${id}::uuid`.execute(db);
}

/** One measure of the response list of a warning. */
export interface WarningItem {
  id: string;
  warningId: string;
  number: number;
  measure: string;
  orgId: string | null;
  confirmedAt: string | null;
  confirmedBy: string | null;
  note: string;
}

/** Adds the response list. */
export async function addWarningItems(
  db: Db,
  warningId: string,
  items: readonly { measure: string; orgId: string | null }[],
): Promise<void> {
  if (items.length === 0) return;
  await sql`
    insert into air_warning_item (id, warning_id, number, measure, org_id)
    select id, ${warningId}::uuid, number, measure, org_id
    from unnest(${items.map(() => newId())}::uuid[], ${items.map((_, index) => index + 1)}::integer[],
      ${items.map((one) => one.measure)}::text[], ${items.map((one) => one.orgId)}::uuid[])
      as u (id, number, measure, org_id)`.execute(db);
}

/** The response lists of warnings. */
export async function warningItems(db: Db, warningIds: readonly string[]): Promise<WarningItem[]> {
  const { rows } = await sql<WarningItem>`
    select id, warning_id as "warningId", number, measure, org_id as "orgId", confirmed_at as "confirmedAt",
      confirmed_by as "confirmedBy", note
    from air_warning_item where warning_id = any(${warningIds}::uuid[]) order by warning_id, number`.execute(
    db,
  );
  return rows;
}

/** Confirms a measure that nobody has confirmed; tells whether it was this call. */
export async function confirmItem(
  db: Db,
  id: string,
  done: { at: string; by: string; note: string },
): Promise<boolean> {
  const result = await sql`
    update air_warning_item set confirmed_at = ${done.at}, confirmed_by = ${done.by}, note = ${done.note}
    where id = ${id}::uuid and confirmed_at is null`.execute(db);
  return Number(result.numAffectedRows ?? 0) === 1;
}

/** One line of a warning's history. */
export interface WarningEvent {
  id: string;
  warningId: string;
  at: string;
  actor: string;
  actorName: string;
  action: string;
  text: string;
}

/** Appends a line to the history of a warning. */
export async function addWarningEvent(db: Db, event: Omit<WarningEvent, 'id'>): Promise<void> {
  await sql`
    insert into air_warning_event (id, warning_id, at, actor, actor_name, action, text)
    values (${newId()}, ${event.warningId}, ${event.at}, ${event.actor}, ${event.actorName}, ${event.action},
      ${event.text})`.execute(db);
}

/** The histories of warnings. */
export async function warningEvents(db: Db, warningIds: readonly string[]): Promise<WarningEvent[]> {
  const { rows } = await sql<WarningEvent>`
    select id, warning_id as "warningId", at, actor, actor_name as "actorName", action, text
    from air_warning_event where warning_id = any(${warningIds}::uuid[]) order by id`.execute(db);
  return rows;
}
