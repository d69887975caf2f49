import { type HourDay, hourEnd } from '@huanzhi/monitoring';
import type { LightMyRequestResponse } from 'fastify';
import { readHourDays } from '../../src/store/monitoring/hours.queries.ts';
import { makeWorld, type Person, type World } from '../api/world.ts';
import { addSite, sixPollutants } from './sites-setup.ts';

export const root = '/api/push/v1.1';
export const now = '2025-06-01T02:00:00Z';
/** Where observations of PM2.5 at the site `S1` are pushed to. */
export const pm25 = "Datastreams('S1:a34004')/Observations";

/** A world with two air stations and a key for the first. */
export interface PushWorld {
  world: World;
  manager: Person;
  siteId: number;
  secret: string;
  keyId: string;
  makeKey: (more: object) => Promise<LightMyRequestResponse>;
  /** A request as another system makes it: a key, no cookie, no origin. A body makes it a POST. */
  send: (
    path: string,
    body?: object | string,
    more?: { key?: string; headers?: object },
  ) => Promise<LightMyRequestResponse>;
  /** The hours of a day of the first station. */
  stands: (day: string) => Promise<HourDay | undefined>;
}

export async function makePushWorld(): Promise<PushWorld> {
  const world = await makeWorld();
  world.setTime(now);
  const manager = await world.as('MON');
  const siteId = await addSite(world.env, 'S1', sixPollutants);
  await addSite(world.env, 'S2', sixPollutants);
  const makeKey = (more: object) =>
    manager.send('POST', '/api/monitoring/push-keys', { name: '园区平台', sites: [], backDays: 40, ...more });
  const { secret, key } = (await makeKey({ sites: [siteId] })).json();
  return {
    world,
    manager,
    siteId,
    secret,
    keyId: key.id,
    makeKey,
    send: (path, body, more = {}) =>
      world.app.inject({
        method: body === undefined ? 'GET' : 'POST',
        url: path.startsWith('/') ? path : `${root}/${path}`,
        headers: {
          authorization: `Bearer ${more.key ?? secret}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...more.headers,
        },
        ...(body === undefined ? {} : { payload: body }),
      }),
    stands: async (day) => {
      const [block] = await readHourDays(world.env.store.db, {
        siteIds: [siteId],
        factors: ['a34004'],
        from: day,
        to: day,
      });
      return block;
    },
  };
}

/** The interval of an hour, named by its end. */
export const hourText = (day: string, hour: number): string =>
  `${new Date(hourEnd(day, hour - 1)).toISOString()}/${new Date(hourEnd(day, hour)).toISOString()}`;

export const observation = (day: string, hour: number, result: unknown, more: object = {}) => ({
  phenomenonTime: hourText(day, hour),
  result,
  ...more,
});
