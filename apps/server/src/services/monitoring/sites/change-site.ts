import type { Answer, Body } from '@huanzhi/contract';
import { hourEnd } from '@huanzhi/monitoring';
import { daysWithHours, markDirty } from '../../../store/monitoring/hours.queries.ts';
import {
  addSiteFactors,
  addSiteLimit,
  endSiteLimit,
  findSiteByCode,
  listSiteLimits,
  type Site,
  type SiteProps,
  saveSite,
} from '../../../store/monitoring/sites.queries.ts';
import { listSiteStations, touchHoursWithPackets } from '../../../store/readings/touched-hours.queries.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { loadOrgIndex } from '../../org-index.ts';
import { audit, type Origin, type Session } from '../../session.ts';
import { rebuild } from '../aggregate/rebuild.ts';
import { siteFor } from './own-sites.ts';
import { readSite } from './sites.ts';

/** Adds a site. @throws AppError `validation-failed` for a code that is taken, `org-unknown` */
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
  await checkOrgs(env, body);
  const id = await saveSite(env.store.db, { ...body, props: body.props as SiteProps });
  await audit(env, session.user, 'site.add', String(id), { code: body.code, name: body.name }, origin.ip);
  return readSite(env, session, id);
}

/** What day, month and year figures are made by; when one changes, they are made again. */
const figured: readonly (keyof Site)[] = ['kind', 'assessed', 'intervalHours', 'props', 'active'];

/** Changes a site. @throws AppError `not-found`, `org-unknown` */
export async function changeSite(
  env: Env,
  session: Session,
  id: number,
  body: Body<'changeSite'>,
  origin: Origin,
): Promise<Answer<'changeSite'>> {
  const { id: _, ...before } = await siteFor(env, session, id);
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  const after: Omit<Site, 'id'> = { ...before, ...given };
  await checkOrgs(env, after);
  const changed = (Object.keys(given) as (keyof typeof after)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  if (changed.length > 0) {
    await env.store.transaction(async (trx) => {
      await saveSite(trx, after);
      if (changed.some((key) => figured.includes(key)))
        await markDirty(trx, await daysWithHours(trx, [id], '1900-01-01', '9999-12-31'));
    });
    const detail = Object.fromEntries(
      changed.map((key) => [key, { before: before[key], after: after[key] }]),
    );
    await audit(env, session.user, 'site.change', String(id), detail, origin.ip);
  }
  return readSite(env, session, id);
}

/** Adds a factor. @throws AppError `not-found` */
export async function addFactor(
  env: Env,
  session: Session,
  id: number,
  body: Body<'addSiteFactor'>,
  origin: Origin,
): Promise<Answer<'addSiteFactor'>> {
  await siteFor(env, session, id);
  await addSiteFactors(env.store.db, [{ siteId: id, ...body }]);
  await audit(env, session.user, 'site.factor', String(id), { ...body }, origin.ip);
  return readSite(env, session, id);
}

/** Adds a limit. @throws AppError `not-found`, `validation-failed` without a bound or with an end before its start */
export async function addLimit(
  env: Env,
  session: Session,
  id: number,
  body: Body<'addSiteLimit'>,
  origin: Origin,
): Promise<Answer<'addSiteLimit'>> {
  await siteFor(env, session, id);
  const wrong = [
    ...(body.lower === null && body.upper === null
      ? [problem('upper', 'required', '上限与下限至少填一项。', 'Give an upper or a lower bound.')]
      : []),
    ...(body.validTo !== null && body.validTo < body.validFrom
      ? [problem('validTo', 'order', '终止日期不能早于起始日期。', 'It cannot end before it begins.')]
      : []),
  ];
  if (wrong.length > 0) throw new AppError('validation-failed', wrong);
  const limit = await addSiteLimit(env.store.db, { siteId: id, ...body }, session.user.id);
  await audit(env, session.user, 'site.limit', String(id), { limit, ...body }, origin.ip);
  return readSite(env, session, id);
}

/** Ends a limit. @throws AppError `not-found`, `validation-failed` for a day before its first */
export async function endLimit(
  env: Env,
  session: Session,
  id: number,
  { limit, lastDay }: { limit: string; lastDay: string },
  origin: Origin,
): Promise<Answer<'endSiteLimit'>> {
  await siteFor(env, session, id);
  const found = (await listSiteLimits(env.store.db, [id])).find((one) => one.id === limit);
  if (found === undefined) throw new AppError('not-found');
  if (lastDay < found.validFrom) {
    throw new AppError('validation-failed', [
      problem('lastDay', 'order', '终止日期不能早于起始日期。', 'It cannot end before it begins.'),
    ]);
  }
  await endSiteLimit(env.store.db, limit, lastDay);
  await audit(env, session.user, 'site.limit.end', String(id), { limit, lastDay }, origin.ip);
  return readSite(env, session, id);
}

/** Asks for figures, or hours too, to be made again; the next round of the job makes them. @throws AppError `not-found` */
export async function rebuildSite(
  env: Env,
  session: Session,
  id: number,
  { from, to, packets }: Body<'rebuildSite'>,
  origin: Origin,
): Promise<Answer<'rebuildSite'>> {
  await siteFor(env, session, id);
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

async function checkOrgs(env: Env, site: Pick<Site, 'ownerOrg' | 'enterpriseOrg'>): Promise<void> {
  const orgs = await loadOrgIndex(env);
  for (const id of [site.ownerOrg, site.enterpriseOrg])
    if (id !== null && orgs.byId(id) === undefined) throw new AppError('org-unknown');
}
