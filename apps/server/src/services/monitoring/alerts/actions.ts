import type { Body } from '@huanzhi/contract';
import { inTransaction } from '../../../store/database.ts';
import {
  type Alert,
  addAlertEvent,
  alertFiles,
  markAlert,
  withdrawAlert,
} from '../../../store/monitoring/alerts/alerts.queries.ts';
import type { Site } from '../../../store/monitoring/sites.queries.ts';
import type { Db } from '../../../store/schema.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import type { Session } from '../../session.ts';
import { alertFor, isOwn } from './alert-for.ts';
import { tellExplained } from './tell.ts';

/** What a person may do with an alert. `close` is missing on purpose: only data close an alert. */
export type AlertAction = 'acknowledge' | 'explain' | 'lead' | 'false-alarm';

/** What this person may do with the alert now, in the order of the buttons. */
export function allowedActions(session: Session, site: Site, alert: Alert): AlertAction[] {
  if (alert.state === 'withdrawn') return [];
  const handles = session.permissions.includes('alert.handle');
  const own = isOwn(session, site);
  const actions: AlertAction[] = [];
  if ((handles || own) && alert.acknowledgedAt === null) actions.push('acknowledge');
  // An enterprise explains its own; where there is none, whoever handles alerts writes down the cause.
  if (own || (handles && site.enterpriseOrg === null)) actions.push('explain');
  if (handles && alert.leadRecord === null) actions.push('lead');
  if (handles && alert.leadRecord === null) actions.push('false-alarm');
  return actions;
}

/** @throws AppError `forbidden`, or `transition-refused` when the alert no longer allows it */
export function checkAction(session: Session, site: Site, alert: Alert, action: AlertAction): void {
  if (allowedActions(session, site, alert).includes(action)) return;
  const everAllowed = allowedActions(session, site, {
    ...alert,
    state: 'open',
    acknowledgedAt: null,
    leadRecord: null,
  });
  throw new AppError(everAllowed.includes(action) ? 'transition-refused' : 'forbidden');
}

async function act(
  env: Env,
  session: Session,
  id: string,
  action: AlertAction,
  done: (db: Db, alert: Alert, site: Site, now: string) => Promise<void>,
): Promise<void> {
  await inTransaction(env.store.db, async (trx) => {
    const { alert, site } = await alertFor(trx, session, id, true);
    checkAction(session, site, alert, action);
    await done(trx, alert, site, env.clock().toISOString());
  });
}

function event(session: Session, alertId: string, at: string, action: string, text: string, detail = {}) {
  return { alertId, at, actor: session.user.id, actorName: session.user.name, action, text, detail };
}

/** Notes that somebody has seen the alert and looks after it. */
export function acknowledgeAlert(env: Env, session: Session, id: string): Promise<void> {
  return act(env, session, id, 'acknowledge', async (db, alert, _site, now) => {
    await markAlert(db, alert.id, { acknowledgedAt: now, acknowledgedBy: session.user.id });
    await addAlertEvent(db, event(session, alert.id, now, 'acknowledge', ''));
  });
}

/**
 * Takes an explanation. It may be given again: the latest counts, the first decides whether it came in time, all
 * stay in the history.
 * @throws AppError `validation-failed` for files that do not belong to the alert
 */
export function explainAlert(
  env: Env,
  session: Session,
  id: string,
  body: Body<'explainAlert'>,
): Promise<void> {
  return act(env, session, id, 'explain', async (db, alert, site, now) => {
    const known = new Set((await alertFiles(db, alert.id)).map((file) => file.id));
    if (body.files.some((file) => !known.has(file))) {
      throw new AppError('validation-failed', [
        problem('files', 'unknown-evidence', '附件不属于这起告警', 'The file does not belong to this alert'),
      ]);
    }
    await markAlert(db, alert.id, {
      explanation: body.text,
      ...(alert.explainedAt === null ? { explainedAt: now, explainedBy: session.user.id } : {}),
    });
    await addAlertEvent(db, event(session, alert.id, now, 'explain', body.text, { files: body.files }));
    await tellExplained(db, site, alert, session.user.id);
  });
}

/**
 * Calls an alert a false alarm: it is withdrawn with the reason and stays readable. Its hours are no longer judged;
 * later ones are, and open a new alert when they are over too.
 */
export function markFalseAlarm(env: Env, session: Session, id: string, reason: string): Promise<void> {
  return act(env, session, id, 'false-alarm', async (db, alert, _site, now) => {
    await withdrawAlert(db, alert.id, 'person', reason);
    await addAlertEvent(db, event(session, alert.id, now, 'false-alarm', reason));
  });
}
