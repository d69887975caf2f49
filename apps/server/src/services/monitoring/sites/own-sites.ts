import { findSite, type Site } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';
import type { Session } from '../../session.ts';

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
