import type { Body } from '@huanzhi/contract';
import { findSite } from '../../../store/monitoring/sites.queries.ts';
import {
  findStation,
  findStationByMn,
  type GatewayStation,
  saveStation,
} from '../../../store/readings/stations.queries.ts';
import type { Env } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { audit, type Origin, type Session } from '../../session.ts';
import { requireOwnArea } from '../sites/own-sites.ts';

/**
 * Registers an instrument.
 * @throws AppError `station-taken` when the device number is registered, `validation-failed` for a site that is not there,
 *   `forbidden` for one outside the own area
 */
export async function addStation(
  env: Env,
  session: Session,
  body: Body<'addStation'>,
  origin: Origin,
): Promise<{ id: number }> {
  const { db } = env.store;
  if ((await findStationByMn(db, body.mn)) !== undefined) {
    throw new AppError('station-taken', [
      problem('mn', 'taken', '该设备编号已登记。', 'This device number is registered.'),
    ]);
  }
  await checkSite(env, session, body.siteId);
  const id = await saveStation(db, {
    ...body,
    password: body.password ?? null,
    sm4Key: body.sm4Key?.toLowerCase() ?? null,
  });
  await audit(env, session.user, 'gateway.station.add', body.mn, withoutSecrets(body), origin.ip);
  await env.gateway?.refreshStations();
  return { id };
}

/**
 * Changes an instrument; its device number stays.
 * @throws AppError `not-found`, `validation-failed` as `addStation`, `forbidden` when its site, before or after, lies
 *   outside the own area
 */
export async function changeStation(
  env: Env,
  session: Session,
  id: number,
  body: Body<'changeStation'>,
  origin: Origin,
): Promise<{ id: number }> {
  const station = await managedStation(env, session, id);
  await checkSite(env, session, body.siteId);
  await saveStation(env.store.db, {
    ...body,
    mn: station.mn,
    password: body.password === undefined ? station.password : body.password,
    sm4Key: body.sm4Key === undefined ? station.sm4Key : (body.sm4Key?.toLowerCase() ?? null),
  });
  await audit(env, session.user, 'gateway.station.change', station.mn, withoutSecrets(body), origin.ip);
  await env.gateway?.refreshStations();
  return { id };
}

/** A station that the person may change. @throws AppError `not-found`; `forbidden` when its site lies outside the own area */
export async function managedStation(env: Env, session: Session, id: number): Promise<GatewayStation> {
  const station = await findStation(env.store.db, id);
  if (station === undefined) throw new AppError('not-found');
  await checkSite(env, session, station.siteId);
  return station;
}

/** The hours of a site are made of what its instruments send: who ties one to it writes them. */
async function checkSite(env: Env, session: Session, siteId: number | null): Promise<void> {
  if (siteId === null) return;
  const site = await findSite(env.store.db, siteId);
  if (site !== undefined) return requireOwnArea(session, site);
  throw new AppError('validation-failed', [
    problem('siteId', 'unknown', '没有这个监测点位。', 'There is no such site.'),
  ]);
}

/** What was set, for the log: of secrets only whether they were set or removed. */
function withoutSecrets({ password, sm4Key, ...rest }: Body<'changeStation'>): Record<string, unknown> {
  const told = (secret: string | null | undefined) =>
    secret === undefined ? 'kept' : secret === null ? 'none' : 'set';
  return { ...rest, password: told(password), sm4Key: told(sm4Key) };
}
