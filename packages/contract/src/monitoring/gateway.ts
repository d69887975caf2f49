import { z } from 'zod';
import { route } from '../route.ts';

const tag = 'gateway';
const base = '/api/monitoring/gateway';
const stationId = z.object({ id: z.coerce.number().int().positive() });

export const gatewayEdition = z.enum(['2005', '2017', '2025']);
export const gatewayCrc = z.enum(['hj212', 'modbus', 'modbus-swapped', 'off']);
/** 在线, 延迟, 断线, 报文异常, 未接入, 停用. */
export const stationStateWord = z.enum(['online', 'late', 'offline', 'faulty', 'never', 'inactive']);

const counts = z.record(z.string(), z.number());

const stationRow = z.object({
  id: z.number(),
  mn: z.string(),
  name: z.string(),
  site: z.object({ id: z.number(), name: z.string(), kind: z.string(), areaCode: z.string() }).nullable(),
  edition: gatewayEdition,
  crc: gatewayCrc,
  dueMinutes: z.number(),
  state: stationStateWord,
  connectedSince: z.string().nullable(),
  peer: z.string().nullable(),
  lastHeard: z.string().nullable(),
  lastPacket: z.string().nullable(),
  /** Seconds since its last packet of data; null: none yet. */
  delay: z.number().nullable(),
  /** Its clock minus ours, seconds; null: not known. */
  clock: z.number().nullable(),
  /** Of today. */
  packets: z.number(),
  repaired: z.number(),
  quarantined: z.number(),
  /** Quarantined within 30 days and not brought in yet. */
  open: z.number(),
});

const request = z.object({
  id: z.string(),
  kind: z.enum(['clock', 'history', 'timeouts']),
  detail: z.record(z.string(), z.string()),
  askedAt: z.string(),
  /** Null: the gateway itself. */
  askedBy: z.string().nullable(),
  endedAt: z.string().nullable(),
  outcome: z.string().nullable(),
  code: z.number().nullable(),
});

/** Settings of a station as a person gives them; a secret that is left out stays, null removes it. */
export const stationSettings = z.object({
  name: z.string().trim().min(1).max(100),
  edition: gatewayEdition,
  crc: gatewayCrc,
  /** HJ 212: printable characters without `;` and `&`. */
  password: z
    .string()
    .regex(/^[!-%'-:<-~]{1,32}$/)
    .nullable()
    .optional(),
  /** SM4, 32 hexadecimal digits. */
  sm4Key: z
    .string()
    .regex(/^[0-9a-fA-F]{32}$/)
    .nullable()
    .optional(),
  addresses: z.array(z.union([z.ipv4(), z.ipv6()])).max(50),
  factors: z.record(z.string().regex(/^[\w.]{1,40}$/), z.object({ unit: z.string().trim().min(1).max(30) })),
  active: z.boolean(),
  siteId: z.number().int().positive().nullable(),
  dueMinutes: z.number().int().min(1).max(1440),
  opening: z.boolean(),
});

/** A new station: HJ 212 cuts a packet at `;` and `&`, so no device number has one. */
const newStation = stationSettings.extend({
  mn: z
    .string()
    .trim()
    .regex(/^[^;&\p{Cc}]{1,64}$/u),
});

const pieceRow = z.object({
  id: z.string(),
  receivedAt: z.string(),
  mn: z.string().nullable(),
  peer: z.string(),
  reason: z.string(),
  detail: z.string(),
  size: z.number(),
  replayedAt: z.string().nullable(),
  replayOutcome: z.string().nullable(),
});

const logRow = z.object({
  id: z.string(),
  at: z.string(),
  mn: z.string().nullable(),
  peer: z.string(),
  direction: z.enum(['in', 'out', 'event']),
  what: z.string(),
  qn: z.string().nullable(),
  body: z.string(),
});

const stationFilter = z.object({
  q: z.string().max(100).optional(),
  /** A state word, `clock` (clock is off), `open` (quarantined packets wait). */
  state: z.enum(['online', 'late', 'offline', 'faulty', 'never', 'inactive', 'clock', 'open']).optional(),
  edition: gatewayEdition.optional(),
  /** Kind of its site, or `none`. */
  kind: z.enum(['air', 'section', 'outlet', 'noise', 'dust', 'none']).optional(),
});

/** Routes of gateway. */
export const gatewayRoutes = {
  gatewayStations: route({
    method: 'GET',
    path: `${base}/stations`,
    summary: 'Instruments of the gateway with what they are doing, and the gateway as a whole',
    tag,
    query: stationFilter.extend({ page: z.coerce.number().int().min(1).max(10_000).optional() }),
    response: z.object({
      items: z.array(stationRow),
      /** Matches of the filter, and the size of a page. */
      total: z.number(),
      pageSize: z.number(),
      /** Of all instruments, by state word; besides `all`, `clock`, `open`, `unknown` (senders that are none). */
      counts,
      editions: counts,
      now: z.string(),
      today: z.object({
        packets: z.number(),
        repaired: z.number(),
        quarantined: z.number(),
        repairs: counts,
        reasons: counts,
      }),
      /** Null: no gateway runs in this server. */
      gateway: z
        .object({
          port: z.number(),
          connections: z.number(),
          waiting: z.number(),
          trouble: z.string().nullable(),
          refusedConnections: z.number(),
          droppedPieces: z.number(),
        })
        .nullable(),
    }),
  }),
  gatewayStation: route({
    method: 'GET',
    path: `${base}/stations/:id`,
    summary: 'One instrument: settings (secrets only as yes or no), counts, requests, latest values',
    tag,
    params: stationId,
    response: stationRow.extend({
      active: z.boolean(),
      opening: z.boolean(),
      hasPassword: z.boolean(),
      hasSm4Key: z.boolean(),
      addresses: z.array(z.string()),
      factors: z.array(z.object({ code: z.string(), name: z.string().nullable(), unit: z.string() })),
      repairs: counts,
      reasons: counts,
      /** Not brought in yet, by reason, of the last 30 days. */
      waiting: z.array(
        z.object({ reason: z.string(), count: z.number(), first: z.string(), last: z.string() }),
      ),
      requests: z.array(request),
      latest: z.array(
        z.object({
          cn: z.number(),
          field: z.string(),
          name: z.string().nullable(),
          unit: z.string().nullable(),
          at: z.string(),
          value: z.number().nullable(),
          mark: z.string(),
        }),
      ),
    }),
  }),
  addStation: route({
    method: 'POST',
    path: `${base}/stations`,
    summary: 'Register an instrument',
    tag,
    body: newStation,
    response: z.object({ id: z.number() }),
  }),
  changeStation: route({
    method: 'PUT',
    path: `${base}/stations/:id`,
    summary: 'Change the settings of an instrument',
    tag,
    params: stationId,
    body: stationSettings,
    response: z.object({ id: z.number() }),
  }),
  replayStation: route({
    method: 'POST',
    path: `${base}/stations/:id/replay`,
    summary: 'Judge the quarantined packets of an instrument again, after changing its check value if asked',
    tag,
    params: stationId,
    body: z.object({ crc: gatewayCrc.optional() }),
    response: z.object({
      stored: z.number(),
      /** Still refused, by reason. */
      refused: counts,
      /** More wait: call again. */
      more: z.boolean(),
    }),
  }),
  requestStation: route({
    method: 'POST',
    path: `${base}/stations/:id/requests`,
    summary:
      'Ask an instrument to set its clock or time-outs, or for missing history; the outcome comes later',
    tag,
    params: stationId,
    body: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('clock') }),
      z.object({ kind: z.literal('timeouts') }),
      z.object({
        kind: z.literal('history'),
        of: z.enum(['minute', 'hour', 'day']),
        from: z.iso.datetime({ offset: true }),
        to: z.iso.datetime({ offset: true }),
      }),
    ]),
    response: z.object({ id: z.string() }),
  }),
  gatewayPieces: route({
    method: 'GET',
    path: `${base}/pieces`,
    summary: 'Quarantined pieces, newest first',
    tag,
    query: z.object({
      mn: z.string().max(64).optional(),
      reason: z.string().max(40).optional(),
      open: z.enum(['1']).optional(),
      before: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
    response: z.object({ items: z.array(pieceRow), next: z.string().nullable() }),
  }),
  gatewayPiece: route({
    method: 'GET',
    path: `${base}/pieces/:id`,
    summary: 'One quarantined piece with its bytes (passwords masked) and which check value would fit',
    tag,
    params: z.object({ id: z.uuid() }),
    response: pieceRow.extend({
      /** In order; together the whole piece. */
      parts: z.array(
        z.object({
          kind: z.enum(['head', 'text', 'secret', 'check']),
          text: z.string(),
          from: z.number(),
          to: z.number(),
        }),
      ),
      /** Two digits a byte. */
      hex: z.string(),
      check: z
        .object({
          found: z.string(),
          from: z.number(),
          to: z.number(),
          expected: z.string(),
          modbus: z.string(),
          fits: z.enum(['hj212', 'modbus', 'modbus-swapped']).nullable(),
        })
        .nullable(),
    }),
  }),
  gatewaySenders: route({
    method: 'GET',
    path: `${base}/senders`,
    summary: 'Senders that are no registered instrument, with what their packets tell about them',
    tag,
    response: z.object({
      items: z.array(
        z.object({
          mn: z.string(),
          count: z.number(),
          first: z.string(),
          last: z.string(),
          peer: z.string(),
          guess: z.object({
            edition: gatewayEdition,
            crc: gatewayCrc,
            st: z.string().nullable(),
            address: z.string(),
            factors: z.array(z.object({ code: z.string(), unit: z.string().nullable() })),
          }),
        }),
      ),
    }),
  }),
  gatewayLog: route({
    method: 'GET',
    path: `${base}/log`,
    summary: 'What was said besides data: requests, answers, connections',
    tag,
    query: z.object({
      mn: z.string().max(64).optional(),
      before: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
    response: z.object({ items: z.array(logRow), next: z.string().nullable() }),
  }),
  exportGateway: route({
    method: 'GET',
    path: `${base}/export`,
    summary: 'Instruments as Excel, filtered as on the page',
    tag,
    query: stationFilter,
    download: true,
    response: z.any(),
  }),
} as const;
