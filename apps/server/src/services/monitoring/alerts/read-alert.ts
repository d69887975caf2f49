import { alertEvents, alertFiles } from '../../../store/monitoring/alerts/alerts.queries.ts';
import type { Env } from '../../env.ts';
import { loadOrgIndex } from '../../org-index.ts';
import type { Session } from '../../session.ts';
import { userNames } from '../../user-names.ts';
import { allowedActions } from './actions.ts';
import { chartOfAlert } from './alert-chart.ts';
import { alertFor } from './alert-for.ts';
import { shownAlert } from './shown-alert.ts';

/** An alert with its figures, history, files and what this person may do. @throws AppError `not-found` */
export async function readAlert(env: Env, session: Session, id: string) {
  const { db } = env.store;
  const { alert, site } = await alertFor(db, session, id);
  const [chart, events, files, orgs, names] = await Promise.all([
    chartOfAlert(env, alert, site),
    alertEvents(db, alert.id),
    alertFiles(db, alert.id),
    loadOrgIndex(env),
    userNames(env),
  ]);
  const orgName = (org: string | null) => (org === null ? null : orgs.nameOf(org));
  const userName = (user: string | null) => (user === null ? null : names(user));
  return {
    ...shownAlert(alert, site, env.clock()),
    ownerName: orgName(site.ownerOrg),
    enterpriseName: orgName(site.enterpriseOrg),
    acknowledgedBy: userName(alert.acknowledgedBy),
    acknowledgedAt: alert.acknowledgedAt,
    explainedBy: userName(alert.explainedBy),
    explainedAt: alert.explainedAt,
    allowed: allowedActions(session, site, alert),
    chart,
    events: events.map(({ id: eventId, at, actorName, action, text, detail }) => ({
      id: eventId,
      at,
      actorName,
      action,
      text,
      detail,
    })),
    files: files.map((file) => ({
      id: file.id,
      fileName: file.fileName,
      size: file.size,
      uploadedBy: names(file.uploadedBy),
      uploadedAt: file.uploadedAt,
    })),
  };
}
