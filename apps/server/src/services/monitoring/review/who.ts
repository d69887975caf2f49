import { listSites, type Site } from '../../../store/monitoring/sites.queries.ts';
import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';
import type { Session } from '../../session.ts';

/** True when a reviewer's grant covers a site: one for an area only the sites of that area. */
export function reviewsSite(session: Session, site: Pick<Site, 'areaCode'>): boolean {
  return session.actor.roles.some(
    (role) => role.code === 'MON' && (role.areaCode === null || site.areaCode.startsWith(role.areaCode)),
  );
}

/** True when a reviewer's grant covers the whole district. */
export function reviewsAll(session: Session): boolean {
  return session.actor.roles.some((role) => role.code === 'MON' && role.areaCode === null);
}

/** An active site that the person reviews. @throws AppError `not-found` */
export async function reviewedSite(env: Env, session: Session, id: number): Promise<Site> {
  const [site] = await listSites(env.store.db, { ids: [id] });
  if (site === undefined || !reviewsSite(session, site)) throw new AppError('not-found');
  return site;
}

/** The active outlets of the person's own enterprise. */
export async function ownOutlets(env: Env, session: Session): Promise<Site[]> {
  const sites = await listSites(env.store.db, { kind: 'outlet' });
  return sites.filter(
    (site) => site.enterpriseOrg !== null && session.actor.orgIds.includes(site.enterpriseOrg),
  );
}

/** One of them. @throws AppError `not-found` */
export async function ownOutlet(env: Env, session: Session, id: number): Promise<Site> {
  const site = (await ownOutlets(env, session)).find((one) => one.id === id);
  if (site === undefined) throw new AppError('not-found');
  return site;
}
