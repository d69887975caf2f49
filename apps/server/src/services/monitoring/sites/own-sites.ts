import { findSite, type Site } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';
import type { Session } from '../../session.ts';
import { reviewsSite } from '../review/who.ts';

/** Whether a person may see a site: officers every one, an enterprise the outlets of its own organisation. */
export function maySee(session: Session, site: Pick<Site, 'enterpriseOrg'>): boolean {
  if (session.permissions.includes('monitor.read')) return true;
  return (
    session.permissions.includes('monitor.own') &&
    site.enterpriseOrg !== null &&
    session.actor.orgIds.includes(site.enterpriseOrg)
  );
}

/** A site that the person may see. @throws AppError `not-found`, also for one that is not for them */
export async function siteFor(env: Env, session: Session, id: number): Promise<Site> {
  const site = await findSite(env.store.db, id);
  if (site === undefined || !maySee(session, site)) throw new AppError('not-found');
  return site;
}

/**
 * A site that the person may change: who keeps one area sees the others and leaves them alone.
 * @throws AppError `not-found`; `forbidden` for one outside the own area
 */
export async function managedSite(env: Env, session: Session, id: number): Promise<Site> {
  const site = await siteFor(env, session, id);
  requireOwnArea(session, site);
  return site;
}

/** @throws AppError `forbidden` for a site outside the area of the person */
export function requireOwnArea(session: Session, site: Pick<Site, 'areaCode'>): void {
  if (!reviewsSite(session, site)) throw new AppError('forbidden');
}
