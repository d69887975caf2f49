import type { Answer, Body } from '@huanzhi/contract';
import { hourEnd } from '@huanzhi/monitoring';
import { findSiteByCode, type SiteProps } from '../../../store/monitoring/sites.queries.ts';
import { listSiteStations, touchHoursWithPackets } from '../../../store/readings/touched-hours.queries.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { audit, type Origin, type Session } from '../../session.ts';
import { rebuild } from '../aggregate/rebuild.ts';
import { managedSite, requireOwnArea } from './own-sites.ts';
import { readSite } from './sites.ts';
import { checkSite, storeChanged, storeNew } from './store-site.ts';

/**
 * Adds a site.
 * @throws AppError `validation-failed` for a code that is taken, half a place or one outside China, `org-unknown`,
 *   `forbidden` outside the own area
 */
export async function addSite(
  env: Env,
  session: Session,
  body: Body<'addSite'>,
  origin: Origin,
): Promise<Answer<'addSite'>> {
  if ((await findSiteByCode(env.store.db, body.code)) !== undefined) {
    throw new AppError('validation-failed', [
      problem('code', 'taken', '该编码已被其他点位使用。', 'Another site has this code.'),
    ]);
  }
  requireOwnArea(session, body);
  await checkSite(env, body);
  const id = await storeNew(env, session, { ...body, props: body.props as SiteProps }, origin);
  return readSite(env, session, id);
}

/** Changes a site. @throws AppError `not-found`, and as for a new one */
export async function changeSite(
  env: Env,
  session: Session,
  id: number,
  body: Body<'changeSite'>,
  origin: Origin,
): Promise<Answer<'changeSite'>> {
  const before = await managedSite(env, session, id);
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  const after = { ...before, ...given };
  requireOwnArea(session, after);
  await checkSite(env, after);
  await storeChanged(env, session, before, after, origin);
  return readSite(env, session, id);
}

/** Asks for figures, or hours too, to be made again; the next round of the job makes them. @throws AppError `not-found`, `forbidden` */
export async function rebuildSite(
  env: Env,
  session: Session,
  id: number,
  { from, to, packets }: Body<'rebuildSite'>,
  origin: Origin,
): Promise<Answer<'rebuildSite'>> {
  await managedSite(env, session, id);
  const stations = packets === true ? await listSiteStations(env.store.db, { siteIds: [id] }) : [];
  const hours = await touchHoursWithPackets(
    env.store.db,
    stations.map((one) => one.id),
    hourEnd(from, 0),
    hourEnd(to, 24),
  );
  const days = await rebuild(env, [id], from, to);
  await audit(env, session.user, 'site.rebuild', String(id), { from, to, days, hours }, origin.ip);
  return { days, hours };
}
