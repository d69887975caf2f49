import type { Body } from '@huanzhi/contract';
import { getSetting, setSetting } from '../../../store/settings.queries.ts';
import { type Env, localDay } from '../../env.ts';
import { AppError, problem } from '../../errors.ts';
import { audit, type Origin, type Session } from '../../session.ts';

/** How many months are kept, null: for ever. Hours and the figures made of them are kept for ever. */
export interface RetentionSettings {
  /** Minute and real-time packets (2051, 2011), bytes and values. */
  minuteMonths: number | null;
  /** All other packets; minutes go at the latest with them. */
  packetMonths: number | null;
  /** Pieces in quarantine. */
  quarantineMonths: number | null;
  /** When they were set, ISO 8601; null: never, everything is kept. */
  savedAt: string | null;
}

const key = 'monitoring.retention';
const keepAll: RetentionSettings = {
  minuteMonths: null,
  packetMonths: null,
  quarantineMonths: null,
  savedAt: null,
};

/** What is removed cannot be had again: new settings are in force only after a day, so that a slip can be put right. */
const delayMs = 24 * 3_600_000;

/** The settings; nothing is removed unless somebody has said so. */
export async function retentionSettings(env: Env): Promise<RetentionSettings> {
  const stored = (await getSetting(env.store.db, key)) as Partial<RetentionSettings> | undefined;
  return { ...keepAll, ...stored };
}

/** The instant from which settings are in force, ISO 8601; null when there are none. */
export function inForceFrom({ savedAt }: RetentionSettings): string | null {
  return savedAt === null ? null : new Date(Date.parse(savedAt) + delayMs).toISOString();
}

/** The first day of each kind that is kept, `YYYY-MM-DD`; null: all are. */
export interface FirstKept {
  minutes: string | null;
  packets: string | null;
  quarantine: string | null;
}

/** @param now the time for which it is asked */
export function firstKept(settings: RetentionSettings, now: Date): FirstKept {
  const before = (months: number | null) => (months === null ? null : monthsBefore(localDay(now), months));
  return {
    minutes: before(settings.minuteMonths ?? settings.packetMonths),
    packets: before(settings.packetMonths),
    quarantine: before(settings.quarantineMonths),
  };
}

/** The same day so many months ago; where that month has no such day, its last day. */
function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10);
}

/**
 * Sets what is kept; the security log has what it was.
 * @throws AppError `validation-failed` when minutes would be kept longer than the packets of hours
 */
export async function saveRetention(
  env: Env,
  session: Session,
  body: Body<'saveRetention'>,
  origin: Origin,
): Promise<void> {
  if (body.minuteMonths !== null && body.packetMonths !== null && body.minuteMonths > body.packetMonths)
    throw new AppError('validation-failed', [
      problem(
        'minuteMonths',
        'longer-than-packets',
        `分钟和实时报文不能比其他报文（${body.packetMonths} 个月）保存得更久。`,
        `Minute and real-time packets cannot be kept longer than the others (${body.packetMonths} months).`,
      ),
    ]);
  const before = await retentionSettings(env);
  const after: RetentionSettings = { ...body, savedAt: env.clock().toISOString() };
  await setSetting(env.store.db, key, after, session.user.id);
  await audit(env, session.user, 'retention.settings', key, { before, after }, origin.ip);
}
