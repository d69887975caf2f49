import type { StationState } from '../../../store/monitoring/gateway/activity.queries.ts';

/** 在线, 延迟, 断线, 报文异常, 未接入, 停用. */
export type StateWord = 'online' | 'late' | 'offline' | 'faulty' | 'never' | 'inactive';

/** A station counts as late after so many times its due minutes without a frame, and off line after so many. */
export const silence = { late: 2, offline: 6 };
/** A clock that is off by more than this is named, ms (own setting; HJ 212 has no figure). */
export const clockLimit = 60_000;
/** A station is called faulty while a piece of it was quarantined within this time and not brought in, ms. */
export const faultyWindow = 3_600_000;

/**
 * The word for a station. Silence comes first: whether the packets of a station that is gone were proper is of no
 * use. An own rule: HJ 212 says how often data are due, not when a link counts as broken.
 * @param lastFault receipt of its newest quarantined piece that was not brought in, ms; null: none
 * @param now ms since 1970 UTC
 */
export function stateWord(
  station: { active: boolean; dueMinutes: number },
  state: Pick<StationState, 'lastHeard'> | undefined,
  lastFault: number | null,
  now: number,
): StateWord {
  if (!station.active) return 'inactive';
  const spoke = Math.max(state?.lastHeard ?? 0, lastFault ?? 0);
  if (spoke === 0) return 'never';
  const silent = now - spoke;
  const due = station.dueMinutes * 60_000;
  if (silent > silence.offline * due) return 'offline';
  if (lastFault !== null && now - lastFault <= faultyWindow) return 'faulty';
  return silent > silence.late * due ? 'late' : 'online';
}
