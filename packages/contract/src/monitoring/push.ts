import { z } from 'zod';
import { route } from '../route.ts';

const tag = 'monitoring';
const service = 'push (SensorThings 1.1, a subset)';

/** A key without its secret, which is shown once and stored as a hash. */
const pushKey = z.object({
  id: z.string(),
  name: z.string(),
  /** The first characters of the secret, to tell keys apart. */
  hint: z.string(),
  /** How many days back it may write. */
  backDays: z.number(),
  sites: z.array(z.object({ id: z.number(), code: z.string(), name: z.string() })),
  createdBy: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  lastUsedFrom: z.string().nullable(),
  revokedAt: z.string().nullable(),
  revokedBy: z.string().nullable(),
  /** Of the last seven days with pushes: hours taken over, observations refused. */
  taken: z.number(),
  refused: z.number(),
  /** The import that keeps what was pushed on the newest of those days. */
  newest: z.string().nullable(),
});

/** The part of an address behind the name of an entity set: `('S1:a34004')`. */
const entity = z.object({ entity: z.string().regex(/^\(.{1,200}\)$/) });

const datastream = z.object({
  '@iot.id': z.string(),
  '@iot.selfLink': z.string(),
  name: z.string(),
  description: z.string(),
  observationType: z.string(),
  unitOfMeasurement: z.object({
    name: z.string(),
    symbol: z.string(),
    definition: z.string().nullable(),
  }),
  ObservedProperty: z.object({ name: z.string(), definition: z.string(), description: z.string() }),
  Thing: z.object({
    name: z.string(),
    description: z.string(),
    properties: z.object({ code: z.string(), kind: z.string(), intervalHours: z.number() }),
  }),
  'Observations@iot.navigationLink': z.string(),
});

const observation = z.object({
  '@iot.id': z.string(),
  '@iot.selfLink': z.string(),
  phenomenonTime: z.string(),
  resultTime: z.null(),
  /** In the unit of the datastream; null: invalid or not monitored, see `resultQuality`. */
  result: z.number().nullable(),
  /** The mark of HJ 212, see `HourMark`. */
  resultQuality: z.string(),
  'Datastream@iot.navigationLink': z.string(),
});

/** Bodies are read field by field in the service, so that a refusal names the field and is kept. */
const anyObject = z.record(z.string(), z.unknown());
const pushed = {
  tag: service,
  access: 'push-key',
  status: 201,
  bodyLimit: 1024 * 1024,
} as const;

/** Measurements that other systems push: their keys, and the part of SensorThings 1.1 that takes observations. */
export const pushRoutes = {
  pushKeys: route({
    method: 'GET',
    path: '/api/monitoring/push-keys',
    summary: 'Keys of other systems, the newest first',
    tag,
    response: z.object({ items: z.array(pushKey) }),
  }),
  addPushKey: route({
    method: 'POST',
    path: '/api/monitoring/push-keys',
    summary: 'Make a key for some sites; its secret is shown in this answer only',
    tag,
    body: z.object({
      name: z.string().trim().min(1).max(100),
      sites: z.array(z.number().int().positive().max(2_147_483_647)).min(1).max(500),
      backDays: z.number().int().min(1).max(3660),
    }),
    response: z.object({ key: pushKey, secret: z.string() }),
  }),
  revokePushKey: route({
    method: 'POST',
    path: '/api/monitoring/push-keys/:id/revoke',
    summary: 'Revoke a key for good; what it pushed stays',
    tag,
    params: z.object({ id: z.string() }),
    response: pushKey,
  }),
  pushDatastreams: route({
    method: 'GET',
    path: '/api/push/v1.1/Datastreams',
    summary: 'The datastreams that the key may write',
    tag: service,
    access: 'push-key',
    response: z.object({ '@iot.count': z.number(), value: z.array(datastream) }),
  }),
  pushDatastream: route({
    method: 'GET',
    path: '/api/push/v1.1/Datastreams:entity',
    summary: 'One datastream',
    tag: service,
    access: 'push-key',
    params: entity,
    response: datastream,
  }),
  pushedObservation: route({
    method: 'GET',
    path: '/api/push/v1.1/Observations:entity',
    summary: 'The hour of an observation as it stands',
    tag: service,
    access: 'push-key',
    params: entity,
    response: observation,
  }),
  pushObservation: route({
    ...pushed,
    method: 'POST',
    path: '/api/push/v1.1/Datastreams:entity/Observations',
    summary: 'Push one observation of a datastream',
    params: entity,
    body: anyObject,
    response: observation,
  }),
  pushLinkedObservation: route({
    ...pushed,
    method: 'POST',
    path: '/api/push/v1.1/Observations',
    summary: 'Push one observation that names its datastream',
    body: anyObject,
    response: observation,
  }),
  pushObservations: route({
    ...pushed,
    method: 'POST',
    path: '/api/push/v1.1/CreateObservations',
    summary: 'Push many observations (data array extension); each is answered by its address or `error …`',
    body: z.array(anyObject).min(1).max(5000),
    response: z.array(z.string()),
  }),
} as const;
