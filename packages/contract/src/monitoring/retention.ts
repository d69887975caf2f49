import { z } from 'zod';
import { route } from '../route.ts';

const path = '/api/monitoring/retention';
const day = z.string();
/** At least a year: the figures of a year are made of its packets. Null: for ever. */
const months = z.number().int().min(12).max(600).nullable();

const settings = z.object({
  /** Minute and real-time packets (2051, 2011), bytes and values. */
  minuteMonths: months,
  /** All other packets; minutes go at the latest with them. */
  packetMonths: months,
  /** Pieces in quarantine. */
  quarantineMonths: months,
});

/** Routes of retention. */
export const retentionRoutes = {
  retention: route({
    method: 'GET',
    path,
    summary: 'How long packets are kept, how much lies there, what was removed; hours are kept for ever',
    tag: 'gateway',
    response: z.object({
      settings,
      /** New settings are in force a day after they were set; null: never set, everything is kept. */
      inForceFrom: z.string().nullable(),
      /** The first day of each kind that is kept; null: all are. */
      firstKept: z.object({
        minutes: day.nullable(),
        packets: day.nullable(),
        quarantine: day.nullable(),
      }),
      /** Spans of time that hold packets; null: no border. */
      partitions: z.array(z.object({ from: day.nullable(), to: day.nullable(), bytes: z.number() })),
      /** The newest first. */
      removals: z.array(
        z.object({
          kind: z.enum(['minutes', 'packets', 'all', 'quarantine']),
          from: day,
          to: day,
          removed: z.number(),
          /** Of the same kind and days, since locked days or matters must prove themselves by them. */
          kept: z.number(),
          at: z.string(),
        }),
      ),
    }),
  }),
  saveRetention: route({
    method: 'PUT',
    path,
    summary: 'Set how long packets are kept; in force a day later',
    tag: 'gateway',
    body: settings,
    response: z.object({}),
  }),
} as const;
