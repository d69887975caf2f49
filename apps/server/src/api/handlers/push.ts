import type { Answer, pushRoutes } from '@huanzhi/contract';
import type { Env } from '../../services/env.ts';
import * as datastreams from '../../services/monitoring/push/datastreams.ts';
import { pushMany, pushOne } from '../../services/monitoring/push/push.ts';
import { listKeys, makeKey, revokeKey } from '../../services/monitoring/push/push-keys.ts';
import { linkedDatastream } from '../../services/monitoring/push/sent-observations.ts';
import type { Handlers } from '../call.ts';

/** Handlers of keys and of what other systems push with them. */
export function pushHandlers(env: Env): Handlers<keyof typeof pushRoutes> {
  const rootOf = (server: string) => `${server}/api/push/v1.1`;
  const made = (
    answer: Answer<'pushObservation'>,
    setLocation: (address: string) => void,
  ): Answer<'pushObservation'> => {
    setLocation(answer['@iot.selfLink']);
    return answer;
  };
  return {
    pushKeys: ({ session }) => listKeys(env, session),
    addPushKey: ({ session, body, origin }) => makeKey(env, session, body, origin),
    revokePushKey: ({ session, params, origin }) => revokeKey(env, session, params.id, origin),
    pushDatastreams: ({ pushKey, server }) => datastreams.listDatastreams(env, pushKey, rootOf(server)),
    pushDatastream: ({ pushKey, server, params }) =>
      datastreams.readDatastream(env, pushKey, rootOf(server), params.entity),
    pushedObservation: ({ pushKey, server, params }) =>
      datastreams.readObservation(env, pushKey, rootOf(server), datastreams.idOfEntity(params.entity)),
    pushObservation: async ({ pushKey, server, params, body, setLocation }) => {
      const sent = { datastream: datastreams.idOfEntity(params.entity), fields: body };
      return made(await pushOne(env, pushKey, rootOf(server), sent), setLocation);
    },
    pushLinkedObservation: async ({ pushKey, server, body, setLocation }) => {
      const sent = { datastream: linkedDatastream(body), fields: body };
      return made(await pushOne(env, pushKey, rootOf(server), sent), setLocation);
    },
    pushObservations: ({ pushKey, server, body }) => pushMany(env, pushKey, rootOf(server), body),
  };
}
