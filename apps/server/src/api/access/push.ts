import type { pushRoutes } from '@huanzhi/contract';
import type { RouteAccess } from './access.ts';

/** Keys are made by who keeps the instruments; the rest of the routes takes a key and nothing else. */
export const pushAccess: Record<keyof typeof pushRoutes, RouteAccess> = {
  pushKeys: ['gateway.manage'],
  addPushKey: ['gateway.manage'],
  revokePushKey: ['gateway.manage'],
  pushDatastreams: 'push-key',
  pushDatastream: 'push-key',
  pushedObservation: 'push-key',
  pushObservation: 'push-key',
  pushLinkedObservation: 'push-key',
  pushObservations: 'push-key',
};
