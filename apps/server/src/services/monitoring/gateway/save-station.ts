import type { Body } from '@huanzhi/contract';
import {
  findStation,
  findStationByMn,
  type GatewayStation,
  saveStation,
} from '../../../store/readings/stations.queries.ts';
import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';
import { audit, type Origin, type Session } from '../../session.ts';

/** Registers an instrument. @throws AppError `station-taken` when the device number is registered */
export async function addStation(
  env: Env,
  session: Session,
  body: Body<'addStation'>,
  origin: Origin,
): Promise<{ id: number }> {
  const { db } = env.store;
  if ((await findStationByMn(db, body.mn)) !== undefined) throw new AppError('station-taken');
  const id = await saveStation(db, {
    ...body,
    password: body.password ?? null,
    sm4Key: body.sm4Key?.toLowerCase() ?? null,
  });
  await audit(env, session.user, 'gateway.station.add', body.mn, withoutSecrets(body), origin.ip);
  await env.gateway?.refreshStations();
  return { id };
}

/** Changes an instrument; its device number stays. @throws AppError `not-found` */
export async function changeStation(
  env: Env,
  session: Session,
  id: number,
  body: Body<'changeStation'>,
  origin: Origin,
): Promise<{ id: number }> {
  const station = await stationOf(env, id);
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

/** A station by its number. @throws AppError `not-found` */
export async function stationOf(env: Env, id: number): Promise<GatewayStation> {
  const station = await findStation(env.store.db, id);
  if (station === undefined) throw new AppError('not-found');
  return station;
}

/** What was set, for the log: of secrets only whether they were set or removed. */
function withoutSecrets({ password, sm4Key, ...rest }: Body<'changeStation'>): Record<string, unknown> {
  const told = (secret: string | null | undefined) =>
    secret === undefined ? 'kept' : secret === null ? 'none' : 'set';
  return { ...rest, password: told(password), sm4Key: told(sm4Key) };
}
