import { isId } from '../../../store/ids.ts';
import { type Alert, findAlert } from '../../../store/monitoring/alerts/alerts.queries.ts';
import { findSite, type Site } from '../../../store/monitoring/sites.queries.ts';
import type { Db } from '../../../store/schema.ts';
import { AppError } from '../../errors.ts';
import type { Session } from '../../session.ts';

/** Whether this person sees the alerts of every site, or only those of the own enterprise's outlets. */
export function seesAll(session: Session): boolean {
  return session.permissions.includes('monitor.read');
}

/** Whether the site is an outlet of this person's enterprise. */
export function isOwn(session: Session, site: Site): boolean {
  return (
    session.permissions.includes('monitor.own') &&
    site.enterpriseOrg !== null &&
    session.actor.orgIds.includes(site.enterpriseOrg)
  );
}

/**
 * An alert that this person may see, with its site; what one may not see does not exist.
 * @param lock keep others from changing it until the transaction ends
 * @throws AppError `not-found`
 */
export async function alertFor(
  db: Db,
  session: Session,
  id: string,
  lock = false,
): Promise<{ alert: Alert; site: Site }> {
  const alert = isId(id) ? await findAlert(db, id, lock) : undefined;
  const site = alert === undefined ? undefined : await findSite(db, alert.siteId);
  if (alert === undefined || site === undefined) throw new AppError('not-found');
  if (!seesAll(session) && !isOwn(session, site)) throw new AppError('not-found');
  return { alert, site };
}
